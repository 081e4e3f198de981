package dev.drawdown.renewalwebhook;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.store.OptimisticRetry;
import dev.drawdown.adapters.store.OptimisticRetry.Source;
import dev.drawdown.adapters.store.Stores;
import dev.drawdown.adapters.store.Stores.Payments;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.renewal.RenewalFact;
import dev.drawdown.domain.renewal.RenewalFact.PeriodPaid;
import dev.drawdown.domain.renewal.Renewing;
import dev.drawdown.domain.subscription.Grant;
import dev.drawdown.domain.subscription.ProviderEventId;
import dev.drawdown.domain.subscription.SubscriptionId;
import dev.drawdown.domain.topup.Reversing;
import dev.drawdown.domain.topup.ToppingUp;
import dev.drawdown.renewalwebhook.WebhookCommand.NoInterest;
import dev.drawdown.renewalwebhook.WebhookCommand.Purchase;
import dev.drawdown.renewalwebhook.WebhookCommand.Renewal;
import dev.drawdown.renewalwebhook.WebhookCommand.Return;
import dev.drawdown.renewalwebhook.WebhookCommand.Unclear;
import dev.drawdown.renewalwebhook.WebhookOutcome.Impossible;
import dev.drawdown.renewalwebhook.WebhookOutcome.Known;
import dev.drawdown.renewalwebhook.WebhookOutcome.Waiting;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Gives what an event means its effect, once.
///
/// Where several facts are told by one event, each is a transaction, and the event is claimed in
/// the last. Facts commute and are told twice without harm, so a delivery that broke off between
/// them is made good by the next.
final class WebhookOutcomes {
  private final Stores stores;
  private final Payments payments;
  private final OptimisticRetry retry;
  private final Renewing renewing;
  private final ToppingUp toppingUp;
  private final Reversing reversing;
  private final ShardPropagation secondaries;

  WebhookOutcomes(Ports ports, OptimisticRetry retry) {
    this.stores = ports.stores();
    this.payments = stores.payments();
    this.retry = retry;
    this.renewing = ports.rules().renewing();
    this.toppingUp = ports.rules().toppingUp();
    this.reversing = ports.rules().reversing();
    this.secondaries = new ShardPropagation(ports);
  }

  /// Writes the effect, and that `event` had it, unless that event is done or parked already.
  WebhookOutcome give(WebhookCommand command, Optional<ProviderEventId> event, Instant clock) {
    Optional<Write.ClaimEvent> claim = event.map(id -> new Write.ClaimEvent(id, clock));
    return switch (command) {
      case Renewal renewal -> tell(renewal, claim, clock);
      case Purchase(var account, var paid) ->
          run(
              claim,
              () -> payments.topUp(account, paid.payment()),
              found -> Results.of(toppingUp.topUp(paid, found, clock), account));
      case Return(var payment, var reversal) ->
          run(
              claim,
              () -> payments.reversal(payment),
              found -> Results.of(reversing.reverse(payment, reversal, found, clock)));
      case Unclear unclear -> new Impossible(unclear.reason(), ownerOf(unclear));
      case NoInterest _ -> new Known();
    };
  }

  private Optional<Owner> ownerOf(Unclear unclear) {
    return unclear.owner().or(() -> unclear.subscription().flatMap(payments::ownerOf));
  }

  private WebhookOutcome tell(Renewal renewal, Optional<Write.ClaimEvent> claim, Instant clock) {
    SubscriptionId subscription = renewal.subscription();
    Optional<Owner> owner = renewal.owner().or(() -> payments.ownerOf(subscription));
    if (owner.isEmpty()) {
      return new Impossible("no owner of " + subscription + " is known", owner);
    }
    List<RenewalFact> facts = renewal.facts();
    for (RenewalFact fact : facts.subList(0, facts.size() - 1)) {
      if (tell(fact, owner.get(), Optional.empty(), clock) instanceof Impossible impossible) {
        return impossible;
      }
    }
    WebhookOutcome outcome = tell(facts.getLast(), owner.get(), claim, clock);
    if (owner.get() instanceof PoolId pool) {
      secondaries.follow(pool, clock);
    }
    return outcome;
  }

  private WebhookOutcome tell(
      RenewalFact fact, Owner owner, Optional<Write.ClaimEvent> claim, Instant clock) {
    return run(
        claim,
        () -> payments.renewal(owner, fact.subscription(), grant(fact)),
        found -> Results.of(renewing.apply(fact, found, clock), owner));
  }

  private static Optional<Grant.Key> grant(RenewalFact fact) {
    return fact instanceof PeriodPaid paid
        ? Optional.of(new Grant.Key(paid.subscription(), paid.end(), paid.plan(), paid.quantity()))
        : Optional.empty();
  }

  private <S> WebhookOutcome run(
      Optional<Write.ClaimEvent> claim, Source<S> source, Function<S, DecidedOutcome> decide) {
    return claim
        .map(claimed -> runClaiming(claimed, source, decide))
        .orElseGet(() -> retry.run(source, decide).outcome());
  }

  private <S> WebhookOutcome runClaiming(
      Write.ClaimEvent claim, Source<S> source, Function<S, DecidedOutcome> decide) {
    return retry
        .run(
            () -> new Claimable<>(EventState.of(claim.event(), stores), source.load()),
            found ->
                switch (found.state()) {
                  case NEW -> claimed(decide.apply(found.situation()), claim);
                  case PARKED -> DecidedOutcome.nothing(new Waiting());
                  case DONE -> DecidedOutcome.nothing(new Known());
                })
        .outcome();
  }

  private static DecidedOutcome claimed(DecidedOutcome decided, Write.ClaimEvent claim) {
    return decided.outcome() instanceof Impossible ? decided : decided.with(claim);
  }

  private record Claimable<S>(EventState state, S situation) {}
}
