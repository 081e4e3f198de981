package dev.drawdown.operator.explain;

import static dev.drawdown.operator.explain.PlainWords.credits;
import static dev.drawdown.operator.explain.PlainWords.time;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.billing.PaidBucket;
import dev.drawdown.domain.billing.PaidBucket.State;
import dev.drawdown.domain.billing.Standing;
import dev.drawdown.domain.billing.SubscriptionState;
import dev.drawdown.domain.billing.SubscriptionTimeline;
import dev.drawdown.domain.catalog.Plan;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.Hold;
import dev.drawdown.domain.wallet.RefreshForecast.Refresh;
import dev.drawdown.domain.wallet.RefreshForecast.Renewal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The changes that time alone brings next: the next change of each subscription, the ends of
/// unpaid buckets, and the first expiry of a hold. `holds` are all open holds.
record UpcomingSentences(OwnerView view, List<Hold> holds) {
  /// The largest number of changes that are listed, soonest first.
  static final int MOST = 6;

  private record Upcoming(Instant at, String words) {}

  List<String> sentences() {
    List<Upcoming> all = new ArrayList<>();
    view.subscriptions().forEach(state -> all.addAll(changes(state)));
    view.wallet().book().unpaidPlan().map(this::periodEnd).ifPresent(all::add);
    view.wallet().book().promotions().forEach(given -> expiry(given).ifPresent(all::add));
    holds.stream()
        .min(Comparator.comparing(Hold::expiresAt))
        .map(UpcomingSentences::expiry)
        .ifPresent(all::add);
    return all.stream()
        .sorted(Comparator.comparing(Upcoming::at))
        .limit(MOST)
        .map(next -> "On " + time(next.at()) + " " + next.words() + ".")
        .toList();
  }

  /// The first change of a subscription's buckets that time brings.
  private List<Upcoming> changes(SubscriptionState now) {
    SubscriptionTimeline timeline = view.timeline(now);
    Optional<Instant> next = timeline.nextChangeAfter(view.now());
    while (next.isPresent()) {
      List<Upcoming> changes = changes(now, timeline.at(next.get()), next.get());
      if (!changes.isEmpty()) {
        return changes;
      }
      next = timeline.nextChangeAfter(next.get());
    }
    return List.of();
  }

  private List<Upcoming> changes(SubscriptionState now, SubscriptionState then, Instant at) {
    List<Upcoming> changes = new ArrayList<>();
    for (PaidBucket before : now.buckets()) {
      Optional<PaidBucket> after = bucket(before.name(), then);
      change(before, after, now, at).map(words -> new Upcoming(at, words)).ifPresent(changes::add);
    }
    then.buckets().stream()
        .filter(after -> after.state().isUsable() && bucket(after.name(), now).isEmpty())
        .map(after -> new Upcoming(at, begins(after, then)))
        .forEach(changes::add);
    return changes;
  }

  private static Optional<PaidBucket> bucket(PaidBucket.Name name, SubscriptionState of) {
    return of.buckets().stream().filter(bucket -> bucket.name().equals(name)).findFirst();
  }

  private Optional<String> change(
      PaidBucket before, Optional<PaidBucket> after, SubscriptionState of, Instant at) {
    if (after.filter(then -> then.openedAt().isAfter(before.openedAt())).isPresent()) {
      return Optional.of(begins(after.get(), of) + replaced(before));
    }
    if (!before.state().isUsable()) {
      return Optional.empty();
    }
    State then = after.map(PaidBucket::state).orElse(State.CLEARED);
    boolean due = before.state() == State.RUNNING && then != State.RUNNING;
    if (due && then != State.CLEARED && before.refreshesAt().equals(Optional.of(at))) {
      return Optional.of(renewal(before, of, at));
    }
    return switch (then) {
      case RUNNING -> Optional.empty();
      case IN_GRACE, FAILED -> due ? Optional.of(termEnds(before, of)) : Optional.empty();
      case FROZEN -> Optional.of(frozen(before, of, at));
      case CLEARED -> Optional.of(cleared(before, of));
    };
  }

  private String begins(PaidBucket after, SubscriptionState of) {
    return view.words().plan(after, of)
        + " gets its next "
        + credits(after.granted())
        + ", which are paid for";
  }

  private String replaced(PaidBucket before) {
    Credits left = view.left(before);
    return left.isNone() ? "" : ", in place of what is left then (now " + left.amount() + ")";
  }

  /// The next period isn't paid yet, and no failure is known.
  private String renewal(PaidBucket plan, SubscriptionState of, Instant at) {
    String amount =
        view.rules().refreshForecast().all(view.wallet(), view.now()).stream()
            .filter(refresh -> refresh.at().equals(at))
            .map(Refresh::renewals)
            .flatMap(List::stream)
            .filter(renewal -> renewal.item().equals(plan.name()))
            .map(Renewal::credits)
            .map(credits -> " with " + credits(credits))
            .findFirst()
            .orElse("");
    String without =
        view.usableUntil(plan, of)
            .filter(at::isBefore)
            .map(until -> "what is left (now " + left(plan) + ") can be drawn until " + time(until))
            .orElse("what is left (now " + left(plan) + ") is frozen");
    return view.words().plan(plan, of)
        + (" is expected to renew" + amount + ", if that is paid. ")
        + ("Without a payment, " + without);
  }

  private long left(PaidBucket plan) {
    return view.left(plan).amount();
  }

  private String termEnds(PaidBucket plan, SubscriptionState of) {
    String until =
        view.usableUntil(plan, of)
            .map(at -> " What is left can be drawn until " + time(at))
            .orElse("");
    String failed =
        view.known(of).failed().stream().anyMatch(start -> !start.isBefore(plan.termEnd()))
            ? ", and the payment of the next period failed."
            : ".";
    return "the paid time of " + view.words().plan(plan, of) + " is over" + failed + until;
  }

  private String frozen(PaidBucket plan, SubscriptionState of, Instant at) {
    boolean suspends =
        view.balance().standing() != Standing.SUSPENDED
            && view.billing(at).standing() == Standing.SUSPENDED;
    return ("the grace of " + view.words().plan(plan, of) + " is over, unless it is paid before: ")
        + ("what is left then (now " + left(plan) + ") is frozen")
        + (suspends ? ", and " + view.name() + " is suspended" : "");
  }

  private String cleared(PaidBucket plan, SubscriptionState of) {
    return ("the credits of " + view.words().plan(plan, of) + " end, as the subscription does: ")
        + ("what is left then (now " + left(plan) + ") is gone");
  }

  private Upcoming periodEnd(Bucket.Plan plan) {
    String ends = view.isTrial(plan) ? "the trial ends" : "the month of the default plan ends";
    String next =
        view.catalog()
            .defaultPlan()
            .flatMap(Plan::allowance)
            .map(allowance -> ", and " + credits(allowance.at(plan.endsAt())) + " come")
            .orElse("");
    return new Upcoming(
        plan.endsAt(),
        ends + ": what is left then (now " + plan.remaining().amount() + ") expires" + next);
  }

  private static Optional<Upcoming> expiry(Bucket.Promotional given) {
    String words =
        "promotional credits expire: what is left then (now " + given.remaining().amount() + ")";
    return given.endsAt().map(at -> new Upcoming(at, words));
  }

  private static Upcoming expiry(Hold first) {
    return new Upcoming(
        first.expiresAt(),
        "a hold of " + credits(first.credits()) + " expires, unless it is captured before");
  }
}
