package dev.drawdown.renewalwebhook;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.adapters.json.JsonProblem;
import dev.drawdown.adapters.store.OptimisticRetry;
import dev.drawdown.adapters.store.Outcome;
import dev.drawdown.adapters.store.Stores.Commits;
import dev.drawdown.domain.subscription.ProviderEventId;
import dev.drawdown.renewalwebhook.stripe.EventReader;
import dev.drawdown.renewalwebhook.stripe.StripeEvent;
import dev.drawdown.renewalwebhook.stripe.StripeFields;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Applies invoices and subscriptions that the payment provider exported, by the rules of the
/// webhook: for subscribers from before this service, and after an outage longer than the
/// provider's retries.
///
/// An object that was applied before changes nothing, so a file may be sent twice. Nothing is
/// parked. The outcome of each object says why it couldn't be applied.
public final class Backfill {
  /// The oldest API version whose fields are understood. Objects of older versions lack some fields
  /// and are refused for that.
  private static final String VERSION = "2025-03-31.basil";

  private static final Pattern LIST = Pattern.compile("\\A\\{\\s*\"object\"\\s*:\\s*\"list\"");

  private static final Comparator<ProviderEventId> BY_NAME =
      Comparator.comparing(ProviderEventId::value);

  private final EventReader reader;
  private final CommandApplier applier;

  private Backfill(Ports ports, Commits commits) {
    this.reader = new EventReader(ports.catalog(), ports.webhook().livemode());
    this.applier = new CommandApplier(ports, commits, OptimisticRetry.inRealTime(commits));
  }

  /// Writes the effects.
  public static Backfill applying(Ports ports) {
    return new Backfill(ports, ports.stores().commits());
  }

  /// Decides on each object as if it were the only one, and writes nothing.
  public static Backfill trying(Ports ports) {
    return new Backfill(ports, (_, _) -> new Outcome.Committed());
  }

  /// Applies one object that [#read] read, and returns its outcome.
  public WebhookOutcome send(StripeEvent exported, Instant clock) {
    return applier.apply(reader.read(exported), Optional.empty(), clock);
  }

  /// The objects of a file, oldest first: JSON lines, a JSON list, or a list of the provider's API.
  /// `exportedAt` is the time of the export. Later events of a subscription win.
  ///
  /// Throws a [JsonProblem] if the file contains anything else.
  public static List<StripeEvent> read(String text, Instant exportedAt) {
    return objects(text.strip())
        .map(object -> event(object, exportedAt))
        .sorted(Comparator.comparing(Backfill::createdAt).thenComparing(StripeEvent::id, BY_NAME))
        .toList();
  }

  private static Stream<JsonObject> objects(String text) {
    if (text.startsWith("[")) {
      return JsonObject.parse("{\"data\":" + text + "}").objects("data").stream();
    }
    if (LIST.matcher(text).find()) {
      return StripeFields.whole(JsonObject.parse("{\"list\":" + text + "}"), "list").stream();
    }
    return text.lines().filter(line -> !line.isBlank()).map(JsonObject::parse);
  }

  private static Instant createdAt(StripeEvent exported) {
    return StripeFields.instant(exported.object(), "created");
  }

  /// The event that would have stated the same facts.
  private static StripeEvent event(JsonObject object, Instant exportedAt) {
    String type = type(object);
    // Refuses an object without this field, even if it is alone in its file.
    StripeFields.instant(object, "created");
    ProviderEventId id = new ProviderEventId("backfill-" + object.identifier("id"));
    return new StripeEvent(
        id,
        type,
        exportedAt,
        Optional.of(VERSION),
        object.flag("livemode"),
        object,
        Optional.empty());
  }

  private static String type(JsonObject object) {
    String status = object.optionalText("status").orElse("none");
    return switch (object.text("object")) {
      case "invoice" -> "invoice." + status;
      case "subscription" ->
          status.equals("canceled")
              ? "customer.subscription.deleted"
              : "customer.subscription.updated";
      default -> throw object.problem("object", "must be invoice or subscription");
    };
  }
}
