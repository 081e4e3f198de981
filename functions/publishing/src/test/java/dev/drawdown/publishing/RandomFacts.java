package dev.drawdown.publishing;

import dev.drawdown.domain.fixtures.Facts;
import dev.drawdown.domain.fixtures.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;

/// Random facts of a provider about one owner's two subscriptions to a plan, sometimes to a larger
/// one. Most are payments of the next month. The others are everything else that can happen to a
/// subscription.
final class RandomFacts {
  private static final Duration MONTH = Duration.ofDays(30);

  private final Random random;
  private final String owner;
  private final String plan;
  private final String larger;
  private Optional<Instant> paidUntil = Optional.empty();
  private int names;

  RandomFacts(Random random, String owner, String plan, String larger) {
    this.random = random;
    this.owner = owner;
    this.plan = plan;
    this.larger = larger;
  }

  Statement next(Instant now) {
    String subscription = "sub_" + owner + random.nextInt(2);
    Instant end = paidUntil.orElse(now);
    return switch (random.nextInt(12)) {
      case 0 -> Facts.failed(subscription, end, false);
      case 1, 2 -> Facts.failed(subscription, end, true);
      case 3 -> cancellation(subscription, now, Optional.of(end));
      case 4 -> cancellation(subscription, now, Optional.empty());
      case 5 -> Facts.ended(subscription, now);
      case 6 -> Facts.paid(subscription, larger, end.minus(MONTH), end);
      default -> {
        Instant start = end.isBefore(now.minus(MONTH)) ? now : end;
        Instant next = start.plus(MONTH);
        paidUntil = Optional.of(next);
        yield random.nextBoolean()
            ? Facts.renewed(subscription, plan, start, next)
            : Facts.paid(subscription, plan, start, next);
      }
    };
  }

  private Statement cancellation(String subscription, Instant now, Optional<Instant> at) {
    return Facts.changed(subscription, now, "evt_" + owner + names++, Optional.empty(), at);
  }
}
