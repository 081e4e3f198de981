package dev.drawdown.domain.charging;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.Plan;
import dev.drawdown.domain.settling.Settling;
import dev.drawdown.domain.wallet.Bucket;
import dev.drawdown.domain.wallet.Drawing;
import dev.drawdown.domain.wallet.Wallet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds the next steps that would let a refused charge through, and only those.
final class Advising {
  private final Catalog catalog;
  private final Settling settling;

  Advising(Catalog catalog, Settling settling) {
    this.catalog = catalog;
    this.settling = settling;
  }

  NextSteps onShortage(Wallet wallet, Credits cost, Instant now) {
    Optional<Instant> refreshesAt = settling.refreshesAt(wallet);
    List<NextSteps.Step> steps = new ArrayList<>();
    refreshesAt
        .filter(at -> covers(settling.settle(wallet, at).wallet(), cost))
        .ifPresent(at -> steps.add(new NextSteps.Step.Wait(at)));
    if (mayTopUp(wallet)) {
      steps.add(new NextSteps.Step.TopUp(catalog.links().topUp()));
    }
    if (catalog.plans().values().stream().anyMatch(plan -> wouldHelp(plan, wallet, cost, now))) {
      steps.add(new NextSteps.Step.ChoosePlan(catalog.links().choosePlan()));
    }
    return new NextSteps(refreshesAt, steps);
  }

  private boolean covers(Wallet wallet, Credits cost) {
    return Drawing.of(cost, wallet.buckets(), catalog.drawOrder()) instanceof Drawing.Covered;
  }

  private boolean mayTopUp(Wallet wallet) {
    return !catalog.packs().byId().isEmpty()
        && (!catalog.packs().planHoldersOnly() || paidPlan(wallet).isPresent());
  }

  private Optional<Bucket.Plan> paidPlan(Wallet wallet) {
    return wallet
        .plan()
        .filter(held -> catalog.plan(held.plan()).filter(Plan::isSoldToAccounts).isPresent());
  }

  /// Whether buying `plan` now would cover `cost`: a plan replaces what is left of the one before,
  /// and only a larger one takes effect at once.
  private boolean wouldHelp(Plan plan, Wallet wallet, Credits cost, Instant now) {
    if (!plan.isSoldToAccounts()) {
      return false;
    }
    if (plan.allowance().isEmpty()) {
      return true;
    }
    Credits fresh = plan.allowance().get().at(now);
    Credits left = wallet.plan().map(Bucket.Plan::remaining).orElse(Credits.NONE);
    Credits others = wallet.total().minus(left);
    boolean larger = paidPlan(wallet).filter(held -> held.granted().covers(fresh)).isEmpty();
    return larger && others.plus(fresh).covers(cost);
  }
}
