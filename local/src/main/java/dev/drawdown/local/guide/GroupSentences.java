package dev.drawdown.local.guide;

import static dev.drawdown.local.guide.Sentence.sentence;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.Action;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.catalog.Plan;
import dev.drawdown.domain.pool.Joining.JoinResult;
import dev.drawdown.local.guide.PaymentSentences.Grace;
import dev.drawdown.local.guide.Section.Block;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Credits that a group's owner buys for all its members.
final class GroupSentences {
  private GroupSentences() {}

  static Section section(Offer offer) {
    List<Sentence> points = new ArrayList<>();
    offer.poolPlans().stream()
        .filter(plan -> plan.allowance().isEmpty() || !Offer.size(plan).isNone())
        .findFirst()
        .ifPresent(
            plan -> {
              points.add(shared(plan));
              points.add(limit(plan));
              points.add(limitPerPeriod(plan));
              points.add(reset(plan));
              points.add(joining(plan));
              points.add(oneGroup(plan));
              points.add(grace(offer, plan));
              points.add(unpaid(plan));
            });
    return new Section("group", "Shared credits of a group", List.of(new Block.Points(points)));
  }

  private static Sentence shared(Plan plan) {
    return sentence(
            "group.shared",
            "O1",
            "“{plan}” is one plan for a group. Its owner buys it, and every member can use its"
                + " credits.")
        .with("plan", plan.name())
        .shown(
            "Of {all:credit}, one member uses {one} and another uses {other}. {left:credit} are"
                + " left for everyone.")
        .provedBy(
            scene -> {
              Group group = scene.groupOn(plan);
              scene.measure("plan", Figure.of(scene.plan(plan).name()));
              long all = group.left();
              long one = useShared(scene, group, "mia");
              long other = useShared(scene, group, "ben");
              scene.measure("all", all);
              scene.measure("one", one);
              scene.measure("other", other);
              scene.measure("left", group.left());
              scene.check(one > 0 && other > 0, "a member can't use them");
              scene.check("what is left", all - one - other, group.left());
            });
  }

  /// Makes a new member use up its own credits and then some of the group's. Returns how many of
  /// the group's.
  private static long useShared(ExampleScene scene, Group group, String name) {
    Person member = scene.person(name);
    member.useUp();
    member.join(group, Optional.of(limit(scene)));
    long before = group.left();
    member.run(scene.offer().cheapest());
    return before - group.left();
  }

  /// A cap that allows a few runs.
  private static Credits limit(ExampleScene scene) {
    return scene.offer().cheapest().cost().times(5);
  }

  private static Sentence limit(Plan plan) {
    return sentence(
            "group.limit",
            "O2",
            "The owner can limit how many of the credits one member may use in a billing period.")
        .shown("With a limit of {limit:credit}, a member can use {used} of {all}.")
        .provedBy(
            scene -> {
              Group group = scene.groupOn(plan);
              long all = group.left();
              Person member = scene.person();
              member.useUp();
              member.join(group, Optional.of(limit(scene)));
              member.useUp();
              scene.measure("limit", Figure.of(limit(scene)));
              scene.measure("all", all);
              scene.measure("used", all - group.left());
              scene.check("what is used", limit(scene).amount(), all - group.left());
              scene.check(!member.canRun(scene.offer().cheapest()), "the member can use more");
            });
  }

  private static Sentence limitPerPeriod(Plan plan) {
    return sentence(
            "group.limit-per-period", "O2", "The limit starts again with each billing period.")
        .provedBy(
            scene -> {
              Group group = scene.groupOn(plan);
              Person member = scene.person();
              member.join(group, Optional.of(limit(scene)));
              member.useUp();
              scene.check("the limit, used up", 0, member.left(BucketKind.POOL));
              scene.at(group.subscription().paidUntil());
              group.subscription().renew(plan);
              scene.check("the new limit", limit(scene).amount(), member.left(BucketKind.POOL));
            });
  }

  private static Sentence reset(Plan plan) {
    return sentence(
            "group.reset",
            "O1, P4",
            "The shared credits reset when the group's next billing period is paid. Unused ones"
                + " don't roll over.")
        .with("plan", plan.name())
        .shown("With {unused:credit} of “{plan}” unused, the next period starts with {fresh}.")
        .provedBy(
            scene -> {
              Group group = scene.groupOn(plan);
              useShared(scene, group, "mia");
              scene.measure("unused", group.left());
              scene.at(group.subscription().paidUntil());
              group.subscription().renew(plan);
              scene.measure("fresh", group.left());
              Plan now = scene.plan(plan);
              scene.check(
                  "the next period",
                  Offer.size(now).plus(now.renewalBonus()).amount(),
                  group.left());
            });
  }

  private static Sentence joining(Plan plan) {
    return sentence(
            "group.joining",
            "O3",
            "Joining and leaving a group take effect at once. Your own credits stay yours.")
        .provedBy(
            scene -> {
              Group group = scene.groupOn(plan);
              Person me = scene.person();
              long own = me.total();
              me.join(group, Optional.empty());
              scene.check("own credits and the group's", own + group.left(), me.total());
              me.leave(group);
              scene.check("own credits", own, me.total());
            });
  }

  private static Sentence oneGroup(Plan plan) {
    return sentence("group.one", "O3", "You can be in one group at a time.")
        .provedBy(
            scene -> {
              Person me = scene.person();
              me.join(scene.groupOn("one", plan), Optional.empty());
              JoinResult result = me.join(scene.groupOn("other", plan), Optional.empty());
              scene.check(
                  result instanceof JoinResult.AlreadyInAPool,
                  "joining another came to " + Person.name(result));
            });
  }

  private static Sentence grace(Offer offer, Plan plan) {
    Grace grace = Grace.of(plan, offer);
    return sentence(
            "group.grace",
            "O1, P7",
            grace.full().isZero()
                ? "If the payment for the group's next period fails, members can use the shared"
                    + " credits until the end of the paid period, and {grace} longer."
                : "If the payment for the group's next period fails, members can go on using the"
                    + " shared credits for {grace}.")
        .with("grace", Figure.of(grace.full()))
        .provedBy(
            scene -> {
              Group group = scene.groupOn(plan);
              Person member = scene.person();
              member.join(group, Optional.empty());
              Instant end = group.subscription().paidUntil();
              scene.at(end);
              group.subscription().fail(false);
              scene.measure(
                  "grace",
                  Figure.of(
                      PaymentSentences.usableFor(
                          scene, end, () -> member.left(BucketKind.POOL) > 0)));
            });
  }

  private static Sentence unpaid(Plan plan) {
    return sentence(
            "group.unpaid",
            "O4",
            "Once a group's plan has ended or isn't paid, its credits can't be used. The members'"
                + " own credits work as before.")
        .provedBy(
            scene -> {
              Group group = scene.groupOn(plan);
              Person member = scene.person();
              Action action = scene.offer().cheapest();
              long own = member.total();
              member.join(group, Optional.empty());
              group.subscription().end();
              scene.check("the shared credits", 0, member.left(BucketKind.POOL));
              scene.check("the member's own", own, member.total());
              scene.check(
                  own < action.cost().amount() || member.canRun(action), "actions don't work");
            });
  }
}
