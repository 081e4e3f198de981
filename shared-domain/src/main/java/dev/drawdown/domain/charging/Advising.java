package dev.drawdown.domain.charging;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.BucketKind;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.Plan;
import dev.drawdown.domain.settling.Refreshing;
import dev.drawdown.domain.settling.Settling;
import dev.drawdown.domain.wallet.Bucket;
import dev.drawdown.domain.wallet.Funds;
import dev.drawdown.domain.wallet.Wallet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds the next steps that would let a refused charge through, and only those.
final class Advising {
  private final Catalog catalog;
  private final Settling settling;
  private final Refreshing refreshing;

  Advising(Catalog catalog) {
    this.catalog = catalog;
    this.settling = new Settling(catalog);
    this.refreshing = new Refreshing(catalog);
  }

  /// What helps a suspended account, which may perhaps still draw packs.
  NextSteps onSuspension() {
    List<NextSteps.Step> steps = new ArrayList<>();
    steps.add(new NextSteps.Step.UpdatePaymentMethod(catalog.links().updatePaymentMethod()));
    if (catalog.arrears().suspendedDraws().contains(BucketKind.TOP_UP)) {
      steps.add(new NextSteps.Step.TopUp(catalog.links().topUp()));
    }
    return new NextSteps(Optional.empty(), steps);
  }

  NextSteps onShortage(Funds funds, Credits cost, Instant now) {
    Foresight foresight = Foresight.of(funds, now, settling, refreshing);
    List<Instant> refreshes = foresight.refreshes();
    List<NextSteps.Step> steps = new ArrayList<>();
    refreshes.stream()
        .filter(at -> foresight.totalAt(at).covers(cost))
        .findFirst()
        .ifPresent(at -> steps.add(new NextSteps.Step.Wait(at)));
    if (mayTopUp(funds.wallet())) {
      steps.add(new NextSteps.Step.TopUp(catalog.links().topUp()));
    }
    if (catalog.plans().values().stream().anyMatch(plan -> wouldHelp(plan, funds, cost, now))) {
      steps.add(new NextSteps.Step.ChoosePlan(catalog.links().choosePlan()));
    }
    return new NextSteps(refreshes.stream().findFirst(), steps);
  }

  private boolean mayTopUp(Wallet wallet) {
    return !catalog.packs().byId().isEmpty()
        && (!catalog.packs().planHoldersOnly() || wallet.paidPlan().isPresent());
  }

  /// Whether buying `plan` now would cover `cost`: a plan replaces what is left of the one before,
  /// and only a larger one takes effect at once.
  private boolean wouldHelp(Plan plan, Funds funds, Credits cost, Instant now) {
    Wallet wallet = funds.wallet();
    if (!plan.isSoldTo(wallet.owner())) {
      return false;
    }
    if (plan.allowance().isEmpty()) {
      return true;
    }
    Credits fresh = plan.allowance().get().at(now);
    Credits left = wallet.plan().map(Bucket.Plan::remaining).orElse(Credits.NONE);
    Credits others = funds.total().minus(left);
    boolean larger = wallet.paidPlan().filter(held -> held.granted().covers(fresh)).isEmpty();
    return larger && others.plus(fresh).covers(cost);
  }
}
