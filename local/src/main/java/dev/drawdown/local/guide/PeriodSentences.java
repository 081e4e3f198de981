package dev.drawdown.local.guide;

import static dev.drawdown.local.guide.Sentence.sentence;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.Action;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.catalog.Plan;
import dev.drawdown.domain.catalog.Plan.Allowance;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.ChargeResult;
import dev.drawdown.domain.charge.NextSteps.Step;
import dev.drawdown.local.guide.Section.Block;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// When credits reset, and what happens once they are used up.
final class PeriodSentences {
  private PeriodSentences() {}

  /// `asOf` is the time of the page. The section names amounts that change later.
  static Section reset(Offer offer, Catalog whole, Instant asOf) {
    List<Sentence> points = new ArrayList<>();
    offer
        .catalog()
        .defaultPlan()
        .ifPresent(
            plan -> {
              points.add(monthDay(offer));
              points.add(month(plan));
            });
    offer.plan().ifPresent(plan -> points.add(renewal(plan)));
    offer.plans().stream()
        .filter(Offer::refillsMonthly)
        .filter(plan -> plan.allowance().isPresent())
        .findFirst()
        .ifPresent(plan -> points.add(refill(plan)));
    if (UseSentences.renews(offer)) {
      offer.catalog().freeTier().starter().ifPresent(_ -> points.add(kept(BucketKind.STARTER)));
      if (!offer.packs().isEmpty()) {
        points.add(kept(BucketKind.TOP_UP));
      }
    }
    whole.plans().values().stream()
        .filter(plan -> isHad(plan, whole))
        .forEach(plan -> points.addAll(changes(plan, asOf)));
    return new Section("reset", "When credits reset", List.of(new Block.Points(points)));
  }

  private static boolean isHad(Plan plan, Catalog catalog) {
    return plan.isSold()
        || catalog.freeTier().defaultPlan().filter(plan.id()::equals).isPresent()
        || catalog.freeTier().trial().filter(plan.id()::equals).isPresent();
  }

  private static Sentence monthDay(Offer offer) {
    return sentence(
            "reset.month",
            "P8, T1",
            (offer.plans().isEmpty() ? "Credits reset" : "The free monthly credits reset")
                + " on the {day:th} of each month at midnight UTC.")
        .with("day", 1)
        .provedBy(
            scene -> {
              Person me = scene.personPastTrial();
              Instant at = freeMonthEnds(me);
              OffsetDateTime time = at.atOffset(ZoneOffset.UTC);
              scene.measure("day", time.getDayOfMonth());
              scene.check("the second of that day", 0, time.toLocalTime().toSecondOfDay());
              me.useUp();
              long before = me.left(BucketKind.PLAN);
              scene.at(at.minusMillis(1));
              scene.check("just before it", before, me.left(BucketKind.PLAN));
              scene.at(at);
              scene.check(me.left(BucketKind.PLAN) > before, "nothing is reset then");
            });
  }

  private static Instant freeMonthEnds(Person person) {
    return person.balance().usage().resetsAt().orElseThrow();
  }

  private static Sentence month(Plan plan) {
    return sentence(
            "reset.month-fresh",
            "P8",
            "Unused credits don't roll over: each month starts fresh at {credits}.")
        .with("credits", Figure.of(Offer.size(plan)))
        .shown("With {unused:credit} unused at the end of a month, you start at {credits} again.")
        .provedBy(
            scene -> {
              Person me = scene.personPastTrial();
              me.run(scene.offer().cheapest());
              scene.measure("unused", me.left(BucketKind.PLAN));
              scene.at(freeMonthEnds(me));
              scene.measure("credits", me.left(BucketKind.PLAN));
              scene.after(Period.ofMonths(5));
              scene.check("months later", Offer.size(plan).amount(), me.left(BucketKind.PLAN));
            });
  }

  private static Sentence renewal(Plan plan) {
    return sentence(
            "reset.renewal",
            "P4",
            "The credits of a plan reset when the next billing period is paid. Unused credits of"
                + " the plan don't roll over.")
        .with("plan", plan.name())
        .shown("With {unused:credit} of “{plan}” unused, the next period starts with {fresh}.")
        .provedBy(
            scene -> {
              Person me = scene.personOn(plan);
              me.correct(-1);
              scene.measure("unused", me.left(BucketKind.PLAN));
              scene.at(me.subscription().paidUntil());
              me.subscription().renew(plan);
              scene.measure("fresh", me.left(BucketKind.PLAN));
              Plan now = scene.plan(plan);
              Credits expected = Offer.size(now).plus(now.renewalBonus());
              scene.check("the next period", expected.amount(), me.left(BucketKind.PLAN));
            });
  }

