package dev.drawdown.domain.billing;

import static dev.drawdown.domain.billing.Paid.ACCOUNT;
import static dev.drawdown.domain.billing.Paid.day;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.billing.AccountState.About;
import dev.drawdown.domain.catalog.Plan.PlanId;
import dev.drawdown.domain.subscription.ProviderEventId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Random facts that a provider might state, chosen by a seed.
///
/// They cover plans, seats, refills, moved anchors, extensions, failures, cancellations, pauses and
/// ends of two subscriptions with two items each.
final class RandomBills {
  static final Instant START = day("2027-01-15");

  private final Random random;
  private final Term.Upgrade upgrade;

  RandomBills(long seed) {
    this.random = new Random(seed);
    this.upgrade = seed % 2 == 0 ? Term.Upgrade.DIFFERENCE : Term.Upgrade.RESET;
  }

  List<About> facts(int count) {
    List<About> facts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      facts.add(new About("sub-" + random.nextInt(2), fact()));
    }
    return facts;
  }

  /// `facts` in events of 1 to 4 facts each, in the same order.
  List<List<About>> events(List<About> facts) {
    List<List<About>> events = new ArrayList<>();
    for (int from = 0; from < facts.size(); ) {
      int to = Math.min(from + 1 + random.nextInt(4), facts.size());
      events.add(facts.subList(from, to));
      from = to;
    }
    return events;
  }

  /// An instant within half a year: the start of a day, or in the middle of it.
  Instant instant() {
    return START.plus(Duration.ofHours(12L * random.nextInt(360)));
  }

  int nextInt(int bound) {
    return random.nextInt(bound);
  }

  private Fact fact() {
    return switch (random.nextInt(12)) {
      case 0 -> new Fact.PaymentFailed(start(), random.nextBoolean());
      case 1 -> new Fact.CancellationChanged(change());
      case 2 -> new Fact.PauseChanged(change());
      case 3 -> random.nextInt(3) == 0 ? new Fact.Ended(instant()) : paid();
      case 4 -> {
        Instant start = start();
        yield new Fact.TermExtended(item(), new PaidTime(start, months(start, 1)));
      }
      default -> paid();
    };
  }

  /// A change of a flag, or a repetition.
  private FlagChange change() {
    Instant created = start();
    Optional<Instant> end = Optional.of(months(start(), 1));
    Optional<Instant> before = random.nextBoolean() ? Optional.empty() : end;
    Optional<Instant> at = random.nextBoolean() ? Optional.empty() : end;
    String event = "evt-" + created.getEpochSecond() + before.isPresent() + at.isPresent();
    return new FlagChange(created, new ProviderEventId(event), before, at);
  }

  private Fact paid() {
    int plan = random.nextInt(3);
    Instant start = start();
    Instant end = random.nextInt(4) == 0 ? endOfMonth(start) : months(start, months());
    int seats = 1 + random.nextInt(3);
    Optional<ItemId> item = random.nextInt(8) == 0 ? Optional.empty() : Optional.of(item());
    Credits credits = Credits.of(100L * (plan + 1) * seats);
    return new Fact.TermPaid(
        new Term(
            new Term.Key(item, new PriceId("price-" + plan), end, seats, Optional.empty()),
            ACCOUNT,
            start,
            new PlanId("plan-" + plan),
            credits,
            Credits.of(random.nextBoolean() ? 0 : 10),
            random.nextBoolean() ? Term.Refill.MONTHLY : Term.Refill.NONE,
            upgrade),
        Optional.empty());
  }

  private int months() {
    return random.nextInt(4) == 0 ? 3 : 1;
  }

  private ItemId item() {
    return new ItemId("item-" + random.nextInt(2));
  }

  /// Usually the 15th of a month, sometimes another day.
  private Instant start() {
    return random.nextInt(4) == 0 ? days(random.nextInt(150)) : months(START, random.nextInt(5));
  }

  private static Instant days(int days) {
    return START.plus(Duration.ofDays(days));
  }

  private static Instant endOfMonth(Instant start) {
    Instant end = START;
    while (!end.isAfter(start)) {
      end = months(end, 1);
    }
    return end;
  }

  private static Instant months(Instant from, int months) {
    return from.atOffset(ZoneOffset.UTC).plusMonths(months).toInstant();
  }
}
