package dev.drawdown.local.history;

import dev.drawdown.adapters.http.Reply;
import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.local.Developer;
import dev.drawdown.local.SharedTable;
import dev.drawdown.local.console.Webhook;
import dev.drawdown.local.history.Recorder.Observation;
import dev.drawdown.local.history.SubscriptionModel.Call;
import dev.drawdown.local.history.SubscriptionModel.Event;
import dev.drawdown.local.stripe.StripeProvider;
import dev.drawdown.renewalwebhook.StripeSignature;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/// The subscription of one account, and the provider's events of it. The second period began 15
/// minutes before [SharedTable#NOW].
final class DeliveredSubscription {
  private static final Instant FIRST_PERIOD = Instant.parse("2026-10-20T10:00:00Z");
  private static final Instant WITHIN_IT = Instant.parse("2026-11-05T10:00:00Z");
  private static final Instant SECOND_PERIOD = Instant.parse("2026-11-20T10:00:00Z");

  private final String account;
  private final Map<Event, String> bodies = new EnumMap<>(Event.class);

  DeliveredSubscription(Catalog catalog, String account) {
    this.account = account;
    StripeProvider provider = new StripeProvider(catalog);
    for (Event event : Event.values()) {
      bodies.put(event, provider.make(request(event), at(event)).body());
    }
  }

  private JsonObject request(Event event) {
    String fields =
        switch (event) {
          case PAID -> "'type':'invoice.paid','plan':'small'";
          case UPGRADED ->
              "'type':'invoice.paid','plan':'large','billingReason':'subscription_update'";
          case CANCELLED -> "'type':'customer.subscription.updated','cancelAtPeriodEnd':true";
          case FAILED -> "'type':'invoice.payment_failed'";
          case RENEWED -> "'type':'invoice.paid','billingReason':'subscription_cycle'";
        };
    return JsonObject.parse(("{" + fields + ",'account':'" + account + "'}").replace('\'', '"'));
  }

  private static Instant at(Event event) {
    return switch (event) {
      case PAID -> FIRST_PERIOD;
      case UPGRADED, CANCELLED -> WITHIN_IT;
      case FAILED, RENEWED -> SECOND_PERIOD;
    };
  }

  /// Sends an event, charges the account or reads its balance, at any of the services.
  Observation ask(List<Developer> services, Call call, Random random) throws Exception {
    Developer service = services.get(random.nextInt(services.size()));
    return switch (call) {
      case Call.Deliver(var event) -> deliver(service, bodies.get(event));
      case Call.Charge(var key, var credits) -> {
        Reply reply = service.charge(account, key, "run", "quantity", credits);
        Object what = reply.at(reply.status() < 300 ? "charge.status" : "code");
        yield observed(reply, what, "balance.");
      }
      case Call.See _ -> observed(service.balance(account), "balance", "");
    };
  }

  private static Observation observed(Reply reply, Object what, String balance) {
    return Callers.observed(
        reply,
        SubscriptionModel.text(
            reply.status() + " " + what,
            String.valueOf(reply.at(balance + "standing")),
            Objects.requireNonNullElse(reply.at(balance + "plan.id"), SubscriptionModel.NO_PLAN)
                .toString(),
            Callers.number(reply, balance + "total")));
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
}
