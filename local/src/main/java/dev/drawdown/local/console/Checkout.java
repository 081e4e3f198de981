package dev.drawdown.local.console;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.drawdown.adapters.json.Json;
import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.adapters.json.JsonProblem;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.local.console.Webhook.Delivery;
import dev.drawdown.local.gateway.Endpoint;
import dev.drawdown.local.gateway.LocalRequest;
import dev.drawdown.local.stripe.StripeProvider;
import dev.drawdown.local.stripe.StripeProvider.Subscribed;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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

  @Override
  public APIGatewayV2HTTPResponse answer(LocalRequest request) {
    try {
      CheckoutSale sale = CheckoutSale.of(request.parameters(), catalog);
      return switch (request.method()) {
        case "GET", "HEAD" -> page(200, sale, "");
        case "POST" -> decided(sale, decision(request));
        default -> Endpoint.message(404, "Not Found");
      };
    } catch (CheckoutSale.Refused e) {
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

  private APIGatewayV2HTTPResponse decided(CheckoutSale sale, String decision) {
    return switch (decision) {
      case "do=pay" -> paid(sale);
      case "do=fail" -> {
        deliver(sale, false);
        yield page(200, sale, "The payment failed. Nothing was bought, and nothing is owed.");
      }
      case "do=abandon" -> redirected(sale.cancelUrl());
      default -> throw new CheckoutSale.Refused("do must be pay, fail or abandon");
    };
  }

  private APIGatewayV2HTTPResponse paid(CheckoutSale sale) {
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

  private Delivery deliver(CheckoutSale sale, boolean paid) {
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
  private void putSubscription(Map<String, Object> request, CheckoutSale sale, String plan) {
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

  private static boolean isOf(CheckoutSale sale, Subscribed subscription) {
    Optional<String> owner =
        sale.kind().equals("pool") ? subscription.pool() : subscription.account();
    return owner.filter(sale.owner()::equals).isPresent();
  }

  private static String fresh(CheckoutSale sale, List<Subscribed> known) {
    String first = (sale.kind().equals("pool") ? "sub-pool_" : "sub_") + sale.owner();
    return known.isEmpty() ? first : first + "_" + (known.size() + 1);
  }

  private static APIGatewayV2HTTPResponse redirected(URI address) {
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(303)
        .withHeaders(Map.of("location", address.toASCIIString(), "cache-control", "no-store"))
        .build();
  }

  private static APIGatewayV2HTTPResponse page(int status, CheckoutSale sale, String message) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("name", sale.name());
    values.put("says", sale.description());
    values.put("credits", sale.credits());
    values.put("price", sale.price());
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

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
