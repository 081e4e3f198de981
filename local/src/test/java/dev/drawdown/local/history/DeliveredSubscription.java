package dev.drawdown.local.history;

import dev.drawdown.adapters.http.Reply;
import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.local.Developer;
import dev.drawdown.local.ServiceInMemory;
import dev.drawdown.local.SharedTable;
import dev.drawdown.local.console.Webhook;
import dev.drawdown.local.history.Recorder.Observation;
import dev.drawdown.local.history.SubscriptionModel.Call;
import dev.drawdown.local.stripe.StripeProvider;
import dev.drawdown.renewalwebhook.StripeSignature;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/// The subscription of one account, and the provider's events of it: a payment, an upgrade in the
/// same period, an end with the period, and a failed payment.
final class DeliveredSubscription {
  private static final Map<String, String> ORDERS =
      new TreeMap<>(
          Map.of(
              "1 paid", "'type':'invoice.paid','plan':'small'",
              "2 upgraded",
                  "'type':'invoice.paid','plan':'large','billingReason':'subscription_update'",
              "3 cancelled", "'type':'customer.subscription.updated','cancelAtPeriodEnd':true",
              "4 failed", "'type':'invoice.payment_failed'"));

  private final String account;
  private final Map<String, String> bodies = new TreeMap<>();

  DeliveredSubscription(Catalog catalog, String account) {
    this.account = account;
    StripeProvider provider = new StripeProvider(catalog);
    ORDERS.forEach(
        (name, request) -> {
          String json = ("{" + request + ",'account':'" + account + "'}").replace('\'', '"');
          bodies.put(name, provider.make(JsonObject.parse(json), SharedTable.NOW).body());
        });
  }

  /// The names of the events.
  Set<String> events() {
    return bodies.keySet();
  }

  /// Sends an event, or reads the account, at any of the services.
  Observation ask(List<Developer> services, Call call, Random random) throws Exception {
    Developer service = services.get(random.nextInt(services.size()));
    return switch (call) {
      case Call.Deliver(var event) -> deliver(service, bodies.get(event));
      case Call.See _ -> {
        Reply balance = service.balance(account);
        yield Callers.observed(
            balance,
            "%s, %s until %s, %s left"
                .formatted(
                    balance.at("standing"),
                    balance.at("plan.id"),
                    balance.at("plan.cancelsAt"),
                    balance.at("total")));
      }
    };
  }

  private static Observation deliver(Developer service, String body) throws Exception {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String signature = StripeSignature.sign(bytes, Webhook.SECRET, SharedTable.NOW);
    HttpRequest delivery =
        HttpRequest.newBuilder(service.service().resolve("/webhooks/stripe"))
            .header("Stripe-Signature", signature)
            .POST(BodyPublishers.ofByteArray(bytes))
            .build();
    int status = service.http().send(delivery, BodyHandlers.discarding()).statusCode();
    return status < 500
        ? new Observation.Answer(String.valueOf(status))
        : new Observation.Nothing();
  }

  /// The view after each set of events: a service without other callers receives them one after the
  /// other, and shows it.
  static final class Alone implements AutoCloseable {
    private final Catalog catalog;
    private final ServiceInMemory service;
    private final Developer developer;
    private final Map<Set<String>, String> seen = new HashMap<>();

    Alone(Catalog catalog) {
      this.catalog = catalog;
      this.service = new ServiceInMemory(catalog, Webhook.SECRET);
      this.developer = service.developer();
    }

    String seen(Set<String> events) {
      return seen.computeIfAbsent(events, this::view);
    }

    private String view(Set<String> events) {
      DeliveredSubscription subscription =
          new DeliveredSubscription(catalog, "payer-" + seen.size());
      for (String event : subscription.events()) {
        if (events.contains(event)) {
          subscription.answer(developer, new Call.Deliver(event));
        }
      }
      return subscription.answer(developer, new Call.See());
    }

    @Override
    public void close() {
      developer.close();
      service.close();
    }
  }

  private String answer(Developer service, Call call) {
    try {
      if (ask(List.of(service), call, new Random(1)) instanceof Observation.Answer(var text)) {
        return text;
      }
      throw new AssertionError("not answered: " + call);
    } catch (Exception failed) {
      throw new AssertionError("not asked: " + call, failed);
    }
  }
}
