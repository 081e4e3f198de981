package dev.drawdown.operator.prove;

import dev.drawdown.operator.prove.CustomerSteps.Step;
import dev.drawdown.operator.prove.CustomerSteps.Subscribed;
import dev.drawdown.operator.prove.PlainCatalog.PlanSold;
import dev.drawdown.operator.prove.StoryEvent.Billing;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// What a customer and its payment provider can do with subscriptions: open, renew, change, cancel,
/// pause and end them, or fail to pay.
record SubscriptionSteps(CustomerSteps customer) {
  private static final int MOST_UNITS = 4;
  private static final int MOST_UNITS_OF_A_POOL = 2;
  private static final int MOST_SUBSCRIPTIONS = 2;

  void subscribes(List<Step> steps) {
    boolean beside =
        customer.subscriptions().stream().anyMatch(held -> !held.ended() && !held.plan().pool());
    for (PlanSold plan : shop().plans()) {
      long known =
          customer.subscriptions().stream()
              .filter(held -> held.plan().pool() == plan.pool())
              .count();
      boolean tried = plan.pool() || !beside || plan.equals(firstPlan());
      boolean possible = plan.pool() ? isNew() : known < MOST_SUBSCRIPTIONS;
      if (tried && possible) {
        String id = (plan.pool() ? "sub-pool-" : "sub-") + (known + 1);
        steps.add(pays(Subscribed.to(id, plan, 1, now()), Billing.CREATE, now()));
        if (plan.isSoldByTheYear()) {
          steps.add(pays(Subscribed.to(id, plan, 12, now()), Billing.CREATE, now()));
        }
      }
    }
  }

  /// Whether nothing has happened yet.
  private boolean isNew() {
    return customer.subscriptions().isEmpty()
        && customer.packs().isEmpty()
        && customer.works().isEmpty()
        && customer.runs() == 0
        && !customer.granted();
  }

  private PlanSold firstPlan() {
    return shop().plans().stream().filter(plan -> !plan.pool()).findFirst().orElseThrow();
  }

  void manages(Subscribed held, List<Step> steps) {
    boolean running = now().isBefore(held.paidUntil());
    boolean paused = held.pauseAt().isPresent();
    if (isBilled(held)) {
      renews(held, steps);
    }
    if (running && !held.start().isAfter(now())) {
      changes(held, steps);
      flags(held, steps);
    }
    if (!running && paused) {
      steps.add(flagged(held, true, held.flagged(held.cancelAt(), Optional.empty())));
    }
    if (!running && !paused && !held.givenUp()) {
      StoryEvent failed =
          new StoryEvent.Failed(held.id(), held.plan().pool(), held.paidUntil(), true);
      steps.add(CustomerSteps.step(customer.with(held.givingUp()), failed));
    }
    steps.add(
        CustomerSteps.step(
            customer.with(held.over()),
            new StoryEvent.Ended(held.id(), held.plan().pool(), now())));
  }

  boolean isBilled(Subscribed held) {
    boolean due = !now().isBefore(held.paidUntil().minus(Duration.ofHours(25)));
    return due && held.pauseAt().isEmpty();
  }

  /// The customer pays the next period, at its start or the day before. Unpaid periods are skipped.
  void renews(Subscribed held, List<Step> steps) {
    Instant start = held.paidUntil();
    while (!now().isBefore(plus(start, held.months()))) {
      start = plus(start, held.months());
    }
    boolean cancelled = held.cancelAt().isPresent();
    boolean ahead = held.start().isAfter(now());
    if (!cancelled && !ahead) {
      steps.add(pays(held, Billing.CYCLE, start));
    }
  }

  private static Instant plus(Instant instant, int months) {
    return instant.atOffset(ZoneOffset.UTC).plusMonths(months).toInstant();
  }

  private Step pays(Subscribed held, Billing billing, Instant start) {
    Instant end = plus(start, held.months());
    StoryEvent.Paid line =
        new StoryEvent.Paid(
            held.id(),
            held.plan(),
            held.units(),
            held.months(),
            start,
            end,
            billing,
            billing == Billing.UPDATE,
            held.plan().cents(held.units(), held.months()));
    return CustomerSteps.step(customer.with(held.paid(start, end)), line);
  }

  /// The customer changes to another plan, one unit more, or another interval, and is billed at
  /// once.
  private void changes(Subscribed held, List<Step> steps) {
    for (PlanSold plan : shop().plans()) {
      boolean sold = held.months() == 1 || plan.isSoldByTheYear();
      if (plan.pool() == held.plan().pool() && !plan.equals(held.plan()) && sold) {
        steps.add(changed(held, held.changed(plan, held.units(), held.months())));
      }
    }
    int most = held.plan().pool() ? MOST_UNITS_OF_A_POOL : MOST_UNITS;
    if (held.units() < most && !held.plan().agreed()) {
      steps.add(changed(held, held.changed(held.plan(), held.units() + 1, held.months())));
    }
    boolean flagged = held.cancelAt().isPresent() || held.pauseAt().isPresent();
    if (held.plan().isSoldByTheYear() && !flagged) {
      Subscribed other = held.changed(held.plan(), held.units(), 13 - held.months());
      steps.add(pays(other, Billing.UPDATE, now()));
    }
  }

  private Step changed(Subscribed before, Subscribed after) {
    long whole = after.plan().cents(after.units(), after.months());
    long had = before.plan().cents(before.units(), before.months());
    long more = whole < 0 || had < 0 ? -1 : Math.max(0, prorated(whole - had, before));
    StoryEvent.Paid line =
        new StoryEvent.Paid(
            after.id(),
            after.plan(),
            after.units(),
            after.months(),
            now(),
            after.paidUntil(),
            Billing.UPDATE,
            false,
            more);
    return CustomerSteps.step(customer.with(after), line);
  }

  private long prorated(long cents, Subscribed held) {
    long whole = ChronoUnit.SECONDS.between(held.start(), held.paidUntil());
    long left = ChronoUnit.SECONDS.between(now(), held.paidUntil());
    return Math.round((double) cents * left / whole);
  }

  private void flags(Subscribed held, List<Step> steps) {
    Optional<Instant> end = Optional.of(held.paidUntil());
    boolean cancels = held.cancelAt().isEmpty();
    boolean pauses = held.pauseAt().isEmpty();
    steps.add(flagged(held, false, held.flagged(cancels ? end : Optional.empty(), held.pauseAt())));
    if (!held.plan().pool()) {
      steps.add(
          flagged(held, true, held.flagged(held.cancelAt(), pauses ? end : Optional.empty())));
    }
  }

  private Step flagged(Subscribed before, boolean pause, Subscribed after) {
    StoryEvent.FlagChanged event =
        new StoryEvent.FlagChanged(
            after.id(),
            after.plan().pool(),
            pause,
            pause ? before.pauseAt() : before.cancelAt(),
            pause ? after.pauseAt() : after.cancelAt(),
            after.cancelAt().isPresent(),
            after.pauseAt().isPresent());
    return CustomerSteps.step(customer.with(after), event);
  }

  private PlainCatalog shop() {
    return customer.shop();
  }

  private Instant now() {
    return customer.now();
  }
}
