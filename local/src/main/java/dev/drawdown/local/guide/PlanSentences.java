package dev.drawdown.local.guide;

import static dev.drawdown.local.guide.Sentence.sentence;

import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.catalog.Plan;
import dev.drawdown.domain.reading.Balance.ShownPlan;
import dev.drawdown.local.guide.Section.Block;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The effects of changing or cancelling a plan.
final class PlanSentences {
  private PlanSentences() {}

  static Section changing(Offer offer) {
    List<Sentence> points = new ArrayList<>();
    List<Plan> sized = offer.sizedPlans();
    offer
        .catalog()
        .freeTier()
        .starter()
        .filter(_ -> !offer.plans().isEmpty())
        .ifPresent(_ -> points.add(starterStays(offer.plan().orElseThrow())));
    if (sized.size() > 1 && !Offer.size(sized.getFirst()).equals(Offer.size(sized.getLast()))) {
      points.add(
          offer.catalog().upgradeResets()
              ? resettingUpgrade(sized.getFirst(), sized.getLast())
              : addingUpgrade(sized.getFirst(), sized.getLast()));
      points.add(downgrade(sized.getLast(), sized.getFirst()));
    }
    offer.plan().ifPresent(plan -> points.addAll(List.of(oneOwner(plan), removed(plan))));
    return new Section("changing", "When you change your plan", List.of(new Block.Points(points)));
  }

  private static Sentence starterStays(Plan plan) {
    return sentence("change.starter", "S1", "When you choose a plan, unused starter credits stay.")
        .provedBy(
            scene -> {
              Person me = scene.person();
              me.requireCreditsFor(scene.offer().cheapest(), 1);
              me.run(scene.offer().cheapest());
              long before = me.left(BucketKind.STARTER);
              me.subscription().pay(plan);
              scene.check(before > 0, "there are none");
              scene.check("what stays", before, me.left(BucketKind.STARTER));
            });
  }

  private static Sentence resettingUpgrade(Plan small, Plan large) {
    return upgrade(
        small,
        large,
        true,
        "When you move to a larger plan within a period, your plan credits reset to the new plan's"
            + " amount at once. What was left of the old plan expires.");
  }

  private static Sentence addingUpgrade(Plan small, Plan large) {
    return upgrade(
        small,
        large,
        false,
        "When you move to a larger plan within a period, the difference between the two plans is"
            + " added to what you have left, at once.");
  }

  /// `resets` says what the words state: the credits reset, or the difference is added.
  private static Sentence upgrade(Plan small, Plan large, boolean resets, String words) {
    long more = Offer.size(large).amount() - Offer.size(small).amount();
    return sentence("change.upgrade", "P3", words)
        .with("small", small.name())
        .with("large", large.name())
        .shown(
            "With {left:credit} of “{small}” left, you move to “{large}” and have"
                + " {after:credit}.")
        .provedBy(
            scene -> {
              Person me = scene.personOn(small);
              me.correct(-1);
              scene.after(Duration.ofDays(1));
              long left = me.left(BucketKind.PLAN);
              me.subscription().changeTo(large);
              long after = me.left(BucketKind.PLAN);
              scene.measure("left", left);
              scene.measure("after", after);
              long expected = resets ? Offer.size(scene.plan(large)).amount() : left + more;
              scene.check("the balance after the change", expected, after);
              scene.after(Duration.ofDays(1));
              scene.check("the balance a day later", expected, me.left(BucketKind.PLAN));
            });
  }

  private static Sentence downgrade(Plan large, Plan small) {
    return sentence(
            "change.downgrade",
            "P3, P4",
            "A smaller plan starts with your next billing period. Until then, you keep the credits"
                + " that you have.")
        .with("small", small.name())
        .with("large", large.name())
        .shown(
            "You move from “{large}” to “{small}” and keep {kept:credit} until the period ends."
                + " Then you have {next:credit}.")
        .provedBy(
            scene -> {
              Person me = scene.personOn(large);
              me.correct(-1);
              scene.after(Duration.ofDays(1));
              long before = me.left(BucketKind.PLAN);
              me.subscription().changeTo(small);
              scene.measure("kept", me.left(BucketKind.PLAN));
              scene.check("what is kept", before, me.left(BucketKind.PLAN));
              scene.at(me.subscription().paidUntil());
              me.subscription().renew(small);
              Plan now = scene.plan(small);
              scene.measure("next", me.left(BucketKind.PLAN));
              scene.check(
                  "the next period",
                  Offer.size(now).plus(now.renewalBonus()).amount(),
                  me.left(BucketKind.PLAN));
            });
  }

  private static Sentence oneOwner(Plan plan) {
    return sentence(
            "change.one-owner",
            "P6",
            "You can't pass a plan on to somebody else within a billing period. It is removed"
                + " from one account and added to the other.")
        .provedBy(
            scene -> {
              Person me = scene.person("mia");
              Person other = scene.person("ben");
              me.subscription().pay(plan);
              scene.check(!has(other, plan), "the other account has the plan");
              me.subscription().end();
              scene.check(!has(other, plan), "the other account has the removed plan");
              other.subscription().pay(plan);
              scene.check(has(other, plan), "the other account doesn't get the plan");
            });
  }