  private static Sentence refill(Plan plan) {
    return sentence(
            "reset.refill",
            "P5",
            "If you pay “{plan}” by the year, you still get its credits every month. Unused credits"
                + " of a month don't roll over.")
        .with("plan", plan.name())
        .shown("A paid year gives you {credits:credit} on {months} dates.")
        .provedBy(
            scene -> {
              Person me = scene.person();
              me.subscription().payForYear(plan);
              Instant end = me.subscription().paidUntil();
              int months = 0;
              while (scene.clock().isBefore(end)) {
                scene.check(
                    "a month", Offer.size(scene.plan(plan)).amount(), me.left(BucketKind.PLAN));
                months++;
                me.correct(-1);
                scene.at(me.balance().usage().resetsAt().orElseThrow());
              }
              scene.measure("credits", Figure.of(Offer.size(plan)));
              scene.measure("months", months);
              scene.check("grants of a year", 12, months);
            });
  }

  private static Sentence kept(BucketKind kind) {
    return sentence(
            "reset.keeps-" + kind.label(),
            "P4, S1, U1",
            kind == BucketKind.STARTER
                ? "Unused starter credits stay. A reset doesn't touch them."
                : "Unused top-up credits stay. A reset doesn't touch them.")
        .provedBy(
            scene -> {
              Person me = scene.personWithAllowance();
              scene.offer().packs().stream().findFirst().ifPresent(me::checkOut);
              me.requireCreditsFor(scene.offer().cheapest(), 1);
              me.run(scene.offer().cheapest());
              long before = me.left(kind);
              scene.check(before > 0, "there are none");
              scene.beginNextPeriod(me);
              scene.check("what stays", before, me.left(kind));
            });
  }

  /// The changes of a plan's amounts after `asOf`.
  private static List<Sentence> changes(Plan plan, Instant asOf) {
    Map<Instant, Credits> later =
        new TreeMap<>(plan.allowance().map(Allowance::changes).orElse(Map.of()));
    later.keySet().removeIf(from -> !from.isAfter(asOf));
    List<Sentence> sentences = new ArrayList<>();
    later.forEach(
        (from, credits) ->
            sentences.add(
                sentence(
                        "reset.change." + plan.id() + "." + from.getEpochSecond(),
                        "P8, P9",
                        "“{plan}”: periods that begin on {day} or later have {credits:credit}.")
                    .with("plan", plan.name())
                    .with("day", Figure.Day.of(from))
                    .with("credits", Figure.of(credits))
                    .provedBy(scene -> playChange(scene, plan, from))));
    return sentences;
  }

  private static void playChange(ExampleScene scene, Plan plan, Instant from) {
    scene.beginAt(from);
    scene.measure("day", Figure.Day.of(scene.clock()));
    Person me = scene.person();
    if (plan.pool()) {
      scene.measure("credits", scene.groupOn(plan).left());
      return;
    }
    if (plan.isSold()) {
      me.subscription().pay(plan);
    } else if (scene.offer().catalog().freeTier().trial().filter(plan.id()::equals).isEmpty()) {
      me = scene.personPastTrial();
      scene.at(freeMonthEnds(me));
    }
    scene.measure("credits", me.left(BucketKind.PLAN));
  }

  static Section runningOut(Offer offer) {
    List<Sentence> points = new ArrayList<>();
    points.add(lastCredit());
    points.add(refused(offer));
    if (UseSentences.renews(offer)) {
      points.add(message());
      points.add(waiting(offer));
    }
    if (!offer.packs().isEmpty()) {
      points.add(topUp(offer));
    }
    if (!offer.plans().isEmpty()) {
      points.add(choosePlan());
    }
    points.add(paidFor());
    return new Section("out", "When you run out of credits", List.of(new Block.Points(points)));
  }

  private static Sentence lastCredit() {
    return sentence(
            "out.last",
            "D2",
            "You can use your credits to the last one. AI actions work as long as your credits"
                + " cover them.")
        .provedBy(
            scene -> {
              Person me = scene.personWithCreditsFor(scene.offer().cheapest(), 1);
              Action cheapest = scene.offer().cheapest();
              me.useUp();
              scene.check(me.total() < cheapest.cost().amount(), "credits are left: " + me.total());
              scene.check(!me.canRun(cheapest), "an action works without enough credits");
            });
  }

