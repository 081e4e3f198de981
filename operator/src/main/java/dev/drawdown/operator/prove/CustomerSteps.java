package dev.drawdown.operator.prove;

import dev.drawdown.operator.prove.PlainCatalog.ActionSold;
import dev.drawdown.operator.prove.PlainCatalog.PackSold;
import dev.drawdown.operator.prove.PlainCatalog.PlanSold;
import dev.drawdown.operator.prove.StoryEvent.Billing;
import dev.drawdown.operator.prove.StoryEvent.Run;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A customer and its payment provider in a story: the subscriptions, packs and uses so far, and
/// the possible next steps.
///
/// Each action takes a minute. To keep the search small, it doesn't try two actions with the same
/// result:
/// - The customer uses or holds all that it can spend, and captures half of a hold.
/// - The provider gives up a failed payment at once, because only that changes what can be spent.
/// - An operator grants credits only if the catalog sells no pack, because both never expire.
/// - A pool's owner subscribes before anything else happens, and then renews, fails to pay or ends
///   the subscription.
/// - A second subscription beside a running one is for the first plan. From then on the first one
///   is only renewed.
record CustomerSteps(
    PlainCatalog shop,
    Instant now,
    List<Subscribed> subscriptions,
    List<Bought> packs,
    List<Work> works,
    boolean member,
    boolean granted,
    int runs) {
  private static final Duration MOMENT = Duration.ofMinutes(1);
  private static final int MOST_UNITS = 4;
  private static final int MOST_SUBSCRIPTIONS = 2;
  private static final int MOST_WORKS = 2;
  private static final long PROMOTION = 20;

  /// A subscription as the provider knows it. `paidUntil` is the end of the last paid period.
  record Subscribed(
      String id,
      PlanSold plan,
      int units,
      int months,
      Instant start,
      Instant paidUntil,
      Optional<Instant> cancelAt,
      Optional<Instant> pauseAt,
      boolean givenUp,
      boolean ended) {
    static Subscribed to(String id, PlanSold plan, Instant now) {
      return new Subscribed(
          id, plan, 1, 1, now, now, Optional.empty(), Optional.empty(), false, false);
    }

    Subscribed paid(Instant from, Instant until) {
      return new Subscribed(id, plan, units, months, from, until, cancelAt, pauseAt, false, ended);
    }

    Subscribed changed(PlanSold other, int number, int length) {
      return new Subscribed(
          id, other, number, length, start, paidUntil, cancelAt, pauseAt, givenUp, ended);
    }

    Subscribed flagged(Optional<Instant> cancel, Optional<Instant> pause) {
      return new Subscribed(
          id, plan, units, months, start, paidUntil, cancel, pause, givenUp, ended);
    }

    Subscribed givingUp() {
      return new Subscribed(
          id, plan, units, months, start, paidUntil, cancelAt, pauseAt, true, ended);
    }

    Subscribed over() {
      return new Subscribed(
          id, plan, units, months, start, paidUntil, cancelAt, pauseAt, givenUp, true);
    }
  }

  /// A paid pack. Its payment may be refunded and reinstated, once.
  record Bought(String payment, PackSold pack, boolean reversed, boolean reinstated) {}

  /// Charges that the customer made at once, to use up its credits.
  record Work(List<Run> runs, boolean hold) {}

  /// A possible next step: the customer after it, and its events.
  record Step(CustomerSteps after, List<StoryEvent> news) {}

  static CustomerSteps of(PlainCatalog shop, Instant now) {
    return new CustomerSteps(shop, now, List.of(), List.of(), List.of(), false, false, 0);
  }

  /// All possible next steps. `credits` is the naive model of the customer. If something changes by
  /// itself within this moment, the only step is to wait for it.
  List<Step> steps(NaiveCredits credits) {
    List<Step> steps = new ArrayList<>();
    Instant soon = now.plus(MOMENT);
    Optional<Instant> next = nextChange(credits);
    waits(next, steps);
    if (next.filter(at -> !at.isAfter(soon)).isEmpty()) {
      at(soon).acts(credits, steps);
    }
    return steps;
  }

  private void acts(NaiveCredits credits, List<Step> steps) {
    subscribes(steps);
    List<Subscribed> alive = subscriptions.stream().filter(held -> !held.ended()).toList();
    Optional<Subscribed> latest =
        alive.stream().filter(held -> !held.plan().pool()).reduce((_, last) -> last);
    for (Subscribed held : alive) {
      if (held.plan().pool() || latest.filter(held::equals).isPresent()) {
        manages(held, steps);
      } else if (isBilled(held)) {
        renews(held, steps);
      }
    }
    buys(steps);
    uses(credits, steps);
    joins(steps);
  }

  private static Step step(CustomerSteps after, StoryEvent news) {
    return new Step(after, List.of(new StoryEvent.TimePassed(after.now, true), news));
  }

  private CustomerSteps at(Instant instant) {
    return new CustomerSteps(shop, instant, subscriptions, packs, works, member, granted, runs);
  }

  private CustomerSteps with(Subscribed changed) {
    List<Subscribed> all = new ArrayList<>(subscriptions);
    all.replaceAll(known -> known.id().equals(changed.id()) ? changed : known);
    if (subscriptions.stream().noneMatch(known -> known.id().equals(changed.id()))) {
      all.add(changed);
    }
    return new CustomerSteps(shop, now, all, packs, works, member, granted, runs);
  }

  private CustomerSteps with(Bought changed) {
    List<Bought> all = new ArrayList<>(packs);
    all.removeIf(known -> known.payment().equals(changed.payment()));
    all.add(changed);
    return new CustomerSteps(shop, now, subscriptions, all, works, member, granted, runs);
  }

  private CustomerSteps with(List<Work> changed, int number) {
    return new CustomerSteps(shop, now, subscriptions, packs, changed, member, granted, number);
  }

  private CustomerSteps member(boolean joined) {
    return new CustomerSteps(shop, now, subscriptions, packs, works, joined, granted, runs);
  }

  /// The next instant at which something changes by itself, or a period ends.
  private Optional<Instant> nextChange(NaiveCredits credits) {
    Stream<Instant> ends =
        subscriptions.stream().filter(held -> !held.ended()).map(Subscribed::paidUntil);
    return Stream.concat(credits.changes().stream(), ends)
        .filter(now::isBefore)
        .min(Instant::compareTo);
  }

  /// Waits until something changes by itself, or until the day before the end of a period.
  private void waits(Optional<Instant> next, List<Step> steps) {
    next.ifPresent(at -> steps.add(at(at).cancelledBy(at)));
    Optional<Instant> eve =
        subscriptions.stream()
            .filter(held -> !held.ended())
            .map(held -> held.paidUntil().minus(Duration.ofDays(1)))
            .filter(now::isBefore)
            .min(Instant::compareTo);
    eve.filter(at -> next.filter(at::isBefore).isPresent())
        .ifPresent(at -> steps.add(at(at).cancelledBy(at)));
  }

  /// The provider ends a subscription when its cancellation takes effect.
  private Step cancelledBy(Instant at) {
    CustomerSteps after = this;
    List<StoryEvent> news = new ArrayList<>(List.of(new StoryEvent.TimePassed(at, false)));
    for (Subscribed held : subscriptions) {
      if (!held.ended() && held.cancelAt().filter(end -> !end.isAfter(at)).isPresent()) {
        news.add(
            new StoryEvent.Ended(held.id(), held.plan().pool(), held.cancelAt().orElseThrow()));
        after = after.with(held.over());
      }
    }
    return new Step(after, news);
  }

  private void subscribes(List<Step> steps) {
    boolean beside = subscriptions.stream().anyMatch(held -> !held.ended() && !held.plan().pool());
    for (PlanSold plan : shop.plans()) {
      long known = subscriptions.stream().filter(held -> held.plan().pool() == plan.pool()).count();
      boolean tried = plan.pool() || !beside || plan.equals(firstPlan());
      boolean possible = plan.pool() ? isNew() : known < MOST_SUBSCRIPTIONS;
      if (tried && possible) {
        String id = (plan.pool() ? "sub-pool-" : "sub-") + (known + 1);
        steps.add(pays(Subscribed.to(id, plan, now), Billing.CREATE, now));
      }
    }
  }

  /// Whether nothing has happened yet.
  private boolean isNew() {
    return subscriptions.isEmpty() && packs.isEmpty() && works.isEmpty() && runs == 0;
  }

  private PlanSold firstPlan() {
    return shop.plans().stream().filter(plan -> !plan.pool()).findFirst().orElseThrow();
  }

  private void manages(Subscribed held, List<Step> steps) {
    boolean running = now.isBefore(held.paidUntil());
    boolean paused = held.pauseAt().isPresent();
    if (isBilled(held)) {
      renews(held, steps);
    }
    if (running && !held.plan().pool() && !held.start().isAfter(now)) {
      changes(held, steps);
      flags(held, steps);
    }
    if (!running && paused) {
      steps.add(flagged(held, true, held.flagged(held.cancelAt(), Optional.empty())));
    }
    if (!running && !paused && !held.givenUp()) {
      StoryEvent failed =
          new StoryEvent.Failed(held.id(), held.plan().pool(), held.paidUntil(), true);
      steps.add(step(with(held.givingUp()), failed));
    }
    steps.add(step(with(held.over()), new StoryEvent.Ended(held.id(), held.plan().pool(), now)));
  }

  private boolean isBilled(Subscribed held) {
    boolean due = !now.isBefore(held.paidUntil().minus(Duration.ofHours(25)));
    return due && held.pauseAt().isEmpty();
  }

  /// The customer pays the next period, at its start or the day before. Unpaid periods are skipped.
  private void renews(Subscribed held, List<Step> steps) {
    Instant start = held.paidUntil();
    while (!now.isBefore(plus(start, held.months()))) {
      start = plus(start, held.months());
    }
    boolean cancelled = held.cancelAt().isPresent();
    boolean ahead = held.start().isAfter(now);
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
    return step(with(held.paid(start, end)), line);
  }

  /// The customer changes to another plan, one unit more, or another interval, and is billed at
  /// once.
  private void changes(Subscribed held, List<Step> steps) {
    for (PlanSold plan : shop.plans()) {
      boolean sold = held.months() == 1 || plan.isSoldByTheYear();
      if (plan.pool() == held.plan().pool() && !plan.equals(held.plan()) && sold) {
        steps.add(changed(held, held.changed(plan, held.units(), held.months())));
      }
    }
    if (held.units() < MOST_UNITS && !held.plan().agreed()) {
      steps.add(changed(held, held.changed(held.plan(), held.units() + 1, held.months())));
    }
    boolean flagged = held.cancelAt().isPresent() || held.pauseAt().isPresent();
    if (held.plan().isSoldByTheYear() && !flagged) {
      Subscribed other = held.changed(held.plan(), held.units(), 13 - held.months());
      steps.add(pays(other, Billing.UPDATE, now));
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
            now,
            after.paidUntil(),
            Billing.UPDATE,
            false,
            more);
    return step(with(after), line);
  }

  private long prorated(long cents, Subscribed held) {
    long whole = ChronoUnit.SECONDS.between(held.start(), held.paidUntil());
    long left = ChronoUnit.SECONDS.between(now, held.paidUntil());
    return Math.round((double) cents * left / whole);
  }

  private void flags(Subscribed held, List<Step> steps) {
    Optional<Instant> end = Optional.of(held.paidUntil());
    boolean cancels = held.cancelAt().isEmpty();
    boolean pauses = held.pauseAt().isEmpty();
    steps.add(flagged(held, false, held.flagged(cancels ? end : Optional.empty(), held.pauseAt())));
    steps.add(flagged(held, true, held.flagged(held.cancelAt(), pauses ? end : Optional.empty())));
  }

  private Step flagged(Subscribed before, boolean pause, Subscribed after) {
    StoryEvent.FlagChanged news =
        new StoryEvent.FlagChanged(
            after.id(),
            after.plan().pool(),
            pause,
            pause ? before.pauseAt() : before.cancelAt(),
            pause ? after.pauseAt() : after.cancelAt(),
            after.cancelAt().isPresent(),
            after.pauseAt().isPresent());
    return step(with(after), news);
  }

  /// The customer buys a pack. Its payment is refunded, and reinstated.
  private void buys(List<Step> steps) {
    if (!shop.packs().isEmpty() && packs.isEmpty()) {
      Bought bought = new Bought("pay-1", shop.packs().getFirst(), false, false);
      steps.add(step(with(bought), new StoryEvent.PackPaid(bought.payment(), bought.pack())));
    }
    if (!packs.isEmpty() && !packs.getLast().reinstated()) {
      Bought last = packs.getLast();
      Bought after = new Bought(last.payment(), last.pack(), true, last.reversed());
      StoryEvent news =
          last.reversed()
              ? new StoryEvent.PackReinstated(last.payment(), last.pack())
              : new StoryEvent.PackReversed(last.payment(), last.pack());
      steps.add(step(with(after), news));
    }
    if (shop.packs().isEmpty() && !granted) {
      CustomerSteps after =
          new CustomerSteps(shop, now, subscriptions, packs, works, member, true, runs);
      steps.add(step(after, new StoryEvent.Granted("grant-1", PROMOTION)));
    }
  }

  private void uses(NaiveCredits credits, List<Step> steps) {
    long all = credits.spendable();
    Optional<Work> held = works.stream().filter(Work::hold).findFirst();
    if (all > 0) {
      charges(all, false).ifPresent(steps::add);
    }
    if (all > 0 && held.isEmpty()) {
      charges(all, true).ifPresent(steps::add);
    }
    held.ifPresent(work -> closes(work, steps));
    works.stream()
        .filter(work -> !work.hold())
        .reduce((_, last) -> last)
        .ifPresent(
            work -> steps.add(step(without(work), new StoryEvent.GivenBack(work.runs(), false))));
  }

  private CustomerSteps without(Work work) {
    List<Work> others = new ArrayList<>(works);
    others.remove(work);
    return with(others, runs);
  }

  private void closes(Work work, List<Step> steps) {
    CustomerSteps released = without(work);
    steps.add(step(released, new StoryEvent.GivenBack(work.runs(), true)));
    List<Work> others = new ArrayList<>(released.works);
    others.add(new Work(work.runs(), false));
    steps.add(step(released.with(others, runs), new StoryEvent.Captured(work.runs(), true)));
  }

  /// Uses so many credits, if actions can cost exactly that.
  private Optional<Step> charges(long credits, boolean hold) {
    List<Run> made = new ArrayList<>();
    long missing = credits;
    for (Optional<ActionSold> next = action(missing); next.isPresent(); next = action(missing)) {
      ActionSold action = next.get();
      int quantity = (int) Math.min(1_000, missing / action.cost());
      int number = runs + made.size() + 1;
      made.add(
          new Run(
              "run-" + number,
              action.id(),
              quantity,
              quantity * action.cost(),
              action.oncePerDocument() ? Optional.of("document-" + number) : Optional.empty()));
      missing -= quantity * action.cost();
    }
    if (made.isEmpty()) {
      return Optional.empty();
    }
    List<Work> more = new ArrayList<>(works);
    more.add(new Work(made, hold));
    if (more.size() > MOST_WORKS) {
      more.removeFirst();
    }
    return Optional.of(step(with(more, runs + made.size()), new StoryEvent.Charged(made, hold)));
  }

  /// The action whose runs use up `credits` in one charge. If there is none, the action that uses
  /// up most.
  private Optional<ActionSold> action(long credits) {
    Optional<ActionSold> exact =
        shop.actions().stream()
            .filter(action -> credits % action.cost() == 0 && credits / action.cost() <= 1_000)
            .findFirst();
    return credits == 0
        ? Optional.empty()
        : exact.or(
            () ->
                shop.actions().stream()
                    .filter(action -> action.cost() <= credits)
                    .reduce((_, last) -> last));
  }

  /// This customer without the holds that have expired.
  CustomerSteps after(NaiveCredits credits) {
    List<Work> open = new ArrayList<>(works);
    open.removeIf(work -> work.hold() && !isHeld(work, credits));
    return open.size() == works.size() ? this : with(open, runs);
  }

  private static boolean isHeld(Work work, NaiveCredits credits) {
    return credits.isHeld(work.runs().getFirst().key());
  }

  /// The keys of the charges that the customer can still give back.
  List<String> charges() {
    return works.stream().flatMap(work -> work.runs().stream()).map(Run::key).toList();
  }

  /// The ended subscriptions, which get no more events.
  Set<String> ended() {
    return subscriptions.stream()
        .filter(Subscribed::ended)
        .map(Subscribed::id)
        .collect(Collectors.toSet());
  }

  /// Adds the relevant part of the customer to a state's hash.
  void addTo(StateHash hash) {
    for (Subscribed held : subscriptions) {
      hash.add(held.id()).add(held.ended() ? 1 : 0);
      if (held.ended()) {
        continue;
      }
      hash.add(held.plan().id()).add(held.units()).add(held.months());
      hash.add(held.start()).add(held.paidUntil()).add(held.cancelAt()).add(held.pauseAt());
      hash.add(held.givenUp() ? 1 : 0);
    }
    packs.forEach(pack -> hash.add(pack.reversed() ? 1 : 0).add(pack.reinstated() ? 1 : 0));
    works.forEach(work -> hash.add(work.runs().size()).add(work.hold() ? 1 : 0));
    hash.add(packs.size()).add(member ? 1 : 0).add(granted ? 1 : 0);
  }

  private void joins(List<Step> steps) {
    boolean open = subscriptions.stream().anyMatch(held -> held.plan().pool());
    if (open) {
      steps.add(step(member(!member), member ? new StoryEvent.Left() : new StoryEvent.Joined()));
    }
  }
}
