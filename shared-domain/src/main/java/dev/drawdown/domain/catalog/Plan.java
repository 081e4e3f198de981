package dev.drawdown.domain.catalog;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.Identifier;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.catalog.Catalog.GracePolicy;
import dev.drawdown.domain.catalog.Pack.Price;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// Something that gives credits period by period.
///
/// Without `allowance` the size is agreed with each customer and comes with the payment. `pool`
/// plans are held by a pool, all others by an account. A pool's allowance is spread over so many
/// `shards`, 1 to 16: more of them carry more charges at once.
///
/// The payment provider sells it at any of `stripePrices`: old and new ones, by month and by year,
/// in several currencies. `grace` and `minimumGrace` take the place of the catalog's own.
public record Plan(
    PlanId id,
    String name,
    Period period,
    Optional<Allowance> allowance,
    Credits renewalBonus,
    boolean pool,
    int shards,
    Optional<Price> price,
    List<String> stripePrices,
    Optional<Duration> grace,
    Optional<Duration> minimumGrace) {
  public static final int MAX_SHARDS = PoolId.MAX_WALLETS;

  public Plan {
    stripePrices = List.copyOf(stripePrices);
    grace.ifPresent(GracePolicy::requireGrace);
    minimumGrace.ifPresent(GracePolicy::requireGrace);
    if (allowance.isEmpty() && !(period instanceof Period.BillingCycle)) {
      throw new IllegalArgumentException(
          "only a plan by billing cycle may leave credits open: " + id);
    }
    if (!renewalBonus.isNone() && !(period instanceof Period.BillingCycle)) {
      throw new IllegalArgumentException("only a plan by billing cycle has renewals: " + id);
    }
    if (pool && !(period instanceof Period.BillingCycle)) {
      throw new IllegalArgumentException("a pool's plan is paid for by billing cycle: " + id);
    }
    if (!(period instanceof Period.BillingCycle)
        && !(stripePrices.isEmpty() && grace.isEmpty() && minimumGrace.isEmpty())) {
      throw new IllegalArgumentException(
          "only a plan by billing cycle has prices and a grace: " + id);
    }
    if (shards < 1 || shards > MAX_SHARDS || (shards > 1 && !pool)) {
      throw new IllegalArgumentException("a pool has 1 to 16 shards, an account 1: " + id);
    }
  }

  /// Whether it is had by paying for it.
  public boolean isSold() {
    return period instanceof Period.BillingCycle;
  }

  /// Whether owners of this kind have it by paying for it.
  public boolean isSoldTo(Owner owner) {
    return isSold()
        && switch (owner) {
          case AccountId _ -> !pool;
          case PoolId _ -> pool;
        };
  }

  /// The name of a plan in the catalog.
  public record PlanId(String value) {
    public PlanId {
      Identifier.require("plan", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /// How many credits a plan gives for one period: an amount, and what it changes to from which
  /// instant.
  ///
  /// What falls due is granted at the amount in force at that instant, however late it is written
  /// down.
  public record Allowance(Credits initially, Map<Instant, Credits> changes) {
    public Allowance {
      changes = Map.copyOf(changes);
    }

    public static Allowance of(Credits credits) {
      return new Allowance(credits, Map.of());
    }

    public Credits at(Instant instant) {
      NavigableMap<Instant, Credits> inForce = new TreeMap<>(changes).headMap(instant, true);
      return inForce.isEmpty() ? initially : inForce.lastEntry().getValue();
    }

    /// Whether the amount is to change after `instant`.
    public boolean changesAfter(Instant instant) {
      return changes.keySet().stream().anyMatch(instant::isBefore);
    }
  }

  /// For how long a plan's credits last. Periods are half-open and in UTC: the end is too late.
  public sealed interface Period {
    /// From the 1st, 00:00 UTC, to the next 1st, whether or not anybody paid.
    record CalendarMonth() implements Period {
      public Instant endOfMonthAt(Instant instant) {
        YearMonth month = YearMonth.from(instant.atOffset(ZoneOffset.UTC));
        return month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      }
    }

    /// From one payment to the next, as the payment provider says. With `monthlyRefill` the amount
    /// is granted anew every month of a longer cycle.
    record BillingCycle(boolean monthlyRefill) implements Period {
      public BillingCycle() {
        this(false);
      }
    }

    /// A number of days of 24 hours from the start, at least one, and then never again.
    record Fixed(int days) implements Period {
      public Fixed {
        if (days < 1 || days > 3660) {
          throw new IllegalArgumentException("days must be 1 to 3660: " + days);
        }
      }
    }
  }
}