  private static Sentence refused(Offer offer) {
    Action action = offer.dearest();
    return sentence(
            "out.refused",
            "D2",
            "An AI action that costs more than you have doesn't start and takes nothing. A"
                + " message tells you why.")
        .with("action", action.name())
        .shown("With {left:credit} left, “{action}” at {cost:credit} doesn't start.")
        .provedBy(
            scene -> {
              Action now = scene.action(action);
              Person me = scene.personWithTooLittleFor(now);
              long left = me.total();
              ChargeResult result = me.ask(now);
              scene.measure("left", me.total());
              scene.measure("cost", Figure.of(now.cost()));
              scene.check("what is kept", left, me.total());
              scene.check(
                  result instanceof ChargeResult.OutOfCredits, "it came to " + Person.name(result));
            });
  }

  /// A customer with a plan or the free month who has used up all credits.
  private static Person personWhoIsOut(ExampleScene scene) {
    Person me = scene.personWithAllowance();
    me.useUp();
    return me;
  }

  private static Sentence message() {
    return sentence("out.message", "V3", "The message says when your credits reset.")
        .provedBy(
            scene -> {
              Person me = personWhoIsOut(scene);
              Instant resets = me.balance().usage().resetsAt().orElseThrow();
              ChargeResult result = me.ask(scene.offer().cheapest());
              scene.check(
                  result instanceof ChargeResult.OutOfCredits refused
                      && refused.next().refreshesAt().filter(resets::equals).isPresent(),
                  "the message says " + Person.name(result));
            });
  }

  private static Sentence waiting(Offer offer) {
    return sentence(
            "out.wait",
            "V3",
            offer.plans().isEmpty()
                ? "You can wait: AI actions work again from the next reset on."
                : "You can wait: AI actions work again when the next period begins.")
        .provedBy(
            scene -> {
              Person me = personWhoIsOut(scene);
              Action action = scene.offer().cheapest();
              ChargeResult result = me.ask(action);
              scene.check(
                  Person.offers(result, Step.Wait.class), "the message offers " + steps(result));
              scene.beginNextPeriod(me);
              scene.check(me.canRun(action), "the action doesn't work again");
            });
  }

  private static Sentence topUp(Offer offer) {
    boolean holdersOnly = offer.catalog().packs().planHoldersOnly();
    return sentence(
            "out.top-up",
            "V3, U1, I2",
            holdersOnly
                ? "If you have a plan, you can buy a top-up. AI actions then work again at once."
                : "You can buy a top-up. AI actions then work again at once.")
        .provedBy(
            scene -> {
              Person me = scene.offer().plan().map(scene::personOn).orElseGet(scene::person);
              Action action = scene.offer().cheapest();
              me.useUp();
              ChargeResult result = me.ask(action);
              scene.check(
                  Person.offers(result, Step.TopUp.class), "the message offers " + steps(result));
              me.buy(scene.offer().packs().getLast());
              scene.check(me.canRun(action), "the action doesn't work again");
            });
  }

  private static Sentence choosePlan() {
    return sentence(
            "out.choose-plan",
            "V3",
            "If you have no plan, you can choose one. AI actions then work again at once.")
        .provedBy(
            scene -> {
              Person me = scene.person();
              Action action = scene.offer().cheapest();
              me.useUp();
              ChargeResult result = me.ask(action);
              scene.check(
                  Person.offers(result, Step.ChoosePlan.class),
                  "the message offers " + steps(result));
              me.subscription().pay(scene.offer().plan().orElseThrow());
              scene.check(me.canRun(action), "the action doesn't work again");
            });
  }

  private static List<String> steps(ChargeResult result) {
    return Person.steps(result).stream().map(Person::name).toList();
  }

  private static Sentence paidFor() {
    return sentence("out.paid-for", "I1, D5", "You keep all results that you have paid for.")
        .provedBy(
            scene -> {
              Action action = scene.offer().cheapest();
              Person me = scene.personWithCreditsFor(action, 1);
              Person.Run run = me.newRun(action, 1);
              Charge charge = me.run(run);
              me.useUp();
              scene.check(
                  me.ask(run) instanceof ChargeResult.AlreadyCharged(var kept, _)
                      && kept.equals(charge),
                  "the paid run is lost");
            });
  }
}
