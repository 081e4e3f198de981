package dev.drawdown.operator.prove;

import dev.drawdown.operator.prove.NaivePlan.State;
import dev.drawdown.operator.prove.NaivePlan.StepUp;
import dev.drawdown.operator.prove.PlainCatalog.PackSold;
import dev.drawdown.operator.prove.PlainCatalog.PlanSold;
import dev.drawdown.operator.prove.StoryEvent.Reversal;
import dev.drawdown.operator.prove.StoryEvent.Run;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The credits that a customer may spend, computed from payments, grants and uses: the naive model
/// of an account and its pool. It applies the events with plain arithmetic and uses no code of the
/// domain.
final class NaiveCredits {
  static final Duration HOLD = Duration.ofHours(24);

  private final PlainCatalog shop;
  private Instant now;
  private final List<NaivePlan> plans = new ArrayList<>();
  private final List<Pack> packs = new ArrayList<>();
  private final List<Work> works = new ArrayList<>();
  private long starter;
  private long promotional;
  private boolean member;
  private Trial trial;
  private Month month;

  /// A trial that ends at `end`, once it has begun. It is `over` once a plan was paid for.
  private record Trial(Optional<Instant> end, long left, boolean over) {
    Trial with(long changed) {
      return new Trial(end, changed, over);
    }
  }

  /// The rest of the default plan's amount in a calendar month, once some of it was used.
  private record Month(YearMonth of, long left) {}

  private static final class Pack {
    final String payment;
    final Set<Reversal> open = EnumSet.noneOf(Reversal.class);
    long left;
    long owed;

    Pack(String payment, long left) {
      this.payment = payment;
      this.left = left;
    }

    Pack copy() {
      Pack copy = new Pack(payment, left);
      copy.open.addAll(open);
      copy.owed = owed;
      return copy;
    }
  }

  /// The credits of one charge that came from one source. `of` is the number of a plan's amount, or
  /// of the month.
  private record Draw(String source, int of, long credits) {}

  /// A charge and its draws. `heldUntil` is when a hold expires.
  private record Work(String key, List<Draw> draws, Optional<Instant> heldUntil) {}

  NaiveCredits(PlainCatalog shop, Instant now) {
    this.shop = shop;
    this.now = now;
    this.starter = shop.starter();
    this.trial =
        new Trial(
            Optional.empty(),
            shop.trial().map(PlanSold::credits).orElse(0L),
            shop.trial().isEmpty());
    this.month = new Month(YearMonth.from(now.atOffset(ZoneOffset.UTC)), monthly());
  }

  NaiveCredits copy() {
    NaiveCredits copy = new NaiveCredits(shop, now);
    plans.forEach(plan -> copy.plans.add(plan.copy()));
    packs.forEach(pack -> copy.packs.add(pack.copy()));
    copy.works.addAll(works);
    copy.starter = starter;
    copy.promotional = promotional;
    copy.member = member;
    copy.trial = trial;
    copy.month = month;
    return copy;
  }

  private long monthly() {
    return shop.month().map(PlanSold::credits).orElse(0L);
  }

  /// Applies one event. Returns the step up that a payment made, if it made one.
  Optional<StepUp> apply(StoryEvent event) {
    switch (event) {
      case StoryEvent.TimePassed(Instant to, _) -> advance(to);
      case StoryEvent.Paid paid -> {
        return paid(paid);
      }
      case StoryEvent.Failed(String id, _, Instant start, boolean last) ->
          plan(id).failed(start, last);
      case StoryEvent.FlagChanged changed when changed.pause() ->
          plan(changed.subscription()).pausing(changed.at(), now);
      case StoryEvent.FlagChanged changed -> plan(changed.subscription()).cancelling(changed.at());
      case StoryEvent.Ended(String id, _, Instant at) -> plan(id).ended(at);
      case StoryEvent.PackPaid(String payment, var pack) ->
          packs.add(new Pack(payment, pack.credits()));
      case StoryEvent.PackReversed(String payment, var sold, var reversal) -> {
        Pack pack = pack(payment);
        long before = reversed(pack, sold);
        pack.open.add(reversal);
        reverse(pack, reversed(pack, sold) - before);
      }
      case StoryEvent.PackReinstated(String payment, var sold, var reversal) -> {
        Pack pack = pack(payment);
        long before = reversed(pack, sold);
        pack.open.remove(reversal);
        reinstate(pack, before - reversed(pack, sold));
      }
      case StoryEvent.Charged(var runs, boolean hold) -> runs.forEach(run -> charge(run, hold));
      case StoryEvent.Captured(var runs, boolean half) -> runs.forEach(run -> capture(run, half));
      case StoryEvent.GivenBack(var runs, _) -> runs.reversed().forEach(run -> giveBack(run.key()));
      case StoryEvent.Granted(_, long credits) -> promotional += credits;
      case StoryEvent.Joined() -> member = true;
      case StoryEvent.Left() -> member = false;
    }
    return Optional.empty();
  }

