package dev.drawdown.operator.prove;

import dev.drawdown.operator.prove.PlainCatalog.PackSold;
import dev.drawdown.operator.prove.PlainCatalog.PlanSold;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One thing that happens in a story, as plain data. The rules under test and the naive model are
/// told the same news, each in its own way.
sealed interface StoryEvent {
  /// The customer of every story, and the pool that it may join.
  String ACCOUNT = "anna";

  String POOL = "acme";

  /// Time has passed, and nothing else happens until `to`: a `moment`, or a wait.
  record TimePassed(Instant to, boolean moment) implements StoryEvent {}

  /// What the provider bills a line for.
  enum Billing {
    CREATE,
    CYCLE,
    UPDATE;

    String label() {
      return "subscription_" + name().toLowerCase(Locale.ROOT);
    }
  }

  /// A line of a plan was paid: so many `units` from `start` to `end`, for `cents`, or -1 if the
  /// catalog has no price. It may begin another `interval`: a year after months, or a month after a
  /// year.
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

    /// Whether it is for a step up, which costs something.
    boolean buysMore() {
      return billing == Billing.UPDATE && !interval && cents != 0;
    }
  }

  /// The payment for the period from `start` failed, `last` if the provider has given up.
  record Failed(String subscription, boolean pool, Instant start, boolean last)
      implements StoryEvent {}

  /// A cancellation or a pause was planned or withdrawn. `cancelling` and `paused` are both flags
  /// of the subscription afterwards.
  record FlagChanged(
      String subscription,
      boolean pool,
      boolean pause,
      Optional<Instant> before,
      Optional<Instant> at,
      boolean cancelling,
      boolean paused)
      implements StoryEvent {}

  /// The subscription is over since `at`.
  record Ended(String subscription, boolean pool, Instant at) implements StoryEvent {}

  record PackPaid(String payment, PackSold pack) implements StoryEvent {}

  /// All that was paid for a pack goes back.
  record PackReversed(String payment, PackSold pack) implements StoryEvent {}

  /// It didn't go back after all.
  record PackReinstated(String payment, PackSold pack) implements StoryEvent {}

  /// One run of an action under a key.
  record Run(String key, String action, int quantity, long cost, Optional<String> document) {}

  /// Work is charged, or held for a day.
  record Charged(List<Run> runs, boolean hold) implements StoryEvent {}

  /// Holds are captured, `half` of each or all.
  record Captured(List<Run> runs, boolean half) implements StoryEvent {}

  /// Charges are refunded, or holds released.
  record GivenBack(List<Run> runs, boolean hold) implements StoryEvent {}

  /// An operator grants credits.
  record Granted(String key, long credits) implements StoryEvent {}

  record Joined() implements StoryEvent {}

  record Left() implements StoryEvent {}
}
