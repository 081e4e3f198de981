package dev.drawdown.renewalwebhook.stripe;

import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.domain.billing.Fact;
import dev.drawdown.domain.billing.Fact.CancellationChanged;
import dev.drawdown.domain.billing.Fact.Ended;
import dev.drawdown.domain.billing.Fact.PauseChanged;
import dev.drawdown.domain.billing.Fact.PaymentFailed;
import dev.drawdown.domain.billing.FlagChange;
import dev.drawdown.domain.billing.PriceId;
import dev.drawdown.domain.subscription.SubscriptionId;
import dev.drawdown.renewalwebhook.stripe.WebhookCommand.ApplyFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Reads an event of a subscription itself. It never grants anything, because only invoices do.
final class SubscriptionReader {
  private final OwnNames names;

  SubscriptionReader(OwnNames names) {
    this.names = names;
  }

  WebhookCommand updated(StripeEvent event) {
    JsonObject json = event.object();
    Flags now = new Flags(json, Optional.empty());
    Flags before = new Flags(json, event.previous());
    List<Fact> facts = new ArrayList<>();
    facts.add(
        new CancellationChanged(
            new FlagChange(event.created(), event.id(), before.cancelsAt(), now.cancelsAt())));
    facts.add(new PauseChanged(pause(event, before, now)));
    if (json.text("status").equals("unpaid")) {
      facts.add(new PaymentFailed(latest(json, "current_period_start"), true));
    }
    return command(json, facts);
  }

  WebhookCommand deleted(JsonObject json) {
    return command(json, List.of(new Ended(StripeFields.instant(json, "ended_at"))));
  }

  /// The pause, which begins, ends or continues. An event of a continued pause may name the end of
  /// a later period, but it states no change.
  private static FlagChange pause(StripeEvent event, Flags before, Flags now) {
    boolean begins = event.type().endsWith(".paused");
    boolean ends = event.type().endsWith(".resumed");
    boolean wasPaused = !begins && (ends || before.isPaused());
    boolean isPaused = !ends && (begins || now.isPaused());
    Optional<Instant> endsNow = isPaused ? Optional.of(now.periodEnd()) : Optional.empty();
    Optional<Instant> endedBefore = Optional.empty();
    if (wasPaused) {
      endedBefore = isPaused ? endsNow : Optional.of(before.periodEnd());
    }
    return new FlagChange(event.created(), event.id(), endedBefore, endsNow);
  }

  private ApplyFacts command(JsonObject json, List<Fact> facts) {
    SubscriptionId id = new SubscriptionId(json.identifier("id"));
    boolean ours =
        json.optionalObject("metadata").filter(names::areIn).isPresent() || sellsListed(json);
    return new ApplyFacts(id, facts, ours, List.of());
  }

  private boolean sellsListed(JsonObject json) {
    return json.optionalObject("items").stream()
        .flatMap(items -> items.objects("data").stream())
        .map(item -> StripeFields.reference(item, "price").map(PriceId::new))
        .anyMatch(names::isListed);
  }

  private static Instant latest(JsonObject json, String field) {
    return latestIn(json, field).orElseThrow(() -> json.problem("items.data", "is empty"));
  }

  private static Optional<Instant> latestIn(JsonObject json, String field) {
    return StripeFields.whole(json, "items").stream()
        .flatMap(item -> StripeFields.optionalInstant(item, field).stream())
        .max(Comparator.naturalOrder());
  }

  /// The cancellation and the pause of a subscription, now or before the event. The `former` values
  /// replace the fields that they mention.
  private record Flags(JsonObject json, Optional<JsonObject> former) {
    /// The stated date. Otherwise the end of the period, if the subscription is cancelled then.
    Optional<Instant> cancelsAt() {
      Optional<Instant> at = StripeFields.optionalInstant(saying("cancel_at"), "cancel_at");
      boolean atPeriodEnd = saying("cancel_at_period_end").flag("cancel_at_period_end");
      return at.or(() -> atPeriodEnd ? Optional.of(periodEnd()) : Optional.empty());
    }

    boolean isPaused() {
      return saying("pause_collection").optionalObject("pause_collection").isPresent()
          || saying("status").optionalText("status").filter("paused"::equals).isPresent();
    }

    Instant periodEnd() {
      return former
          .filter(old -> old.optionalObject("items").isPresent())
          .flatMap(old -> latestIn(old, "current_period_end"))
          .orElseGet(() -> latest(json, "current_period_end"));
    }

    private JsonObject saying(String field) {
      return former.filter(old -> old.mentions(field)).orElse(json);
    }
  }
}
