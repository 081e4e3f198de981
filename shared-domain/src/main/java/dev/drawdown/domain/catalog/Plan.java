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

/// A plan that grants credits period by period.
///
/// A plan without `allowance` has a size that the team agrees with each customer; the payment
/// states it. A `pool` plan belongs to a pool, every other plan to an account. A pool's allowance
/// is spread over 1 to 16 `shards`: more shards accept more charges at the same time.
///
/// The payment provider sells the plan at any of `stripePrices`: old and new, monthly and yearly,
/// in several currencies. `grace` and `minimumGrace` override those of the catalog.
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

  /// Whether owners get this plan by paying for it.
  public boolean isSold() {
    return period instanceof Period.BillingCycle;
  }

  /// Whether owners of this kind get this plan by paying for it.
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

  /// The number of credits that a plan gives for one period: an initial amount, and later amounts
  /// by the instant from which each applies.
  ///
  /// A grant that is due at an instant uses the amount in force at that instant, even if it is
  /// written later.
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

    /// Whether the amount changes after `instant`.
    public boolean changesAfter(Instant instant) {
      return changes.keySet().stream().anyMatch(instant::isBefore);
    }
  }

  /// The time that a plan's credits last. Periods are half-open and in UTC: the end is too late.
  public sealed interface Period {
    /// From the 1st at 00:00 UTC to the next 1st, with or without a payment.
    record CalendarMonth() implements Period {
      public Instant endOfMonthAt(Instant instant) {
        YearMonth month = YearMonth.from(instant.atOffset(ZoneOffset.UTC));
        return month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      }
    }

    /// From one payment to the next, as the payment provider states it. With `monthlyRefill`, a
    /// longer cycle grants the amount again every month.
    record BillingCycle(boolean monthlyRefill) implements Period {
      public BillingCycle() {
        this(false);
      }
    }

    /// A number of days of 24 hours from the start, at least one. It never repeats.
    record Fixed(int days) implements Period {
      public Fixed {
        if (days < 1 || days > 3660) {
          throw new IllegalArgumentException("days must be 1 to 3660: " + days);
        }
      }
    }
  }
}
