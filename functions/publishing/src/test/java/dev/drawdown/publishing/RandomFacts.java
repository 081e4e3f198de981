package dev.drawdown.publishing;

import dev.drawdown.domain.catalog.Plan.PlanId;
import dev.drawdown.domain.renewal.RenewalFact;
import dev.drawdown.domain.renewal.RenewalFact.CancellationChanged;
import dev.drawdown.domain.renewal.RenewalFact.GivenUp;
import dev.drawdown.domain.renewal.RenewalFact.PaymentFailed;
import dev.drawdown.domain.renewal.RenewalFact.PeriodPaid;
import dev.drawdown.domain.renewal.RenewalFact.SubscriptionEnded;
import dev.drawdown.domain.subscription.Cancellation;
import dev.drawdown.domain.subscription.ProviderEventId;
import dev.drawdown.domain.subscription.SubscriptionId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/// What a provider tells at random of one owner's two subscriptions to a plan, now and then to a
/// larger one: paid for month after month most often, and whatever else may come of them.
final class RandomFacts {
  private static final Duration MONTH = Duration.ofDays(30);

  private final Random random;
  private final String owner;
  private final PlanId plan;
  private final PlanId larger;
  private Optional<Instant> paidUntil = Optional.empty();
  private int names;

  RandomFacts(Random random, String owner, String plan, String larger) {
    this.random = random;
    this.owner = owner;
    this.plan = new PlanId(plan);
    this.larger = new PlanId(larger);
  }

  RenewalFact next(Instant now) {
    SubscriptionId subscription = new SubscriptionId("sub_" + owner + random.nextInt(2));
    Instant end = paidUntil.orElse(now);
    return switch (random.nextInt(12)) {
      case 0 -> new PaymentFailed(subscription, end, false);
      case 1 -> new PaymentFailed(subscription, end, true);
      case 2 -> new GivenUp(subscription, end);
      case 3 -> new CancellationChanged(subscription, cancellation(now, Optional.of(end)));
      case 4 -> new CancellationChanged(subscription, cancellation(now, Optional.empty()));
      case 5 -> new SubscriptionEnded(subscription, now);
      case 6 -> paid(subscription, larger, end.minus(MONTH), false);
      default -> {
        Instant start = end.isBefore(now.minus(MONTH)) ? now : end;
        paidUntil = Optional.of(start.plus(MONTH));
        yield paid(subscription, plan, start, random.nextBoolean());
      }
    };
  }

  private Cancellation cancellation(Instant now, Optional<Instant> at) {
    return new Cancellation(now, new ProviderEventId("evt_" + owner + names++), at);
  }

  private static PeriodPaid paid(
      SubscriptionId subscription, PlanId plan, Instant start, boolean renewal) {
    Instant end = start.plus(MONTH);
    return new PeriodPaid(subscription, plan, 1, OptionalLong.empty(), start, end, renewal);
  }
}
