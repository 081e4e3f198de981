package dev.drawdown.operator.prove;

import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.DocumentId;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.billing.Fact;
import dev.drawdown.domain.billing.FlagChange;
import dev.drawdown.domain.billing.InvoiceLines;
import dev.drawdown.domain.billing.ItemId;
import dev.drawdown.domain.billing.PaidTime;
import dev.drawdown.domain.billing.PlanSale;
import dev.drawdown.domain.billing.PriceId;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.Pack.PackId;
import dev.drawdown.domain.catalog.Plan.PlanId;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.manualchange.ManualChange;
import dev.drawdown.domain.subscription.ProviderEventId;
import dev.drawdown.domain.subscription.SubscriptionId;
import dev.drawdown.domain.topup.Payment.Reversal;
import dev.drawdown.domain.topup.Payment.ReversalId;
import dev.drawdown.domain.topup.ToppingUp.PackPaid;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Applies the events of a story to the rules under test, in the domain's types.
record RulesDriver(RulesUnderTest rules, Catalog catalog) {
  /// The world after the event at `now`. Empty if the rules refuse a charge.
  Optional<World> apply(World world, StoryEvent event, Instant now) {
    return switch (event) {
      case StoryEvent.TimePassed(Instant to, boolean moment) ->
          Optional.of(moment ? world : rules.advance(world, to));
      case StoryEvent.Paid paid -> Optional.of(fact(world, paid.subscription(), paid(paid), now));
      case StoryEvent.Failed(String id, _, Instant start, boolean last) ->
          Optional.of(fact(world, id, new Fact.PaymentFailed(start, last), now));
      case StoryEvent.FlagChanged changed ->
          Optional.of(fact(world, changed.subscription(), flag(changed, now), now));
      case StoryEvent.Ended(String id, _, Instant at) ->
          Optional.of(fact(world, id, new Fact.Ended(at), now));
      case StoryEvent.PackPaid(String payment, var pack) ->
          Optional.of(
              rules.topUp(
                  world,
                  new PackPaid(
                      new PaymentId(payment),
                      new PackId(pack.id()),
                      true,
                      OptionalLong.of(pack.cents())),
                  now));
      case StoryEvent.PackReversed(String payment, var pack, var reversal) ->
          Optional.of(
              reversed(
                  world,
                  payment,
                  Reversal.taking(id(payment, reversal), reversal.cents(pack)),
                  now));
      case StoryEvent.PackReinstated(String payment, _, var reversal) ->
          Optional.of(reversed(world, payment, Reversal.reinstated(id(payment, reversal)), now));
      case StoryEvent.Charged(var runs, boolean hold) -> charged(world, runs, hold, now);
      case StoryEvent.Captured(var runs, boolean half) ->
          Optional.of(captured(world, runs, half, now));
      case StoryEvent.GivenBack(var runs, _) -> Optional.of(givenBack(world, runs, now));
      case StoryEvent.Granted(String key, long credits) ->
          Optional.of(rules.grant(world, new ManualChange.Key(key), Credits.of(credits), now));
      case StoryEvent.Joined() -> Optional.of(rules.join(world, now));
      case StoryEvent.Left() -> Optional.of(rules.leave(world, now));
    };
  }

  private World fact(World world, String subscription, Fact fact, Instant now) {
    return rules.apply(world, new SubscriptionId(subscription), fact, now);
  }

  private Fact paid(StoryEvent.Paid paid) {
    Owner owner = paid.pool() ? World.POOL : World.ACCOUNT;
    InvoiceLines.Line line =
        new InvoiceLines.Line(
            Optional.of(new ItemId("si_" + paid.subscription())),
            new PriceId(paid.price()),
            new PaidTime(paid.start(), paid.end()),
            paid.units(),
            BigDecimal.ONE);
    Optional<Credits> agreed =
        paid.plan().agreed() ? Optional.of(Credits.of(paid.plan().credits())) : Optional.empty();
    PlanSale sale =
        new PlanSale(
            catalog.plan(new PlanId(paid.plan().id())).orElseThrow(),
            owner,
            line,
            agreed,
            paid.billing() == StoryEvent.Billing.CYCLE);
    return new Fact.TermPaid(sale.term(catalog), Optional.empty());
  }

  private static Fact flag(StoryEvent.FlagChanged changed, Instant now) {
    ProviderEventId id = new ProviderEventId("evt_" + now.getEpochSecond());
    FlagChange change = new FlagChange(now, id, changed.before(), changed.at());
    return changed.pause() ? new Fact.PauseChanged(change) : new Fact.CancellationChanged(change);
  }

  private static ReversalId id(String payment, StoryEvent.Reversal reversal) {
    return new ReversalId(reversal.id(payment));
  }

  private World reversed(World world, String payment, Reversal reversal, Instant now) {
    return rules.reverse(world, new PaymentId(payment), reversal, now);
  }

  private Optional<World> charged(
      World world, List<StoryEvent.Run> runs, boolean hold, Instant now) {
    Optional<World> charged = Optional.of(world);
    for (StoryEvent.Run run : runs) {
      ChargeRequest request =
          new ChargeRequest(
              new ActionId(run.action()),
              run.document().map(DocumentId::new),
              run.quantity(),
              hold ? Optional.of(NaiveCredits.HOLD) : Optional.empty());
      charged =
          charged.flatMap(before -> rules.charge(before, new ChargeId(run.key()), request, now));
    }
    return charged;
  }

  private World captured(World world, List<StoryEvent.Run> runs, boolean half, Instant now) {
    World changed = world;
    for (StoryEvent.Run run : runs) {
      long total = half ? run.cost() / 2 : run.cost();
      changed = rules.capture(changed, new ChargeId(run.key()), Credits.of(total), now);
    }
    return changed;
  }

  /// Gives charges back, the last one first.
  private World givenBack(World world, List<StoryEvent.Run> runs, Instant now) {
    World changed = world;
    for (StoryEvent.Run run : runs.reversed()) {
      changed = rules.giveBack(changed, new ChargeId(run.key()), now);
    }
    return changed;
  }
}