  private static Sentence removed(Plan plan) {
    return sentence(
            "change.removed",
            "P6",
            "The old account loses the plan's credits at once. The new account gets a full set.")
        .with("plan", plan.name())
        .shown(
            "“{plan}” is removed with {left:credit} left, and added for somebody else, who gets"
                + " {fresh:credit}.")
        .provedBy(
            scene -> {
              Person me = scene.person("mia");
              Person other = scene.person("ben");
              me.subscription().pay(plan);
              me.correct(-1);
              scene.measure("left", me.left(BucketKind.PLAN));
              me.subscription().end();
              scene.check(!has(me, plan), "the plan isn't removed");
              other.subscription().pay(plan);
              scene.measure("fresh", other.left(BucketKind.PLAN));
              scene.check(
                  "the full set",
                  Offer.size(scene.plan(plan)).amount(),
                  other.left(BucketKind.PLAN));
            });
  }

  private static boolean has(Person person, Plan plan) {
    return person.balance().plans().stream().map(ShownPlan::id).anyMatch(plan.id()::equals);
  }

  static Section cancelling(Offer offer) {
    List<Sentence> points = new ArrayList<>();
    offer
        .plan()
        .ifPresent(
            plan -> {
              points.add(atPeriodEnd(plan));
              points.addAll(kept(offer, plan));
              points.add(withdrawn(plan));
              offer.catalog().defaultPlan().ifPresent(free -> points.add(freeAgain(plan, free)));
              points.add(again(plan));
            });
    return new Section("cancelling", "When you cancel", List.of(new Block.Points(points)));
  }

  private static Sentence atPeriodEnd(Plan plan) {
    return sentence(
            "cancel.period-end",
            "P6",
            "When you cancel, your plan's credits stay until the end of the billing period that you"
                + " have paid for. Then they are cleared.")
        .with("plan", plan.name())
        .shown("You cancel “{plan}” and use its {left:credit} until the period ends.")
        .provedBy(
            scene -> {
              Person me = scene.personOn(plan);
              me.subscription().cancel();
              scene.at(me.subscription().paidUntil().minusMillis(1));
              scene.measure("left", me.left(BucketKind.PLAN));
              scene.check(
                  "what stays", Offer.size(scene.plan(plan)).amount(), me.left(BucketKind.PLAN));
              scene.at(me.subscription().paidUntil());
              scene.check(!has(me, plan), "the plan goes on");
            });
  }

  private static List<Sentence> kept(Offer offer, Plan plan) {
    List<Sentence> sentences = new ArrayList<>();
    if (!offer.packs().isEmpty()) {
      sentences.add(kept(plan, BucketKind.TOP_UP, "Top-up credits stay, and you can use them."));
    }
    if (offer.catalog().freeTier().starter().isPresent()) {
      sentences.add(
          kept(plan, BucketKind.STARTER, "Unused starter credits stay, and you can use them."));
    }
    return sentences;
  }

  private static Sentence kept(Plan plan, BucketKind kind, String words) {
    return sentence("cancel.keeps-" + kind.label(), "P6", words)
        .provedBy(
            scene -> {
              Person me = scene.personOn(plan);
              scene.offer().packs().stream().findFirst().ifPresent(me::checkOut);
              me.run(scene.offer().cheapest());
              long before = me.left(kind);
              me.subscription().cancel();
              scene.at(me.subscription().paidUntil());
              scene.check(before > 0, "there are none");
              scene.check("what stays", before, me.left(kind));
              me.useUp();
              scene.check(me.left(kind) < before, "they can't be used");
            });
  }

  private static Sentence withdrawn(Plan plan) {
    return sentence(
            "cancel.withdrawn",
            "P6",
            "You can withdraw the cancellation before that day. Your plan then renews as usual.")
        .provedBy(
            scene -> {
              Person me = scene.personOn(plan);
              me.subscription().cancel();
              scene.after(Duration.ofDays(1));
              me.subscription().withdrawCancellation();
              scene.at(me.subscription().paidUntil());
              me.subscription().renew(plan);
              Plan now = scene.plan(plan);
              scene.check(
                  "the next period",
                  Offer.size(now).plus(now.renewalBonus()).amount(),
                  me.left(BucketKind.PLAN));
            });
  }

  private static Sentence freeAgain(Plan plan, Plan free) {
    return sentence(
            "cancel.free-month",
            "P8",
            "After that, you have the free {credits:credit} of each month again.")
        .with("credits", Figure.of(Offer.size(free)))
        .provedBy(
            scene -> {
              Person me = scene.personOn(plan);
              me.subscription().cancel();
              scene.at(me.subscription().paidUntil());
              scene.measure("credits", me.left(BucketKind.PLAN));
            });
  }

  private static Sentence again(Plan plan) {
    return sentence(
            "cancel.again",
            "P6, S1",
            "You can choose a plan again at any time, and it starts with its full credits.")
        .provedBy(
            scene -> {
              Person me = scene.personOn(plan);
              me.correct(-1);
              me.subscription().cancel();
              scene.at(me.subscription().paidUntil());
              me.subscription().end();
              me.subscription().pay(plan);
              scene.check(
                  "the full credits",
                  Offer.size(scene.plan(plan)).amount(),
                  me.left(BucketKind.PLAN));
            });
  }
}
