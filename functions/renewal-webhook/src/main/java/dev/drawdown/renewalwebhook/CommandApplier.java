package dev.drawdown.renewalwebhook;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.store.Deadline;
import dev.drawdown.adapters.store.OptimisticRetry;
import dev.drawdown.adapters.store.OptimisticRetry.Source;
import dev.drawdown.adapters.store.Stores;
import dev.drawdown.adapters.store.Stores.Commits;
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
import dev.drawdown.renewalwebhook.WebhookOutcome.AlreadyApplied;
import dev.drawdown.renewalwebhook.WebhookOutcome.AlreadyParked;
import dev.drawdown.renewalwebhook.WebhookOutcome.Applied;
import dev.drawdown.renewalwebhook.WebhookOutcome.Ignored;
import dev.drawdown.renewalwebhook.WebhookOutcome.Unprocessable;
import dev.drawdown.renewalwebhook.stripe.WebhookCommand;
import dev.drawdown.renewalwebhook.stripe.WebhookCommand.ApplyFacts;
import dev.drawdown.renewalwebhook.stripe.WebhookCommand.BuyPack;
import dev.drawdown.renewalwebhook.stripe.WebhookCommand.NoAction;
import dev.drawdown.renewalwebhook.stripe.WebhookCommand.NotOurs;
import dev.drawdown.renewalwebhook.stripe.WebhookCommand.Park;
import dev.drawdown.renewalwebhook.stripe.WebhookCommand.ReversePayment;
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
final class CommandApplier {
  private final Stores stores;
  private final Payments payments;
  private final OptimisticRetry retry;
  private final Renewing renewing;
  private final ToppingUp toppingUp;
  private final Reversing reversing;
  private final ShardPropagation secondaries;

  CommandApplier(Ports ports, OptimisticRetry retry) {
    this(ports, ports.stores().commits(), retry);
  }

  /// Writes only through `commits`, which `retry` must use, too.
  CommandApplier(Ports ports, Commits commits, OptimisticRetry retry) {
    this.stores = ports.stores();
    this.payments = stores.payments();
    this.retry = retry;
    this.renewing = ports.rules().renewing();
    this.toppingUp = ports.rules().toppingUp();
    this.reversing = ports.rules().reversing();
    this.secondaries = new ShardPropagation(ports, commits);
  }

  /// Writes the effect, and marks `event` as done, unless it is done or parked already.
  WebhookOutcome apply(WebhookCommand command, Optional<ProviderEventId> event, Instant clock) {
    Optional<Write.ClaimEvent> claim = event.map(id -> new Write.ClaimEvent(id, clock));
    return switch (command) {
      case ApplyFacts facts -> applyFacts(facts, claim, clock);
      case BuyPack(var account, var paid) ->
          run(
              claim,
              () -> payments.topUp(account, paid.payment()),
              found -> DecidedOutcome.of(toppingUp.topUp(paid, found, clock), account));
      case ReversePayment(var payment, var reversal) ->
          run(
              claim,
              () -> payments.reversal(payment),
              found -> DecidedOutcome.of(reversing.reverse(payment, reversal, found, clock)));
      case Park park -> new Unprocessable(park.reason(), ownerOf(park));
      case NotOurs _, NoAction _ -> new Ignored();
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
  /// change. Writing the event and propagating it share the time for which one call retries.
  private WebhookOutcome applyFacts(
      ApplyFacts facts, Optional<Write.ClaimEvent> claim, Instant clock) {
    Deadline deadline = retry.deadline();
    Set<PoolId> pools = new HashSet<>();
    WebhookOutcome outcome =
        run(claim, () -> load(facts, pools), found -> decide(facts, found, clock));
    if (outcome instanceof Applied || outcome instanceof AlreadyApplied) {
      secondaries.propagate(pools, clock, deadline);
    }
    return outcome;
  }

  /// The stored facts for the decision. Adds to `pools` the pools that have a term of the
  /// subscription.
  private RenewalSituation load(ApplyFacts facts, Set<PoolId> pools) {
    RenewalSituation found = payments.renewal(facts.subscription(), facts.facts());
    for (BilledWallet<?> wallet : found.wallets()) {
      if (wallet.owner() instanceof PoolId pool) {
        pools.add(pool);
      }
    }
    return found;
  }

  private DecidedOutcome decide(ApplyFacts facts, RenewalSituation found, Instant clock) {
    return switch (facts.decide(found.before())) {
      case ApplyFacts known -> DecidedOutcome.of(renewing.apply(known.facts(), found, clock));
      case Park park -> DecidedOutcome.nothing(new Unprocessable(park.reason(), ownerOf(park)));
      case NotOurs _ -> DecidedOutcome.nothing(new Ignored());
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
                  case PARKED -> DecidedOutcome.nothing(new AlreadyParked());
                  case DONE -> DecidedOutcome.nothing(new AlreadyApplied());
                })
        .outcome();
  }

  private static DecidedOutcome claimed(DecidedOutcome decided, Write.ClaimEvent claim) {
    return decided.outcome().isRecorded() ? decided.with(claim) : decided;
  }

  private record Claimable<S>(EventState state, S situation) {}
}