  private Optional<StepUp> paid(StoryEvent.Paid line) {
    Optional<NaivePlan> known =
        plans.stream().filter(plan -> plan.subscription.equals(line.subscription())).findFirst();
    if (known.isEmpty()) {
      plans.add(new NaivePlan(line.subscription(), line.pool(), shop.upgradeResets()));
    }
    Optional<StepUp> step = plan(line.subscription()).paid(line, now);
    if (!line.pool()) {
      trial = new Trial(trial.end(), 0, true);
    }
    return step;
  }

  private NaivePlan plan(String subscription) {
    return plans.stream()
        .filter(plan -> plan.subscription.equals(subscription))
        .findFirst()
        .orElseThrow();
  }

  private Pack pack(String payment) {
    return packs.stream().filter(pack -> pack.payment.equals(payment)).findFirst().orElseThrow();
  }

  /// Advances to `to`: lines begin, amounts are refilled and holds expire, in order of time.
  private void advance(Instant to) {
    Optional<Instant> next = nextEvent().filter(at -> !at.isAfter(to));
    while (next.isPresent()) {
      Instant at = next.get();
      for (NaivePlan plan : plans) {
        if (plan.nextGrant(now).filter(at::equals).isPresent()) {
          plan.grant(at);
        }
      }
      now = at;
      List.copyOf(works).stream()
          .filter(work -> work.heldUntil().filter(until -> !until.isAfter(at)).isPresent())
          .forEach(work -> giveBack(work.key()));
      next = nextEvent().filter(later -> !later.isAfter(to));
    }
    now = to;
  }

  private Optional<Instant> nextEvent() {
    List<Instant> events = new ArrayList<>();
    plans.forEach(plan -> plan.nextGrant(now).ifPresent(events::add));
    works.forEach(work -> work.heldUntil().ifPresent(events::add));
    return events.stream().min(Comparator.naturalOrder());
  }

