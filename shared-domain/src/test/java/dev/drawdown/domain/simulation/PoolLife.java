package dev.drawdown.domain.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/// The random history of one pool's subscriptions.
///
/// Each one continues for some periods, is upgraded, goes unpaid, is cancelled or restored, and
/// ends. Then another one follows. Some facts arrive again.
final class PoolLife {
  private static final Duration GRACE = Duration.ofDays(14);
  private static final int MOST_SEATS = 3;

  private final String name;
  private final Random random;
  private final RandomClock clock;
  private final List<Sale> sales;
  private final List<BillingEvent> sent = new ArrayList<>();
  private String subscription = "";
  private int subscriptions;
  private int cancellations;
  private long credits;
  private Instant start = Instant.MIN;
  private Instant end = Instant.MIN;
  private boolean ended = true;

  /// A number of seats of a plan, with their credits.
  private record Sale(String plan, int seats, long credits) {}

  /// `plans` can be paid, each with its credits per seat.
  PoolLife(String name, Random random, RandomClock clock, Map<String, Long> plans) {
    this.name = name;
    this.random = random;
    this.clock = clock;
    this.sales =
        plans.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .flatMap(
                plan ->
                    IntStream.rangeClosed(1, MOST_SEATS)
                        .mapToObj(seats -> new Sale(plan.getKey(), seats, plan.getValue() * seats)))
            .toList();
  }

  String name() {
    return name;
  }

  /// Whether a payment is due.
  boolean isWaiting() {
    return ended || !clock.now().isBefore(end);
  }

  BillingEvent next() {
    if (!sent.isEmpty() && random.nextInt(4) == 0) {
      return sent.get(random.nextInt(sent.size()));
    }
    BillingEvent event = isOver() ? afterTheEnd() : clock.now().isBefore(end) ? within() : due();
    sent.add(event);
    return event;
  }

  private boolean isOver() {
    return ended || clock.now().isAfter(end.plus(GRACE).plus(GRACE));
  }

  /// Late facts of the old subscription, or the first of another.
  private BillingEvent afterTheEnd() {
    Instant now = now();
    if (subscriptions > 0 && (random.nextInt(3) == 0 || !now.isAfter(start))) {
      return random.nextBoolean() ? cancellation() : new BillingEvent.Ended(subscription, now);
    }
    subscriptions++;
    subscription = "sub-" + name + "-" + subscriptions;
    ended = false;
    return paid(now, clock.endOfMonth(months()), false, any(sales));
  }

  private BillingEvent within() {
    List<Sale> larger = sales.stream().filter(sale -> sale.credits() > credits).toList();
    return switch (random.nextInt(6)) {
      case 0, 1, 2 -> larger.isEmpty() ? cancellation() : paid(now(), end, false, any(larger));
      case 3 -> random.nextInt(3) == 0 ? ended() : cancellation();
      default -> cancellation();
    };
  }

  private BillingEvent due() {
    return switch (random.nextInt(10)) {
      case 0 -> new BillingEvent.Failed(subscription, end, false);
      case 1 ->
          random.nextBoolean() ? new BillingEvent.GivenUp(subscription, end) : failedForGood();
      case 2 -> ended();
      case 3, 4 -> cancellation();
      default -> paid(end, nextEnd(), true, any(sales));
    };
  }

  private BillingEvent failedForGood() {
    return new BillingEvent.Failed(subscription, end, true);
  }

  private Instant nextEnd() {
    Instant next = clock.endOfMonth(months());
    return next.isAfter(end) ? next : end.plus(Duration.ofDays(30));
  }

  /// Usually 1. A longer term may have refills.
  private int months() {
    return random.nextInt(3) == 0 ? 2 + random.nextInt(2) : 1;
  }

  private BillingEvent paid(Instant from, Instant to, boolean renewal, Sale sale) {
    start = from.isAfter(start) ? from : start;
    end = to;
    credits = sale.credits();
    clock.mind(end);
    clock.mind(end.plus(GRACE));
    boolean monthly = OfficeSimulation.MONTHLY.contains(sale.plan());
    return new BillingEvent.Paid(
        subscription, sale.plan(), sale.seats(), credits, monthly, from, to, renewal);
  }

  /// Usually withdrawn, so that pools continue.
  private BillingEvent cancellation() {
    cancellations++;
    Optional<Instant> at = random.nextInt(3) == 0 ? Optional.of(end) : Optional.empty();
    return new BillingEvent.Cancelled(subscription, Instant.EPOCH.plusSeconds(cancellations), at);
  }

  private BillingEvent ended() {
    ended = true;
    return new BillingEvent.Ended(subscription, now());
  }

  private Instant now() {
    return clock.now().truncatedTo(ChronoUnit.MILLIS);
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
