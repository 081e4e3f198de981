package dev.drawdown.local.console;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.drawdown.adapters.json.Json;
import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.adapters.json.JsonProblem;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.Identifier;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.Pack;
import dev.drawdown.domain.catalog.Pack.PackId;
import dev.drawdown.domain.catalog.Pack.Price;
import dev.drawdown.domain.catalog.Plan;
import dev.drawdown.domain.catalog.Plan.PlanId;
import dev.drawdown.local.console.Webhook.Delivery;
import dev.drawdown.local.gateway.Endpoint;
import dev.drawdown.local.gateway.LocalRequest;
import dev.drawdown.local.stripe.StripeProvider;
import dev.drawdown.local.stripe.StripeProvider.Subscribed;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The payment provider's checkout. Products here send a customer to it who buys a plan or a pack:
/// `?account=ada&pack=pack-50&return_url=http://localhost:8080/shop`, or with `pool` and `plan`.
///
/// A payment sends the provider's signed event to the webhook and leads to `return_url`. Giving up
/// leads to `cancel_url`. After a failed payment the customer stays here. Only addresses of this
/// machine are allowed.
public record Checkout(Catalog catalog, StripeProvider provider, Webhook webhook)
    implements Endpoint {
  private static final String TEMPLATE =
      ConsolePages.read("checkout.html")
          .orElseThrow(() -> new IllegalStateException("no checkout page"));

  /// Forms lead to the product's page, which may be at another port.
  private static final String POLICY =
      ConsolePages.CONTENT_POLICY + "; form-action 'self' http://localhost:* http://127.0.0.1:*";

  private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");
  private static final String HTML = "text/html; charset=utf-8";
  private static final Set<String> HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Set<String> FIELDS =
      Set.of("account", "pool", "plan", "pack", "return_url", "cancel_url");

  /// A purchase that isn't possible, with the reason.
  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String reason) {
      super(reason, null, false, false);
    }
  }

  /// The purchase in a checkout. `kind` is `account` or `pool`.
  private record Sale(
      String kind,
      String owner,
      Optional<Plan> plan,
      Optional<Pack> pack,
      URI returnUrl,
      URI cancelUrl) {
    String name() {
      return plan.map(Plan::name).or(() -> pack.map(Pack::name)).orElseThrow();
    }

    String description() {
      return plan.isPresent() ? "A plan, by subscription" : "A pack, whose credits never expire";
    }

    String credits() {
      return plan.map(
              each ->
                  each.allowance()
                      .map(allowance -> number(allowance.initially()) + " each billing period")
                      .orElse("as agreed"))
          .or(() -> pack.map(each -> number(each.credits())))
          .orElseThrow();
    }

    private static String number(Credits credits) {
      return String.format(Locale.ROOT, "%,d", credits.amount());
    }

    Optional<Price> price() {
      return plan.flatMap(Plan::price).or(() -> pack.flatMap(Pack::price));
    }
  }

  @Override
  public APIGatewayV2HTTPResponse answer(LocalRequest request) {
    try {
      Sale sale = sale(request.parameters());
      return switch (request.method()) {
        case "GET", "HEAD" -> page(200, sale, "");
        case "POST" -> decided(sale, decision(request));
        default -> Endpoint.message(404, "Not Found");
      };
    } catch (Refused e) {
      return refused(e.getMessage());
    } catch (JsonProblem e) {
      // The provider names its objects after the owner, whose name may be too long for that.
      return refused("the provider can't sell this: " + e.getMessage());
    }
  }

  private static APIGatewayV2HTTPResponse refused(@Nullable String reason) {
    return ConsolePages.answer(400, "text/plain; charset=utf-8", POLICY, reason + "\n");
  }

  private static String decision(LocalRequest request) {
    return request.body().map(body -> new String(body.bytes(), StandardCharsets.UTF_8)).orElse("");
  }

  private APIGatewayV2HTTPResponse decided(Sale sale, String decision) {
    return switch (decision) {
      case "do=pay" -> paid(sale);
      case "do=fail" -> {
        deliver(sale, false);
        yield page(200, sale, "The payment failed. Nothing was bought, and nothing is owed.");
      }
      case "do=abandon" -> redirected(sale.cancelUrl());
      default -> throw new Refused("do must be pay, fail or abandon");
    };
  }

  private APIGatewayV2HTTPResponse paid(Sale sale) {
    Delivery delivery = deliver(sale, true);
    return delivery.isTaken()
        ? redirected(sale.returnUrl())
        : page(
            502,
            sale,
            ("You have paid, but the webhook answered " + delivery.status() + ": ")
                + delivery.reason().orElse("no reason")
                + ". A provider would send the event again.");
  }

  private Delivery deliver(Sale sale, boolean paid) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put(sale.kind(), sale.owner());
    sale.pack()
        .ifPresent(
            pack -> {
              request.put("type", "checkout.session.completed");
              request.put("pack", pack.id().value());
              request.put("paymentStatus", paid ? "paid" : "unpaid");
            });
    sale.plan()
        .ifPresent(
            plan -> {
              request.put("type", paid ? "invoice.paid" : "invoice.payment_failed");
              request.put("plan", plan.id().value());
              putSubscription(request, sale, plan.id().value());
            });
    JsonObject json = JsonObject.parse(Json.write(request));
    String body = provider.make(json, webhook.clock().instant()).body();
    return webhook.deliver(body, Optional.empty());
  }

  /// Changes the plan of a running subscription, or pays for one again whose payment failed.
  /// Without one, begins a new subscription.
  private void putSubscription(Map<String, Object> request, Sale sale, String plan) {
    List<Subscribed> known =
        provider.subscriptions().stream().filter(each -> isOf(sale, each)).toList();
    Optional<Subscribed> running =
        known.stream()
            .filter(each -> !each.ended())
            .filter(each -> each.pastDue() || !each.plans().contains(plan))
            .findFirst();
    if (running.isPresent()) {
      request.put("subscription", running.get().id());
      request.put(
          "billingReason", running.get().pastDue() ? "subscription_cycle" : "subscription_update");
    } else {
      request.put("billingReason", "subscription_create");
      request.put("subscription", fresh(sale, known));
    }
  }

  private static boolean isOf(Sale sale, Subscribed subscription) {
    Optional<String> owner =
        sale.kind().equals("pool") ? subscription.pool() : subscription.account();
    return owner.filter(sale.owner()::equals).isPresent();
  }

  private static String fresh(Sale sale, List<Subscribed> known) {
    String first = (sale.kind().equals("pool") ? "sub-pool_" : "sub_") + sale.owner();
    return known.isEmpty() ? first : first + "_" + (known.size() + 1);
  }

  // Reads the request.

  private Sale sale(Map<String, String> given) {
    given.keySet().stream()
        .filter(field -> !FIELDS.contains(field))
        .findFirst()
        .ifPresent(
            field -> {
              throw new Refused(field + " is not a known field");
            });
    String kind = oneOf(given, "account", "pool");
    String owner = given.getOrDefault(kind, "");
    if (!Identifier.isValid(owner)) {
      throw new Refused(kind + " " + Identifier.RULE);
    }
    String sold = oneOf(given, "plan", "pack");
    String id = given.getOrDefault(sold, "");
    Optional<Plan> plan = sold.equals("plan") ? plan(id) : Optional.empty();
    Optional<Pack> pack = sold.equals("pack") ? pack(id) : Optional.empty();
    if (plan.isEmpty() && pack.isEmpty()) {
      throw new Refused(sold + " is not sold here: " + id);
    }
    URI returnUrl = ownAddress(given, "return_url");
    URI cancelUrl = given.containsKey("cancel_url") ? ownAddress(given, "cancel_url") : returnUrl;
    return new Sale(kind, owner, plan, pack, returnUrl, cancelUrl);
  }

  private Optional<Plan> plan(String id) {
    return Identifier.isValid(id)
        ? catalog.plan(new PlanId(id)).filter(Plan::isSold)
        : Optional.empty();
  }

  private Optional<Pack> pack(String id) {
    return Identifier.isValid(id) ? catalog.pack(new PackId(id)) : Optional.empty();
  }

  private static String oneOf(Map<String, String> given, String one, String other) {
    if (given.containsKey(one) == given.containsKey(other)) {
      throw new Refused("there must be one of " + one + " and " + other);
    }
    return given.containsKey(one) ? one : other;
  }

  private static URI ownAddress(Map<String, String> given, String field) {
    try {
      URI address = URI.create(given.getOrDefault(field, ""));
      if ("http".equals(address.getScheme())
          && address.getHost() != null
          && HOSTS.contains(address.getHost())
          && address.getUserInfo() == null) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      // The check below refuses it, like every address outside this machine.
    }
    throw new Refused(
        field + " must be an address of this machine, such as http://localhost:8080/");
  }

  // Answers.

  private static APIGatewayV2HTTPResponse redirected(URI address) {
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(303)
        .withHeaders(Map.of("location", address.toASCIIString(), "cache-control", "no-store"))
        .build();
  }

  private static APIGatewayV2HTTPResponse page(int status, Sale sale, String message) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("name", sale.name());
    values.put("says", sale.description());
    values.put("credits", sale.credits());
    values.put("price", sale.price().map(Checkout::priced).orElse("no price in the catalog"));
    values.put("owner", sale.owner());
    values.put("kind", sale.kind());
    values.put("message", message);
    values.put("back", sale.cancelUrl().toASCIIString());
    String page =
        PLACE
            .matcher(TEMPLATE)
            .replaceAll(
                place ->
                    Matcher.quoteReplacement(
                        escaped(Objects.requireNonNull(values.get(place.group(1))))));
    return ConsolePages.answer(status, HTML, POLICY, page);
  }

  private static String priced(Price price) {
    return price.inMajorUnit().toPlainString() + " " + price.code();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
