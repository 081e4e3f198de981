package dev.drawdown.domain.renewal;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.Plan;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.renewal.RenewalFact.CancellationChanged;
import dev.drawdown.domain.renewal.RenewalFact.GivenUp;
import dev.drawdown.domain.renewal.RenewalFact.PaymentFailed;
import dev.drawdown.domain.renewal.RenewalFact.PeriodPaid;
import dev.drawdown.domain.renewal.RenewalFact.SubscriptionEnded;
import dev.drawdown.domain.renewal.RenewalResult.AlreadyKnown;
import dev.drawdown.domain.renewal.RenewalResult.Applied;
import dev.drawdown.domain.renewal.RenewalResult.OwnedByAnother;
import dev.drawdown.domain.renewal.RenewalResult.Recorded;
import dev.drawdown.domain.renewal.RenewalResult.SizeMissing;
import dev.drawdown.domain.renewal.RenewalResult.UnknownPlan;
import dev.drawdown.domain.subscription.Grant;
import dev.drawdown.domain.subscription.OwnedSubscription;
import dev.drawdown.domain.subscription.PaidPeriod;
import dev.drawdown.domain.subscription.Subscription;
import dev.drawdown.domain.wallet.BilledWallet;
import dev.drawdown.domain.wallet.Journal;
import dev.drawdown.domain.wallet.WalletAdvancing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Lets a wallet follow what is told of its owner's subscriptions.
public final class Renewing {
  private final Catalog catalog;
  private final WalletAdvancing advancing;
  private final SubscriptionPosting subscriptionPosting;

  public Renewing(Catalog catalog, WalletAdvancing advancing) {
    this.catalog = catalog;
    this.advancing = advancing;
    this.subscriptionPosting = new SubscriptionPosting(catalog, advancing);
  }

  /// Takes note of `fact` when the clock shows `clock`.
  public RenewalResult apply(RenewalFact fact, RenewalSituation situation, Instant clock) {
    Optional<Owner> other = ownerOtherThan(situation);
    return other.isPresent()
        ? new OwnedByAnother(other.get())
        : apply(fact, situation.wallet(), situation, clock);
  }

  private <W extends BilledWallet<W>> RenewalResult apply(
      RenewalFact fact, BilledWallet<W> wallet, RenewalSituation situation, Instant clock) {
    Instant now = wallet.timeOf(clock);
    RenewalContext<W> context =
        new RenewalContext<>(situation, fact, advancing.advance(wallet, now), now);
    Subscription before = context.before();
    return switch (fact) {
      case PeriodPaid paid -> pay(paid, context);
      case PaymentFailed(_, Instant start, boolean last) ->
          tell(last ? before.givenUp(start) : before.failed(start), context);
      case GivenUp(_, Instant start) -> tell(before.givenUp(start), context);
      case CancellationChanged(_, var cancellation) ->
          tell(before.cancelled(cancellation), context);
      case SubscriptionEnded(_, Instant at) -> tell(before.ended(at), context);
    };
  }

  private static Optional<Owner> ownerOtherThan(RenewalSituation situation) {
    return situation
        .subscription()
        .map(OwnedSubscription::owner)
        .filter(owner -> !owner.equals(situation.wallet().owner()));
  }

  private <W extends BilledWallet<W>> RenewalResult pay(
      PeriodPaid fact, RenewalContext<W> context) {
    Owner owner = context.due().wallet().owner();
    Optional<Plan> plan = catalog.plan(fact.plan()).filter(known -> known.isSoldTo(owner));
    if (plan.isEmpty()) {
      return new UnknownPlan(fact.plan());
    }
    if (plan.get().allowance().isEmpty() && fact.size().isEmpty()) {
      return new SizeMissing(fact.plan());
    }
    PaidPeriod paid = paid(fact, plan.get());
    Optional<Credits> claimed = context.situation().claimed();
    if (claimed.filter(before -> before.covers(paid.credits())).isPresent()) {
      return new AlreadyKnown(context.due().wallet());
    }
    Subscription after = context.before().paid(paid);
    Journal<W> decided = subscriptionPosting.begin(after, paid, plan.get(), context);
    Grant grant = Grant.of(fact.subscription(), paid);
    return recorded(context, after, decided, new Write.ClaimGrant(owner, grant, claimed));
  }

  private static PaidPeriod paid(PeriodPaid fact, Plan plan) {
    Credits each =
        plan.allowance()
            .map(allowance -> allowance.at(fact.start()))
            .orElseGet(() -> Credits.of(fact.size().getAsLong()));
    Credits bonus = fact.renewal() ? plan.renewalBonus() : Credits.NONE;
    Credits credits = each.times(fact.quantity()).plus(bonus);
    return new PaidPeriod(fact.plan(), fact.quantity(), credits, fact.start(), fact.end());
  }

  private <W extends BilledWallet<W>> RenewalResult tell(
      Subscription after, RenewalContext<W> context) {
    if (after.equals(context.before())) {
      return new AlreadyKnown(context.due().wallet());
    }
    return recorded(context, after, subscriptionPosting.follow(after, context));
  }

  private static <W extends BilledWallet<W>> RenewalResult recorded(
      RenewalContext<W> context, Subscription after, Journal<W> decided, Write... claims) {
    List<Write> writes = new ArrayList<>(List.of(claims));
    Owner owner = context.due().wallet().owner();
    writes.add(new Write.PutSubscription(owner, after, context.revision()));
    List<Commit> commits = Commit.inOrder(context.due(), decided, writes);
    return decided.isEmpty()
        ? new Recorded(decided.wallet(), commits)
        : new Applied(decided.wallet(), commits);
  }
}
