package dev.drawdown.renewalwebhook;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.store.OptimisticRetry;
import dev.drawdown.adapters.store.OptimisticRetry.Source;
import dev.drawdown.adapters.store.Stores;
import dev.drawdown.adapters.store.Stores.Payments;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.billing.StoredSubscription;
import dev.drawdown.domain.billing.Subscription;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.renewal.Renewing;
import dev.drawdown.domain.renewal.Renewing.RenewalSituation;
import dev.drawdown.domain.subscription.ProviderEventId;
import dev.drawdown.domain.subscription.SubscriptionId;
import dev.drawdown.domain.topup.Reversing;
import dev.drawdown.domain.topup.ToppingUp;
import dev.drawdown.domain.wallet.BilledWallet;
import dev.drawdown.renewalwebhook.WebhookOutcome.Foreign;
import dev.drawdown.renewalwebhook.WebhookOutcome.Given;
import dev.drawdown.renewalwebhook.WebhookOutcome.Impossible;
import dev.drawdown.renewalwebhook.WebhookOutcome.Known;
import dev.drawdown.renewalwebhook.WebhookOutcome.Waiting;
import dev.drawdown.renewalwebhook.stripe.WebhookCommand;
import dev.drawdown.renewalwebhook.stripe.WebhookCommand.BuyPack;
import dev.drawdown.renewalwebhook.stripe.WebhookCommand.NoInterest;
import dev.drawdown.renewalwebhook.stripe.WebhookCommand.NotOurs;
import dev.drawdown.renewalwebhook.stripe.WebhookCommand.Park;
import dev.drawdown.renewalwebhook.stripe.WebhookCommand.ReversePayment;
import dev.drawdown.renewalwebhook.stripe.WebhookCommand.TellFacts;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Applies the command of an event, once.
///
/// It decides on all facts of an event before it writes the first one. If several wallets change,
/// the last transaction also claims the event. Facts may be applied twice without harm, so the next
/// delivery completes an interrupted one.
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

  /// Writes the effect, and marks `event` as done, unless it is done or parked already.
  WebhookOutcome give(WebhookCommand command, Optional<ProviderEventId> event, Instant clock) {
    Optional<Write.ClaimEvent> claim = event.map(id -> new Write.ClaimEvent(id, clock));
    return switch (command) {
      case TellFacts facts -> tell(facts, claim, clock);
      case BuyPack(var account, var paid) ->
          run(
              claim,
              () -> payments.topUp(account, paid.payment()),
              found -> Results.of(toppingUp.topUp(paid, found, clock), account));
      case ReversePayment(var payment, var reversal) ->
          run(
              claim,
              () -> payments.reversal(payment),
              found -> Results.of(reversing.reverse(payment, reversal, found, clock)));
      case Park park -> new Impossible(park.reason(), ownerOf(park));
      case NotOurs _, NoInterest _ -> new Foreign();
    };
  }

  private Optional<Owner> ownerOf(Park park) {
    return park.owner().or(() -> park.subscription().flatMap(this::ownerOf));
  }

  private Optional<Owner> ownerOf(SubscriptionId subscription) {
    return payments.subscription(subscription).stream()
        .map(StoredSubscription::subscription)
        .map(Subscription::owners)
        .flatMap(Set::stream)
        .findFirst();
  }

  /// An earlier delivery of this event may have stopped before the shards of its pools received the
  /// change.
  private WebhookOutcome tell(TellFacts facts, Optional<Write.ClaimEvent> claim, Instant clock) {
    Set<PoolId> pools = new HashSet<>();
    WebhookOutcome outcome =
        run(claim, () -> load(facts, pools), found -> decide(facts, found, clock));
    if (outcome instanceof Given || outcome instanceof Known) {
      pools.forEach(pool -> secondaries.follow(pool, clock));
    }
    return outcome;
  }

  /// The stored facts for the decision. Adds to `pools` the pools that have a term of the
  /// subscription.
  private RenewalSituation load(TellFacts facts, Set<PoolId> pools) {
    RenewalSituation found = payments.renewal(facts.subscription(), facts.facts());
    for (BilledWallet<?> wallet : found.wallets()) {
      if (wallet.owner() instanceof PoolId pool) {
        pools.add(pool);
      }
    }
    return found;
  }

  private DecidedOutcome decide(TellFacts facts, RenewalSituation found, Instant clock) {
    return switch (facts.decide(found.before())) {
      case TellFacts told -> Results.of(renewing.tell(told.facts(), found, clock));
      case Park park -> DecidedOutcome.nothing(new Impossible(park.reason(), ownerOf(park)));
      case NotOurs _ -> DecidedOutcome.nothing(new Foreign());
    };
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
    boolean nothing = decided.commits().isEmpty() && decided.outcome() instanceof Foreign;
    return nothing || decided.outcome() instanceof Impossible ? decided : decided.with(claim);
  }

  private record Claimable<S>(EventState state, S situation) {}
}
