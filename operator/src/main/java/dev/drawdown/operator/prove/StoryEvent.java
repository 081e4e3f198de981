package dev.drawdown.operator.prove;

import dev.drawdown.operator.prove.PlainCatalog.PackSold;
import dev.drawdown.operator.prove.PlainCatalog.PlanSold;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One event of a story, as plain data. The rules under test and the naive model apply the same
/// events, each in its own way.
sealed interface StoryEvent {
  /// The customer of every story, and the pool that it may join.
  String ACCOUNT = "anna";

  String POOL = "acme";

  /// Time passes until `to`, and nothing else happens: a `moment`, or a wait.
  record TimePassed(Instant to, boolean moment) implements StoryEvent {}

  /// The reason for which the provider bills a line.
  enum Billing {
    CREATE,
    CYCLE,
    UPDATE;

    String label() {
      return "subscription_" + name().toLowerCase(Locale.ROOT);
    }
  }

  /// The customer pays a line of a plan: so many `units` from `start` to `end`, for `cents`, or -1
  /// if the catalog has no price. The line may begin another `interval`: a year after months, or a
  /// month after a year.
  record Paid(
      String subscription,
      PlanSold plan,
      int units,
      int months,
      Instant start,
      Instant end,
      Billing billing,
      boolean interval,
      long cents)
      implements StoryEvent {
    long credits() {
      return plan.credits() * units;
    }

    String price() {
      return plan.price(months);
    }

    boolean pool() {
      return plan.pool();
    }

    /// Whether it is for a step up, which has a price.
    boolean buysMore() {
      return billing == Billing.UPDATE && !interval && cents != 0;
    }
  }

  /// The payment for the period from `start` fails. `last` means that the provider has given up.
  record Failed(String subscription, boolean pool, Instant start, boolean last)
      implements StoryEvent {}

  /// The customer plans or withdraws a cancellation or a pause. `cancelling` and `paused` are both
  /// flags of the subscription afterwards.
  record FlagChanged(
      String subscription,
      boolean pool,
      boolean pause,
      Optional<Instant> before,
      Optional<Instant> at,
      boolean cancelling,
      boolean paused)
      implements StoryEvent {}

  /// The subscription ends at `at`.
  record Ended(String subscription, boolean pool, Instant at) implements StoryEvent {}

  record PackPaid(String payment, PackSold pack) implements StoryEvent {}

  /// The two ways in which money of a pack's payment goes back. The product refunds half of the
  /// payment. The customer's bank disputes the whole payment. Both together are more than was paid.
  enum Reversal {
    REFUND("re_"),
    DISPUTE("dp_");

    private final String prefix;

    Reversal(String prefix) {
      this.prefix = prefix;
    }

    String id(String payment) {
      return prefix + payment;
    }

    long cents(PackSold pack) {
      return switch (this) {
        case REFUND -> pack.cents() - pack.cents() / 2;
        case DISPUTE -> pack.cents();
      };
    }
  }

  /// A refund or a dispute takes money of a pack's payment back.
  record PackReversed(String payment, PackSold pack, Reversal reversal) implements StoryEvent {}

  /// The refund fails, or the product wins the dispute.
  record PackReinstated(String payment, PackSold pack, Reversal reversal) implements StoryEvent {}

  /// One run of an action under a key.
  record Run(String key, String action, int quantity, long cost, Optional<String> document) {}

  /// The customer charges the runs, or holds them for a day.
  record Charged(List<Run> runs, boolean hold) implements StoryEvent {}

  /// The customer captures holds, `half` of each or all.
  record Captured(List<Run> runs, boolean half) implements StoryEvent {}

  /// The customer refunds charges, or releases holds.
  record GivenBack(List<Run> runs, boolean hold) implements StoryEvent {}

  /// An operator grants credits.
  record Granted(String key, long credits) implements StoryEvent {}

  record Joined() implements StoryEvent {}

  record Left() implements StoryEvent {}
}
