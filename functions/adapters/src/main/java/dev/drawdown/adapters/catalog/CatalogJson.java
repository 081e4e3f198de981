package dev.drawdown.adapters.catalog;

import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.Action;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.Catalog.FreeTier;
import dev.drawdown.domain.catalog.Catalog.GracePolicy;
import dev.drawdown.domain.catalog.Catalog.Links;
import dev.drawdown.domain.catalog.DrawOrder;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.catalog.Pack;
import dev.drawdown.domain.catalog.Pack.PackId;
import dev.drawdown.domain.catalog.Pack.Packs;
import dev.drawdown.domain.catalog.Plan;
import dev.drawdown.domain.catalog.Plan.PlanId;
import dev.drawdown.domain.catalog.UsageThresholds;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The JSON of a whole catalog.
final class CatalogJson {
  private static final long MAX_COST = 1_000_000_000;

  private CatalogJson() {}

  static Catalog read(JsonObject json) {
    String product = json.identifier("product");
    Map<ActionId, Action> actions =
        CatalogFields.byId(json, "actions", CatalogJson::action, Action::id);
    if (actions.isEmpty()) {
      throw json.problem("actions", "needs at least one action");
    }
    GracePolicy gracePolicy = gracePolicy(json);
    Map<PlanId, Plan> plans = PlanJson.plans(json, gracePolicy);
    boolean upgradeResets = upgradeResets(json);
    Packs packs =
        new Packs(
            CatalogFields.byId(json, "packs", CatalogJson::pack, Pack::id),
            json.flag("packsForPlanHoldersOnly"));
    FreeTier freeTier = freeTier(json);
    DrawOrder drawOrder =
        drawOrder(json).orElseGet(() -> Catalog.standardOrder(plans, packs, freeTier));
    UsageThresholds thresholds =
        json.optionalObject("usageThresholds")
            .map(CatalogJson::thresholds)
            .orElse(UsageThresholds.STANDARD);
    Links links = LinksJson.read(json);
    json.requireNoMore();
    return new Catalog(
        product,
        drawOrder,
        actions,
        plans,
        packs,
        freeTier,
        gracePolicy,
        upgradeResets,
        thresholds,
        links);
  }

  private static boolean upgradeResets(JsonObject json) {
    return switch (json.optionalText("upgrade").orElse("difference")) {
      case "reset" -> true;
      case "difference" -> false;
      default -> throw json.problem("upgrade", "must be reset or difference");
    };
  }

  private static Action action(JsonObject json) {
    return new Action(
        new ActionId(json.identifier("id")),
        CatalogFields.name(json),
        Credits.of(json.number("cost", 0, MAX_COST)),
        json.flag("oncePerDocument"));
  }

  private static Pack pack(JsonObject json) {
    return new Pack(
        new PackId(json.identifier("id")),
        CatalogFields.name(json),
        Credits.of(json.number("credits", 1, CatalogFields.MAX_CREDITS)),
        CatalogFields.price(json));
  }

  private static FreeTier freeTier(JsonObject json) {
    return new FreeTier(
        CatalogFields.credits(json, "starterCredits", 1),
        json.optionalIdentifier("trialPlan").map(PlanId::new),
        json.optionalIdentifier("defaultPlan").map(PlanId::new));
  }

  private static UsageThresholds thresholds(JsonObject json) {
    int warn = (int) json.number("warn", 1, 99);
    int critical = (int) json.number("critical", warn + 1, 100);
    json.requireNoMore();
    return new UsageThresholds(warn, critical);
  }

  private static Optional<DrawOrder> drawOrder(JsonObject json) {
    return Optional.of(kinds(json, "drawOrder"))
        .filter(kinds -> !kinds.isEmpty())
        .map(DrawOrder::new);
  }

  private static GracePolicy gracePolicy(JsonObject json) {
    Duration grace = CatalogFields.grace(json, "grace").orElse(GracePolicy.STANDARD.grace());
    Duration minimum =
        CatalogFields.minimumGrace(json, grace).orElse(GracePolicy.STANDARD.minimumGrace());
    return new GracePolicy(grace, minimum, Set.copyOf(kinds(json, "suspendedDraws")));
  }

  private static List<BucketKind> kinds(JsonObject json, String field) {
    List<BucketKind> kinds = new ArrayList<>();
    for (String label : json.texts(field)) {
      String place = field + "[" + kinds.size() + "]";
      BucketKind kind =
          BucketKind.labelled(label).orElseThrow(() -> json.problem(place, "must be " + kinds()));
      if (kinds.contains(kind)) {
        throw json.problem(place, "names " + label + " again");
      }
      kinds.add(kind);
    }
    return kinds;
  }

  private static String kinds() {
    return Arrays.stream(BucketKind.values())
        .map(BucketKind::label)
        .collect(Collectors.joining(" or "));
  }

  /// The JSON of links.
  static final class LinksJson {
    private static final int MAX_LENGTH = 2048;

    private LinksJson() {}

    static Links read(JsonObject catalog) {
      return catalog.optionalObject("links").map(LinksJson::links).orElse(Links.NONE);
    }

    private static Links links(JsonObject json) {
      Links links =
          new Links(
              link(json, "topUp"), link(json, "choosePlan"), link(json, "updatePaymentMethod"));
      json.requireNoMore();
      return links;
    }

    private static Optional<URI> link(JsonObject json, String field) {
      Optional<URI> link = json.optionalText(field).flatMap(LinksJson::https);
      if (link.isEmpty() && json.optionalText(field).isPresent()) {
        throw json.problem(field, "must be an https link of at most " + MAX_LENGTH + " characters");
      }
      return link;
    }

    private static Optional<URI> https(String text) {
      try {
        URI uri = new URI(text);
        boolean https = text.startsWith("https://") && uri.getHost() != null;
        return https && text.length() <= MAX_LENGTH ? Optional.of(uri) : Optional.empty();
      } catch (URISyntaxException e) {
        return Optional.empty();
      }
    }
  }
}
