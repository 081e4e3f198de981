package dev.drawdown.renewalwebhook;

import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.renewal.RenewalFact;
import dev.drawdown.domain.renewal.RenewalFact.CancellationChanged;
import dev.drawdown.domain.renewal.RenewalFact.GivenUp;
import dev.drawdown.domain.renewal.RenewalFact.SubscriptionEnded;
import dev.drawdown.domain.subscription.Cancellation;
import dev.drawdown.domain.subscription.SubscriptionId;
import dev.drawdown.renewalwebhook.WebhookCommand.Renewal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Says what news of a subscription itself means. It never grants anything: only invoices do.
final class SubscriptionReader {
  WebhookCommand updated(StripeEvent event) {
    JsonObject json = event.object();
    SubscriptionId subscription = id(json);
    List<RenewalFact> facts = new ArrayList<>();
    Cancellation cancellation = new Cancellation(event.created(), event.id(), cancelsAt(json));
    facts.add(new CancellationChanged(subscription, cancellation));
    switch (json.text("status")) {
      case "unpaid", "paused" ->
          facts.add(new GivenUp(subscription, latest(json, "current_period_start")));
      default -> {}
    }
    return new Renewal(subscription, owner(json), facts);
  }

  WebhookCommand deleted(JsonObject json) {
    SubscriptionId subscription = id(json);
    Instant endedAt = StripeFields.instant(json, "ended_at");
    return new Renewal(
        subscription, owner(json), List.of(new SubscriptionEnded(subscription, endedAt)));
  }

  private static Optional<Instant> cancelsAt(JsonObject json) {
    boolean atPeriodEnd = json.flag("cancel_at_period_end");
    return StripeFields.optionalInstant(json, "cancel_at")
        .or(() -> atPeriodEnd ? Optional.of(latest(json, "current_period_end")) : Optional.empty());
  }

  private static Instant latest(JsonObject json, String field) {
    return StripeFields.whole(json, "items").stream()
        .map(item -> StripeFields.instant(item, field))
        .max(Comparator.naturalOrder())
        .orElseThrow(() -> json.problem("items.data", "is empty"));
  }

  private static SubscriptionId id(JsonObject json) {
    return new SubscriptionId(StripeFields.identifier(json, "id"));
  }

  private static Optional<Owner> owner(JsonObject json) {
    return json.optionalObject("metadata").flatMap(StripeFields::owner);
  }
}
