package dev.drawdown.renewalwebhook;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.store.Attempts;
import dev.drawdown.adapters.store.PaymentStore;
import dev.drawdown.adapters.store.Source;
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
import dev.drawdown.renewalwebhook.Effect.Impossible;
import dev.drawdown.renewalwebhook.Effect.Known;
import dev.drawdown.renewalwebhook.Effect.Waiting;
import dev.drawdown.renewalwebhook.Meaning.NoInterest;
import dev.drawdown.renewalwebhook.Meaning.Purchase;
import dev.drawdown.renewalwebhook.Meaning.Renewal;
import dev.drawdown.renewalwebhook.Meaning.Return;
import dev.drawdown.renewalwebhook.Meaning.Unclear;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Gives what an event means its effect, once.
///
/// Where several facts are told by one event, each is a transaction, and the event is claimed in
/// the last. Facts commute and are told twice without harm, so a delivery that broke off between
/// them is made good by the next.
final class Effects {
  private final PaymentStore store;
  private final Attempts attempts;
  private final Renewing renewing;
  private final ToppingUp toppingUp;
  private final Reversing reversing;
  private final Followers followers;

  Effects(Ports ports, Attempts attempts) {
    this.store = ports.payments();
    this.attempts = attempts;
    this.renewing = new Renewing(ports.catalog());
    this.toppingUp = new ToppingUp(ports.catalog());
    this.reversing = new Reversing(ports.catalog());
    this.followers = new Followers(ports, attempts);
  }

  /// Writes the effect, and `claim` with it, unless that event is done or parked already.
  Effect give(Meaning meaning, Optional<ProviderEventId> claim, Instant clock) {
    return switch (meaning) {
      case Renewal renewal -> tell(renewal, claim, clock);
      case Purchase(var account, var paid) ->
          run(
              claim,
              () -> store.topUp(account, paid.payment()),
              found -> Results.of(toppingUp.topUp(paid, found, clock), account));
      case Return(var payment, var reversal) ->
          run(
              claim,
              () -> store.reversal(payment),
              found -> Results.of(reversing.reverse(payment, reversal, found, clock)));
      case Unclear unclear -> new Impossible(unclear.reason(), ownerOf(unclear));
      case NoInterest _ -> new Known();
    };
  }

  private Optional<Owner> ownerOf(Unclear unclear) {
    return unclear.owner().or(() -> unclear.subscription().flatMap(store::ownerOf));
  }

  private Effect tell(Renewal renewal, Optional<ProviderEventId> claim, Instant clock) {
    SubscriptionId subscription = renewal.subscription();
    Optional<Owner> owner = renewal.owner().or(() -> store.ownerOf(subscription));
    if (owner.isEmpty()) {
      return new Impossible("no owner of " + subscription + " is known", owner);
    }
    List<RenewalFact> facts = renewal.facts();
    for (RenewalFact fact : facts.subList(0, facts.size() - 1)) {
      if (tell(fact, owner.get(), Optional.empty(), clock) instanceof Impossible impossible) {
        return impossible;
      }
    }
    Effect effect = tell(facts.getLast(), owner.get(), claim, clock);
    if (owner.get() instanceof PoolId pool) {
      followers.follow(pool, clock);
    }
    return effect;
  }

  private Effect tell(
      RenewalFact fact, Owner owner, Optional<ProviderEventId> claim, Instant clock) {
    return run(
        claim,
        () -> store.renewal(owner, fact.subscription(), grant(fact)),
        found -> Results.of(renewing.apply(fact, found, clock), owner));
  }

  private static Optional<Grant.Key> grant(RenewalFact fact) {
    return fact instanceof PeriodPaid paid
        ? Optional.of(new Grant.Key(paid.subscription(), paid.end(), paid.plan(), paid.quantity()))
        : Optional.empty();
  }

  private <S> Effect run(
      Optional<ProviderEventId> claim, Source<S> source, Function<S, Effecting> decide) {
    return claim
        .map(event -> runClaiming(event, source, decide))
        .orElseGet(() -> attempts.run(source, decide).effect());
  }

  private <S> Effect runClaiming(
      ProviderEventId event, Source<S> source, Function<S, Effecting> decide) {
    return attempts
        .run(
            () -> new Claimable<>(EventState.of(event, store), source.load()),
            found ->
                switch (found.state()) {
                  case NEW -> claimed(decide.apply(found.situation()), event);
                  case PARKED -> Effecting.nothing(new Waiting());
                  case DONE -> Effecting.nothing(new Known());
                })
        .effect();
  }

  private static Effecting claimed(Effecting decided, ProviderEventId event) {
    return decided.effect() instanceof Impossible
        ? decided
        : decided.with(new Write.ClaimEvent(event));
  }

  private record Claimable<S>(EventState state, S situation) {}
}