  /// The instants after now at which the spendable credits change by themselves.
  List<Instant> changes() {
    List<Instant> changes = new ArrayList<>();
    nextEvent().ifPresent(changes::add);
    for (NaivePlan plan : plans) {
      if (plan.stateAt(now) == State.USABLE) {
        changes.add(plan.end());
        changes.add(plan.graceEnd());
      }
    }
    trial.end().filter(_ -> !trial.over()).ifPresent(changes::add);
    if (monthly() > 0) {
      changes.add(thisMonth().plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC));
    }
    return changes.stream().filter(now::isBefore).sorted().distinct().toList();
  }

  private YearMonth thisMonth() {
    return YearMonth.from(now.atOffset(ZoneOffset.UTC));
  }

  /// The credits of a pack for which the money went back: at most all of them.
  private static long reversed(Pack pack, PackSold sold) {
    BigInteger paid = BigInteger.valueOf(sold.cents());
    BigInteger back = BigInteger.ZERO;
    for (Reversal reversal : pack.open) {
      back = back.add(BigInteger.valueOf(reversal.cents(sold)));
    }
    return BigInteger.valueOf(sold.credits())
        .multiply(back.min(paid))
        .divide(paid)
        .longValueExact();
  }

  private void reverse(Pack pack, long credits) {
    long taken = Math.min(pack.left, credits);
    pack.left -= taken;
    pack.owed += credits - taken;
  }

  private void reinstate(Pack pack, long credits) {
    long forgiven = Math.min(pack.owed, credits);
    pack.owed -= forgiven;
    pack.left += credits - forgiven;
  }

  private boolean isSuspended(boolean pool) {
    boolean alive = false;
    boolean pastDue = false;
    for (NaivePlan plan : plans) {
      alive |= plan.pool == pool && plan.isAlive(now);
      pastDue |= plan.pool == pool && plan.isPastDue(now);
    }
    return pastDue && !alive;
  }

  /// Credits of one source that can be spent now. Within one `kind`, the soonest expiry is drawn
  /// first, then the oldest.
  private record Source(String name, String kind, Instant expiry, int of, long left) {}

  private List<Source> sources() {
    List<Source> sources = new ArrayList<>();
    boolean suspended = isSuspended(false);
    boolean paid = false;
    for (NaivePlan plan : plans) {
      boolean usable = plan.stateAt(now) == State.USABLE;
      paid |= usable && !plan.pool;
      if (usable && (!plan.pool || (member && !isSuspended(true)))) {
        String kind = plan.pool ? "pool" : "plan";
        sources.add(new Source(plan.subscription, kind, plan.expiry(), plan.opening, plan.left));
      }
    }
    if (!paid && !suspended) {
      freePlan().ifPresent(sources::add);
    }
    sources.add(new Source("promotional", "promotional", Instant.MAX, 0, promotional));
    sources.add(new Source("starter", "starter", Instant.MAX, 0, starter));
    packs.forEach(
        pack -> sources.add(new Source(pack.payment, "top-up", Instant.MAX, 0, pack.left)));
    sources.removeIf(source -> suspended && !shop.suspendedDraws().contains(source.kind()));
    sources.sort(
        Comparator.<Source>comparingInt(source -> rank(source.kind()))
            .thenComparing(Source::expiry));
    return sources;
  }

  /// The trial until it ends, then the month of the default plan.
  private Optional<Source> freePlan() {
    boolean tried = trial.over() || trial.end().filter(end -> !now.isBefore(end)).isPresent();
    if (!tried) {
      Instant end =
          trial.end().orElse(now.plus(Duration.ofDays(shop.trial().orElseThrow().days())));
      return Optional.of(new Source("trial", "plan", end, 0, trial.left()));
    }
    if (shop.month().isEmpty()) {
      return Optional.empty();
    }
    long left = month.of().equals(thisMonth()) ? month.left() : monthly();
    return Optional.of(new Source("month", "plan", Instant.MAX, number(thisMonth()), left));
  }

  private static int number(YearMonth month) {
    return month.getYear() * 12 + month.getMonthValue();
  }

  /// Promotional credits come right after the plan if the order doesn't list them.
  private int rank(String kind) {
    int place = shop.drawOrder().indexOf(kind);
    return place < 0 ? 2 * shop.drawOrder().indexOf("plan") + 1 : 2 * place;
  }

  /// The number of the customer's open holds.
  long openHolds() {
    return works.stream().filter(work -> work.heldUntil().isPresent()).count();
  }

  /// The credits that the customer may spend now.
  long spendable() {
    return sources().stream().mapToLong(Source::left).sum();
  }

  /// The credits that the members of the pool may spend now.
  long spendableOfPool() {
    return isSuspended(true)
        ? 0
        : plans.stream()
            .filter(plan -> plan.pool && plan.stateAt(now) == State.USABLE)
            .mapToLong(plan -> plan.left)
            .sum();
  }

  private void charge(Run run, boolean hold) {
    List<Draw> draws = new ArrayList<>();
    beginTrial();
    long missing = run.cost();
    for (Source source : sources()) {
      long credits = Math.min(missing, source.left());
      if (credits > 0) {
        draws.add(new Draw(source.name(), source.of(), credits));
        move(source.name(), source.of(), -credits);
        missing -= credits;
      }
    }
    works.add(new Work(run.key(), draws, hold ? Optional.of(now.plus(HOLD)) : Optional.empty()));
  }

  private void beginTrial() {
    boolean drawn = sources().stream().anyMatch(source -> source.name().equals("trial"));
    if (drawn && trial.end().isEmpty()) {
      Duration length = Duration.ofDays(shop.trial().orElseThrow().days());
      trial = new Trial(Optional.of(now.plus(length)), trial.left(), false);
    }
  }

  /// Captures half of the charge, rounded down, or all of it. The rest goes back, last drawn first.
  private void capture(Run run, boolean half) {
    Work work = work(run.key());
    works.remove(work);
    long kept = half ? run.cost() / 2 : run.cost();
    List<Draw> stays = new ArrayList<>();
    for (Draw draw : work.draws()) {
      long part = Math.min(kept, draw.credits());
      kept -= part;
      if (part > 0) {
        stays.add(new Draw(draw.source(), draw.of(), part));
      }
      move(draw.source(), draw.of(), draw.credits() - part);
    }
    works.add(new Work(run.key(), stays, Optional.empty()));
  }

  private Work work(String key) {
    return works.stream().filter(work -> work.key().equals(key)).findFirst().orElseThrow();
  }

  private void giveBack(String key) {
    Work work = work(key);
    works.remove(work);
    work.draws().reversed().forEach(draw -> move(draw.source(), draw.of(), draw.credits()));
  }

  /// Adds credits to a source, or takes them if they are negative. Credits of a source that has
  /// ended expire.
  private void move(String source, int of, long credits) {
    switch (source) {
      case "promotional" -> promotional += credits;
      case "starter" -> starter += credits;
      case "trial" -> {
        boolean over = trial.over() || trial.end().filter(end -> !now.isBefore(end)).isPresent();
        trial = trial.with(over ? 0 : trial.left() + credits);
      }
      case "month" -> {
        boolean fresh = !month.of().equals(thisMonth());
        month = fresh ? new Month(thisMonth(), monthly()) : month;
        month = of == number(thisMonth()) ? new Month(month.of(), month.left() + credits) : month;
      }
      default -> moveSold(source, of, credits);
    }
  }

  private void moveSold(String source, int of, long credits) {
    for (Pack pack : packs) {
      if (pack.payment.equals(source)) {
        long owed = Math.min(pack.owed, Math.max(0, credits));
        pack.owed -= owed;
        pack.left += credits - owed;
      }
    }
    for (NaivePlan plan : plans) {
      if (plan.subscription.equals(source) && credits < 0) {
        plan.left += credits;
      } else if (plan.subscription.equals(source)) {
        plan.giveBack(of, credits, now);
      }
    }
  }

  /// Adds the relevant part to a state's hash: the charges of `keys`, in that order.
  void addTo(StateHash hash, List<String> keys) {
    plans.forEach(plan -> plan.addTo(hash));
    packs.forEach(pack -> hash.add(pack.left).add(pack.owed));
    hash.add(starter).add(promotional).add(member ? 1 : 0);
    hash.add(trial.end()).add(trial.left()).add(trial.over() ? 1 : 0);
    if (monthly() > 0) {
      hash.add(thisMonth().plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC));
      hash.add(month.of().equals(thisMonth()) ? month.left() : monthly());
    }
    for (String key : keys) {
      Work work = work(key);
      hash.add(work.heldUntil());
      work.draws().forEach(draw -> addTo(hash, draw));
    }
  }

  /// All draws from an ended amount are alike.
  private void addTo(StateHash hash, Draw draw) {
    boolean over =
        plans.stream()
                .anyMatch(plan -> plan.subscription.equals(draw.source()) && plan.isOver(draw.of()))
            || (draw.source().equals("month") && draw.of() != number(thisMonth()));
    hash.add(over ? "over" : draw.source()).add(draw.credits());
  }

  boolean isHeld(String key) {
    return works.stream().anyMatch(work -> work.key().equals(key) && work.heldUntil().isPresent());
  }
}
