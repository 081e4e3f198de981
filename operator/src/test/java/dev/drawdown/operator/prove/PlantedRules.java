package dev.drawdown.operator.prove;

import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.billing.Fact;
import dev.drawdown.domain.billing.Term;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.Charge.Returned;
import dev.drawdown.domain.manualchange.ManualChange;
import dev.drawdown.domain.subscription.SubscriptionId;
import dev.drawdown.domain.topup.Payment.Reversal;
import dev.drawdown.domain.topup.Payment.ReversalId;
import java.time.Instant;
import java.util.function.Function;

/// The rules of the domain, each with one exploit in it. The extra credits are a promotional
/// bucket.
enum PlantedRules {
  /// A step up brings ten credits on top.
  BONUS_ON_UPGRADE(BonusOnUpgrade::new),
  /// A customer who subscribes again after an end gets the month twice.
  FREE_MONTH_FOR_COMING_BACK(FreeMonth::new),
  /// One unit more restores all used credits.
  SEATS_THAT_RESET(SeatsThatReset::new),
  /// Credits that return to an ended bucket aren't lost.
  REFUND_OF_WHAT_EXPIRED(RefundOfExpired::new),
  /// A pack stays after the refund of its payment.
  PACK_THAT_STAYS(PackThatStays::new),
  /// A won dispute also gives back what a refund took.
  WON_DISPUTE_THAT_UNDOES_A_REFUND(UndoneRefund::new),
  /// One unit more of a pool brings two.
  SEAT_OF_A_POOL_THAT_COUNTS_TWICE(SeatOfAPool::new);

  @SuppressWarnings("ImmutableEnumChecker") // Constructors, which hold nothing.
  private final Function<Catalog, RulesUnderTest> rules;

  PlantedRules(Function<Catalog, RulesUnderTest> rules) {
    this.rules = rules;
  }

  RulesUnderTest under(Catalog catalog) {
    return rules.apply(catalog);
  }

  private static boolean changes(World before, SubscriptionId subscription) {
    return before.subscriptions().containsKey(subscription);
  }

  private static World given(RulesUnderTest rules, World world, long credits, Instant now) {
    ManualChange.Key key = new ManualChange.Key("planted-" + now.getEpochSecond());
    return credits > 0 ? rules.grant(world, key, Credits.of(credits), now) : world;
  }

  private static final class BonusOnUpgrade extends RulesUnderTest {
    BonusOnUpgrade(Catalog catalog) {
      super(catalog);
    }

    @Override
    public World apply(World world, SubscriptionId subscription, Fact fact, Instant now) {
      World after = super.apply(world, subscription, fact, now);
      boolean stepsUp = spendable(after, now) > spendable(world, now);
      boolean within =
          fact instanceof Fact.TermPaid(Term term, _)
              && term.end().isAfter(now)
              && changes(world, subscription);
      return given(this, after, stepsUp && within ? 10 : 0, now);
    }
  }

  private static final class FreeMonth extends RulesUnderTest {
    FreeMonth(Catalog catalog) {
      super(catalog);
    }

    @Override
    public World apply(World world, SubscriptionId subscription, Fact fact, Instant now) {
      World after = super.apply(world, subscription, fact, now);
      boolean again =
          !changes(world, subscription)
              && world.subscriptions().values().stream()
                  .anyMatch(known -> known.subscription().endedAt().isPresent());
      return fact instanceof Fact.TermPaid(Term term, _) && again
          ? given(this, after, term.credits().amount(), now)
          : after;
    }
  }

  private static final class SeatsThatReset extends RulesUnderTest {
    SeatsThatReset(Catalog catalog) {
      super(catalog);
    }

    @Override
    public World apply(World world, SubscriptionId subscription, Fact fact, Instant now) {
      World after = super.apply(world, subscription, fact, now);
      boolean seat = fact instanceof Fact.TermPaid(Term term, _) && term.key().quantity() > 1;
      var plans = after.wallet().book().paidPlans();
      long used = plans.stream().mapToLong(plan -> plan.used().amount()).sum();
      return given(this, after, seat ? used : 0, now);
    }
  }

  private static final class RefundOfExpired extends RulesUnderTest {
    RefundOfExpired(Catalog catalog) {
      super(catalog);
    }

    @Override
    public World giveBack(World world, ChargeId key, Instant now) {
      World back = super.giveBack(world, key, now);
      return back.charges().get(key).state() instanceof Charge.State.Refunded(Returned returned)
          ? given(this, back, returned.expired().amount(), now)
          : back;
    }
  }

  private static final class PackThatStays extends RulesUnderTest {
    PackThatStays(Catalog catalog) {
      super(catalog);
    }

    @Override
    public World reverse(World world, PaymentId payment, Reversal reversal, Instant now) {
      return world;
    }
  }

  private static final class UndoneRefund extends RulesUnderTest {
    UndoneRefund(Catalog catalog) {
      super(catalog);
    }

    @Override
    public World reverse(World world, PaymentId payment, Reversal reversal, Instant now) {
      World after = super.reverse(world, payment, reversal, now);
      ReversalId refund = new ReversalId(StoryEvent.Reversal.REFUND.id(payment.value()));
      return reversal.reinstated()
          ? super.reverse(after, payment, Reversal.reinstated(refund), now)
          : after;
    }
  }

  private static final class SeatOfAPool extends RulesUnderTest {
    SeatOfAPool(Catalog catalog) {
      super(catalog);
    }

    @Override
    public World apply(World world, SubscriptionId subscription, Fact fact, Instant now) {
      World after = super.apply(world, subscription, fact, now);
      return fact instanceof Fact.TermPaid paid
              && paid.term().owner() instanceof PoolId
              && paid.term().key().quantity() > 1
          ? super.apply(after, subscription, twice(paid), now)
          : after;
    }

    private static Fact twice(Fact.TermPaid paid) {
      Term term = paid.term();
      Term.Key key = term.key();
      return new Fact.TermPaid(
          new Term(
              new Term.Key(key.item(), key.price(), key.end(), 2 * key.quantity(), key.agreed()),
              term.owner(),
              term.start(),
              term.plan(),
              Credits.of(2 * term.credits().amount()),
              term.bonus(),
              term.refill(),
              term.upgrade()),
          paid.named());
    }
  }
}
