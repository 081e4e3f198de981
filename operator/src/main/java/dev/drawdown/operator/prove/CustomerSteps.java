package dev.drawdown.operator.prove;

import dev.drawdown.operator.prove.PlainCatalog.PackSold;
import dev.drawdown.operator.prove.PlainCatalog.PlanSold;
import dev.drawdown.operator.prove.StoryEvent.Reversal;
import dev.drawdown.operator.prove.StoryEvent.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
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
    static Subscribed to(String id, PlanSold plan, int months, Instant now) {
      return new Subscribed(
          id, plan, 1, months, now, now, Optional.empty(), Optional.empty(), false, false);
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

  /// A paid pack. Its payment may be refunded and disputed, each once. `open` reversals hold, and
  /// `undone` ones are over: the refund failed, or the product won the dispute.
  record Bought(String payment, PackSold pack, Set<Reversal> open, Set<Reversal> undone) {
    Bought reversed(Reversal reversal) {
      return new Bought(payment, pack, with(open, reversal), undone);
    }

    Bought reinstated(Reversal reversal) {
      return new Bought(payment, pack, without(open, reversal), with(undone, reversal));
    }

    private static Set<Reversal> with(Set<Reversal> some, Reversal one) {
      EnumSet<Reversal> more = EnumSet.of(one);
      more.addAll(some);
      return more;
    }

    private static Set<Reversal> without(Set<Reversal> some, Reversal one) {
      EnumSet<Reversal> fewer = EnumSet.copyOf(some);
      fewer.remove(one);
      return fewer;
    }
  }

  /// Charges that the customer made at once, to use up its credits.
  record Work(List<Run> runs, boolean hold) {}

  /// A possible next step: the customer after it, and its events.
  record Step(CustomerSteps after, List<StoryEvent> events) {}

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

  /// Whether nothing changes by itself within the next two moments. Then two actions are possible
  /// in both orders, if each is possible without the other.
  boolean hasTimeForTwo(NaiveCredits credits) {
    Instant done = now.plus(MOMENT).plus(MOMENT);
    return nextChange(credits).filter(at -> !at.isAfter(done)).isEmpty();
  }

  private void acts(NaiveCredits credits, List<Step> steps) {
    SubscriptionSteps plans = new SubscriptionSteps(this);
    plans.subscribes(steps);
    List<Subscribed> alive = subscriptions.stream().filter(held -> !held.ended()).toList();
    Optional<Subscribed> latest =
        alive.stream().filter(held -> !held.plan().pool()).reduce((_, last) -> last);
    for (Subscribed held : alive) {
      if (held.plan().pool() || latest.filter(held::equals).isPresent()) {
        plans.manages(held, steps);
      } else if (plans.isBilled(held)) {
        plans.renews(held, steps);
      }
    }
    buys(steps);
    new UseSteps(this).uses(credits, steps);
    joins(steps);
  }

  static Step step(CustomerSteps after, StoryEvent event) {
    return new Step(after, List.of(new StoryEvent.TimePassed(after.now, true), event));
  }

  private CustomerSteps at(Instant instant) {
    return new CustomerSteps(shop, instant, subscriptions, packs, works, member, granted, runs);
  }

  CustomerSteps with(Subscribed changed) {
    List<Subscribed> all = new ArrayList<>(subscriptions);
    all.replaceAll(known -> known.id().equals(changed.id()) ? changed : known);
    if (subscriptions.stream().noneMatch(known -> known.id().equals(changed.id()))) {
      all.add(changed);
    }
    return new CustomerSteps(shop, now, all, packs, works, member, granted, runs);
  }

  CustomerSteps with(Bought changed) {
    List<Bought> all = new ArrayList<>(packs);
    all.removeIf(known -> known.payment().equals(changed.payment()));
    all.add(changed);
    return new CustomerSteps(shop, now, subscriptions, all, works, member, granted, runs);
  }

  CustomerSteps with(List<Work> changed, int number) {
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
    List<StoryEvent> events = new ArrayList<>(List.of(new StoryEvent.TimePassed(at, false)));
    for (Subscribed held : subscriptions) {
      if (!held.ended() && held.cancelAt().filter(end -> !end.isAfter(at)).isPresent()) {
        events.add(
            new StoryEvent.Ended(held.id(), held.plan().pool(), held.cancelAt().orElseThrow()));
        after = after.with(held.over());
      }
    }
    return new Step(after, events);
  }

  /// The customer buys a pack. Its payment is refunded and disputed, and reinstated.
  private void buys(List<Step> steps) {
    if (!shop.packs().isEmpty() && packs.isEmpty()) {
      Bought bought = new Bought("pay-1", shop.packs().getFirst(), Set.of(), Set.of());
      steps.add(step(with(bought), new StoryEvent.PackPaid(bought.payment(), bought.pack())));
    }
    for (Bought bought : packs) {
      for (Reversal reversal : Reversal.values()) {
        reverses(bought, reversal, steps);
      }
    }
    if (shop.packs().isEmpty() && !granted) {
      CustomerSteps after =
          new CustomerSteps(shop, now, subscriptions, packs, works, member, true, runs);
      steps.add(step(after, new StoryEvent.Granted("grant-1", PROMOTION)));
    }
  }

  private void reverses(Bought bought, Reversal reversal, List<Step> steps) {
    String payment = bought.payment();
    if (bought.open().contains(reversal)) {
      StoryEvent undone = new StoryEvent.PackReinstated(payment, bought.pack(), reversal);
      steps.add(step(with(bought.reinstated(reversal)), undone));
    } else if (!bought.undone().contains(reversal)) {
      StoryEvent taken = new StoryEvent.PackReversed(payment, bought.pack(), reversal);
      steps.add(step(with(bought.reversed(reversal)), taken));
    }
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
    packs.forEach(pack -> hash.add(pack.open()).add(pack.undone()));
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
