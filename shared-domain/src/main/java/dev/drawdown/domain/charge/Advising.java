package dev.drawdown.domain.charge;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.billing.Standing;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.catalog.Plan;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.pool.AvailableCredits;
import dev.drawdown.domain.pool.MemberAllowance;
import dev.drawdown.domain.pool.Pool;
import dev.drawdown.domain.pool.PoolAdvancing;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Membership;
import dev.drawdown.domain.wallet.RefreshForecast;
import dev.drawdown.domain.wallet.RefreshForecast.Refresh;
import dev.drawdown.domain.wallet.RefreshForecast.Renewal;
import dev.drawdown.domain.wallet.WalletAdvancing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the next steps that would let a refused charge succeed, and only those.
final class Advising {
  private final Catalog catalog;
  private final WalletAdvancing advancing;
  private final PoolAdvancing poolAdvancing;
  private final RefreshForecast refreshForecast;

  Advising(
      Catalog catalog,
      WalletAdvancing advancing,
      PoolAdvancing poolAdvancing,
      RefreshForecast refreshForecast) {
    this.catalog = catalog;
    this.advancing = advancing;
    this.poolAdvancing = poolAdvancing;
    this.refreshForecast = refreshForecast;
  }

  /// The next steps for a suspended account, which may still draw packs if the catalog allows it.
  NextSteps onSuspension() {
    List<NextSteps.Step> steps = new ArrayList<>();
    steps.add(updatePaymentMethod());
    if (catalog.gracePolicy().suspendedDraws().contains(BucketKind.TOP_UP)) {
      steps.add(new NextSteps.Step.TopUp(catalog.links().topUp()));
    }
    return new NextSteps(Optional.empty(), steps);
  }

  NextSteps onShortage(AvailableCredits available, Credits cost, Instant now) {
    BalanceForecast forecast =
        BalanceForecast.of(available, now, advancing, poolAdvancing, refreshForecast);
    List<Instant> refreshes = forecast.refreshes();
    List<NextSteps.Step> steps = new ArrayList<>();
    if (available.wallet().billing().standing() == Standing.GRACE) {
      steps.add(updatePaymentMethod());
    }
    refreshes.stream()
        .filter(at -> forecast.totalAt(at).covers(cost))
        .findFirst()
        .ifPresent(at -> steps.add(new NextSteps.Step.Wait(at)));
    if (mayTopUp(available.wallet())) {
      steps.add(new NextSteps.Step.TopUp(catalog.links().topUp()));
    }
    if (catalog.plans().values().stream().anyMatch(plan -> wouldHelp(plan, available, cost, now))) {
      steps.add(new NextSteps.Step.ChoosePlan(catalog.links().choosePlan()));
    }
    return new NextSteps(refreshes.stream().findFirst(), steps);
  }

  private NextSteps.Step updatePaymentMethod() {
    return new NextSteps.Step.UpdatePaymentMethod(catalog.links().updatePaymentMethod());
  }

  private boolean mayTopUp(AccountWallet wallet) {
    return !catalog.packs().byId().isEmpty()
        && (!catalog.packs().planHoldersOnly() || wallet.holdsPaidPlan());
  }

  /// Whether buying `plan` now would cover `cost`.
  ///
  /// A plan replaces a smaller plan, a trial or the default plan. Only a larger plan takes effect
  /// at once.
  private boolean wouldHelp(Plan plan, AvailableCredits available, Credits cost, Instant now) {
    AccountWallet wallet = available.wallet();
    if (!plan.isSoldTo(wallet.owner())) {
      return false;
    }
    if (plan.allowance().isEmpty()) {
      return true;
    }
    Credits fresh = plan.allowance().get().at(now);
    List<Bucket.Paid> paid = wallet.book().paidPlans();
    boolean larger = paid.stream().noneMatch(held -> held.granted().covers(fresh));
    return larger && available.total().plus(gain(wallet, fresh)).covers(cost);
  }

