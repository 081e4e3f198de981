package dev.drawdown.operator.prove;

import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.billing.Fact;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.charge.Capturing.Amount;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.charge.ChargeResult;
import dev.drawdown.domain.manualchange.ManualChange;
import dev.drawdown.domain.manualchange.ManualChanging;
import dev.drawdown.domain.manualchange.ManualChanging.ManualChangeSituation;
import dev.drawdown.domain.pool.Joining.MembershipSituation;
import dev.drawdown.domain.pool.Pool;
import dev.drawdown.domain.pool.PoolWallet;
import dev.drawdown.domain.rules.Rules;
import dev.drawdown.domain.subscription.SubscriptionId;
import dev.drawdown.domain.topup.Payment.Reversal;
import dev.drawdown.domain.topup.Reversing.ReversalSituation;
import dev.drawdown.domain.topup.ToppingUp.PackPaid;
import dev.drawdown.domain.topup.ToppingUp.TopUpSituation;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Wallet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The rules under test, each as a step from one world to the next: the domain's rules under one
/// catalog. A test overrides a step to plant an exploit.
public class RulesUnderTest {
  private final Rules rules;

  public RulesUnderTest(Catalog catalog) {
    this.rules = Rules.of(catalog);
  }

  /// The world after the provider has stated a fact.
  public World apply(World world, SubscriptionId subscription, Fact fact, Instant now) {
    List<Fact> facts = List.of(fact);
    return world.with(
        rules.renewing().apply(facts, world.renewal(subscription, facts), now).commits());
  }

  /// The world after a charge or a hold. Empty if the rules refuse it.
  public Optional<World> charge(World world, ChargeId key, ChargeRequest request, Instant now) {
    ChargeResult result = rules.charging().charge(key, request, world.situation(key), now);
    return result instanceof ChargeResult.Charged charged
        ? Optional.of(world.with(charged.commits()))
        : Optional.empty();
  }

  public World capture(World world, ChargeId key, Credits total, Instant now) {
    return world.with(
        rules.capturing().capture(world.situation(key), Amount.only(total), now).commits());
  }

  /// The world after a refund of a charge, or the release of a hold.
  public World giveBack(World world, ChargeId key, Instant now) {
    return world.with(
        rules.refunding().refund(world.situation(key), Optional.empty(), now).commits());
  }

  public World topUp(World world, PackPaid paid, Instant now) {
    TopUpSituation situation =
        new TopUpSituation(
            world.available(), Optional.ofNullable(world.payments().get(paid.payment())));
    return world.with(rules.toppingUp().topUp(paid, situation, now).commits());
  }

  public World reverse(World world, PaymentId payment, Reversal reversal, Instant now) {
    var stored = Optional.ofNullable(world.payments().get(payment));
    AccountWallet wallet = world.wallet();
    var usedUp =
        stored
            .flatMap(known -> known.payment().credited())
            .filter(credited -> wallet.book().isUsedUp(credited.bucket()))
            .map(credited -> world.packs().get(credited.bucket()));
    ReversalSituation situation = new ReversalSituation(stored, Optional.of(wallet), usedUp);
    return world.with(rules.reversing().reverse(payment, reversal, situation, now).commits());
  }

  public World grant(World world, ManualChange.Key key, Credits credits, Instant now) {
    ManualChange grant = new ManualChange.Grant(credits, "promotion", Optional.empty());
    return world.with(
        rules
            .manualChanging()
            .change(
                new ManualChanging.Asked(key, grant, Optional.of("olga")),
                new ManualChangeSituation(world.available(), Optional.empty()),
                now)
            .commits());
  }

  public World join(World world, Instant now) {
    MembershipSituation situation = new MembershipSituation(world.wallet(), world.pool());
    return world.with(rules.joining().join(situation, Optional.empty(), now).commits());
  }

  public World leave(World world, Instant now) {
    MembershipSituation situation = new MembershipSituation(world.wallet(), world.pool());
    return world.with(rules.joining().leave(situation, now).commits());
  }

  /// The world with all changes applied that are due at `now`, as the sweeper leaves it.
  public World advance(World world, Instant now) {
    AccountWallet wallet = world.wallet();
    List<Wallet<?>> advanced = new ArrayList<>();
    advanced.add(rules.advancing().advance(wallet, wallet.timeOf(now)).wallet());
    Pool pool = world.pool();
    if (pool.isKnown()) {
      List<PoolWallet<?>> shards =
          rules.poolAdvancing().advance(pool, pool.timeOf(now)).pool().shards();
      advanced.addAll(shards);
    }
    return world.withWallets(advanced);
  }

  /// The credits that the customer can spend now: the total of its balance.
  public long spendable(World world, Instant now) {
    return rules.reading().total(world.available(), now).amount();
  }

  /// The credits that the members of the pool can spend now.
  public long spendableOfPool(World world, Instant now) {
    Pool pool = world.pool();
    return pool.isKnown()
        ? rules.poolAdvancing().advance(pool, pool.timeOf(now)).pool().left().amount()
        : 0;
  }
}
