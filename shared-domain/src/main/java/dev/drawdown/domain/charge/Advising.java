package dev.drawdown.domain.charge;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.catalog.Plan;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.pool.AvailableCredits;
import dev.drawdown.domain.pool.MemberAllowance;
import dev.drawdown.domain.pool.Pool;
import dev.drawdown.domain.pool.PoolAdvancing;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.RefreshForecast;
import dev.drawdown.domain.wallet.RefreshForecast.Refresh;
import dev.drawdown.domain.wallet.WalletAdvancing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the next steps that would let a refused charge through, and only those.
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

  /// What helps a suspended account, which may perhaps still draw packs.
  NextSteps onSuspension() {
    List<NextSteps.Step> steps = new ArrayList<>();
    steps.add(new NextSteps.Step.UpdatePaymentMethod(catalog.links().updatePaymentMethod()));
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

  private boolean mayTopUp(AccountWallet wallet) {
    return !catalog.packs().byId().isEmpty()
        && (!catalog.packs().planHoldersOnly() || wallet.paidPlan().isPresent());
  }

  /// Whether buying `plan` now would cover `cost`: a plan replaces what is left of the one before,
  /// and only a larger one takes effect at once.
  private boolean wouldHelp(Plan plan, AvailableCredits available, Credits cost, Instant now) {
    AccountWallet wallet = available.wallet();
    if (!plan.isSoldTo(wallet.owner())) {
      return false;
    }
    if (plan.allowance().isEmpty()) {
      return true;
    }
    Credits fresh = plan.allowance().get().at(now);
    Credits left = wallet.plan().map(Bucket.Plan::remaining).orElse(Credits.NONE);
    Credits others = available.total().minus(left);
    boolean larger = wallet.paidPlan().filter(held -> held.granted().covers(fresh)).isEmpty();
    return larger && others.plus(fresh).covers(cost);
  }

  /// What an account that isn't suspended will have to spend if nobody spends anything until then.
  record BalanceForecast(
      WalletAdvancing advancing,
      PoolAdvancing poolAdvancing,
      AvailableCredits available,
      Optional<Refresh<AccountWallet>> own,
      Optional<? extends Refresh<?>> pooled) {
    /// `available` are advanced to `now`.
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
          refreshForecast.next(available.wallet(), now),
          available.pool().flatMap(pool -> refreshForecast.next(pool.billed(), now)));
    }

    /// When the account's own allowance and its pool's are fresh next, in order.
    List<Instant> refreshes() {
      return Stream.of(own, pooled)
          .flatMap(Optional::stream)
          .map(Refresh::at)
          .distinct()
          .sorted()
          .toList();
    }

    Credits totalAt(Instant then) {
      return ownAt(then).plus(allowanceAt(then));
    }

    private Credits ownAt(Instant then) {
      return own.filter(refresh -> !refresh.at().isAfter(then))
          .map(Refresh::wallet)
          .orElseGet(() -> advancedAt(then))
          .total();
    }

    private AccountWallet advancedAt(Instant then) {
      return advancing.advance(available.wallet(), then).wallet();
    }

    private Credits allowanceAt(Instant then) {
      Optional<? extends Refresh<?>> fresh = pooled.filter(refresh -> !refresh.at().isAfter(then));
      return fresh.isPresent() ? capped(fresh.get()) : advancedAllowanceAt(then);
    }

    /// The pool's wallet that is told of payments is forecast with all that the pool will have.
    private Credits capped(Refresh<?> fresh) {
      Credits whole = fresh.wallet().plan().map(Bucket.Plan::granted).orElse(Credits.NONE);
      return available
          .memberAllowance()
          .flatMap(MemberAllowance::limit)
          .map(whole::min)
          .orElse(whole);
    }

    /// Holds that have expired by then count towards the member's cap no more.
    private Credits advancedAllowanceAt(Instant then) {
      Optional<Pool> pool =
          available.pool().map(before -> poolAdvancing.advance(before, then).pool());
      return new AvailableCredits(advancedAt(then), pool)
          .memberAllowance()
          .map(MemberAllowance::remaining)
          .orElse(Credits.NONE);
    }
  }
}