  /// The credits that buying a plan of `fresh` credits adds to the account's balance.
  private Credits gain(AccountWallet wallet, Credits fresh) {
    Optional<Bucket.Paid> shown = wallet.book().paidPlans().stream().findFirst();
    Credits left =
        shown
            .<Bucket>map(plan -> plan)
            .or(wallet.book()::unpaidPlan)
            .map(Bucket::remaining)
            .orElse(Credits.NONE);
    return shown.isPresent() && !catalog.upgradeResets()
        ? fresh.minus(shown.get().granted())
        : fresh.minus(left.min(fresh));
  }

  /// The credits that an account, if it isn't suspended, has at a later time without further
  /// spending.
  record BalanceForecast(
      WalletAdvancing advancing,
      PoolAdvancing poolAdvancing,
      AvailableCredits available,
      List<Refresh> own,
      List<Refresh> pooled) {

    /// A forecast for `available`, which are advanced to `now`.
    static BalanceForecast of(
        AvailableCredits available,
        Instant now,
        WalletAdvancing advancing,
        PoolAdvancing poolAdvancing,
        RefreshForecast refreshForecast) {
      return new BalanceForecast(
          advancing,
          poolAdvancing,
          available,
          refreshForecast.all(available.wallet(), now),
          available.pool().map(pool -> refreshForecast.all(pool.billed(), now)).orElse(List.of()));
    }

    /// The instants, in order, at which each of the account's own plans and of its pool's is next
    /// fresh.
    List<Instant> refreshes() {
      return Stream.concat(own.stream(), pooled.stream())
          .map(Refresh::at)
          .distinct()
          .sorted()
          .toList();
    }

    Credits totalAt(Instant then) {
      return ownAt(then).plus(allowanceAt(then));
    }

    private Credits ownAt(Instant then) {
      AccountWallet advanced = advancedAt(then);
      return renewed(advanced.total(), advanced.book().paidPlans(), own, then);
    }

    private AccountWallet advancedAt(Instant then) {
      return advancing.advance(available.wallet(), then).wallet();
    }

    /// `total` of these buckets and others, after all payments that are expected by `then`.
    private static Credits renewed(
        Credits total, List<Bucket.Paid> buckets, List<Refresh> refreshes, Instant then) {
      Credits renewed = total;
      for (Renewal renewal :
          until(then, refreshes).flatMap(next -> next.renewals().stream()).toList()) {
        Credits left =
            buckets.stream()
                .filter(bucket -> bucket.planBucket().name().equals(renewal.item()))
                .map(Bucket::remaining)
                .reduce(Credits.NONE, Credits::plus);
        renewed = renewed.minus(left).plus(renewal.credits());
      }
      return renewed;
    }

    private static Stream<Refresh> until(Instant then, List<Refresh> refreshes) {
      return refreshes.stream().filter(next -> !next.at().isAfter(then));
    }

    /// The member's allowance at `then`: the pool's credits, or fewer by the cap.
    private Credits allowanceAt(Instant then) {
      Optional<Pool> before = available.pool();
      if (before.isEmpty()) {
        return Credits.NONE;
      }
      Pool pool = poolAdvancing.advance(before.get(), then).pool();
      Credits whole = renewed(pool.left(), pool.plans(), pooled, then);
      return allowedAt(then, before.get(), pool).map(whole::min).orElse(whole);
    }

    /// The credits that the cap leaves the member at `then`, if there is a cap. An expired hold no
    /// longer counts towards it. A new pool period starts the count at 0. Only a refresh of the
    /// period's own item begins a new one.
    private Optional<Credits> allowedAt(Instant then, Pool before, Pool after) {
      boolean isNewPeriod =
          until(then, pooled)
              .flatMap(refresh -> refresh.items().stream())
              .anyMatch(before::hasPeriodOf);
      return isNewPeriod
          ? available.wallet().membership().flatMap(Membership::limit)
          : new AvailableCredits(advancedAt(then), Optional.of(after))
              .memberAllowance()
              .flatMap(MemberAllowance::allowed);
    }
  }
}
