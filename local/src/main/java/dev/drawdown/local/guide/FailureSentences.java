package dev.drawdown.local.guide;

import static dev.drawdown.local.guide.Sentence.sentence;

import dev.drawdown.domain.catalog.Action;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.local.guide.Section.Block;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The credits of a failed AI action.
final class FailureSentences {
  private FailureSentences() {}

  static Section section(Offer offer) {
    List<Sentence> points = new ArrayList<>();
    points.add(spentOnSuccess(offer));
    points.add(returned(offer));
    points.add(silent());
    if (offer.kinds().size() > 1) {
      points.add(whereFrom());
    }
    offer.paidActions().stream()
        .filter(Action::oncePerDocument)
        .findFirst()
        .ifPresent(action -> points.add(document(action)));
    if (UseSentences.renews(offer)) {
      points.add(late());
    }
    points.add(twice());
    return new Section("failure", "If an AI action fails", List.of(new Block.Points(points)));
  }

  private static Sentence spentOnSuccess(Offer offer) {
    Action action = offer.dearest();
    return sentence(
            "failure.success-only",
            "H1",
            "Credits are set aside when an AI action starts. They are spent when it has"
                + " succeeded.")
        .with("action", action.name())
        .shown(
            "“{action}” sets {held:credit} aside while it runs, and spends {held} when it has"
                + " succeeded.")
        .provedBy(
            scene -> {
              Person me = scene.personWithCreditsFor(action, 1);
              long before = me.total();
              Person.Run run = me.newHold(action, ChargeRequest.DEFAULT_HOLD);
              me.run(run);
              long held = me.balance().held().amount();
              scene.measure("held", held);
              scene.check("what is set aside", scene.action(action).cost().amount(), held);
              me.capture(run);
              scene.check("what is set aside then", 0, me.balance().held().amount());
              scene.after(Duration.ofDays(1));
              scene.check("what is spent", held, before - me.total());
            });
  }

  private static Sentence returned(Offer offer) {
    Action action = offer.dearest();
    return sentence(
            "failure.returned",
            "F1, H1",
            "If an AI action fails, for example by a timeout or an error, its credits come back."
                + " You pay only for results.")
        .with("action", action.name())
        .shown("You have {before:credit}, and “{action}” fails. You have {after:credit} again.")
        .provedBy(
            scene -> {
              Person me = scene.personWithCreditsFor(action, 1);
              long before = me.total();
              Person.Run hold = me.newHold(action, ChargeRequest.DEFAULT_HOLD);
              me.run(hold);
              me.fail(hold);
              scene.measure("before", before);
              scene.measure("after", me.total());
              scene.check("what is there after a failure", before, me.total());
              Person.Run charged = me.newRun(action, 1);
              me.run(charged);
              me.fail(charged);
              scene.check("what is there after a late failure", before, me.total());
            });
  }

  private static Sentence silent() {
    return sentence(
            "failure.silent",
            "H2",
            "If an AI action stops without an answer, its credits come back automatically:"
                + " normally after {usual}, and after {most} at the latest.")
        .with("usual", Figure.of(ChargeRequest.DEFAULT_HOLD))
        .with("most", Figure.of(ChargeRequest.MAX_HOLD))
        .provedBy(
            scene -> {
              scene.measure("usual", Figure.of(comesBack(scene, ChargeRequest.DEFAULT_HOLD)));
              scene.measure("most", Figure.of(comesBack(scene, ChargeRequest.MAX_HOLD)));
              scene.check(
                  !ChargeRequest.isValidHold(ChargeRequest.MAX_HOLD.plusMillis(1)),
                  "credits can be set aside for longer");
            });
  }

  /// The time after which the credits of a hold return.
  private static Duration comesBack(ExampleScene scene, Duration hold) {
    ExampleScene fresh = scene.anew();
    Action action = fresh.offer().cheapest();
    Person me = fresh.personWithCreditsFor(action, 1);
    long before = me.total();
    me.run(me.newHold(action, hold));
    fresh.after(hold.minusMillis(1));
    boolean held = me.total() < before;
    fresh.after(Duration.ofMillis(1));
    return held && me.total() == before ? hold : Duration.ZERO;
  }

  private static Sentence whereFrom() {
    return sentence(
            "failure.source", "F1", "Returned credits go back to the source that they came from.")
        .provedBy(
            scene -> {
              Person me = scene.personWithEverything(scene.offer().dearest().cost().amount());
              Action action = scene.offer().dearest();
              me.requireCreditsFor(action, 1);
              Person.Run first = me.newRun(action, 1);
              me.run(first);
              me.fail(first);
              List<Long> before = bySource(me);
              Person.Run run = me.newRun(action, 1);
              me.run(run);
              scene.check(!bySource(me).equals(before), "nothing was used");
              me.fail(run);
              scene.check(bySource(me).equals(before), "the sources have " + bySource(me));
            });
  }

  private static List<Long> bySource(Person person) {
    return Arrays.stream(BucketKind.values()).map(person::left).toList();
  }

  private static Sentence document(Action action) {
    return sentence(
            "failure.document",
            "F3",
            "If an action fails for a document, the document isn't paid for. The next try costs"
                + " again.")
        .with("action", action.name())
        .shown("“{action}” fails for a document. The next try costs {again:credit}.")
        .provedBy(
            scene -> {
              Person me = scene.personWithCreditsFor(action, 2);
              Person.Run run = me.newRunOn(action, "document");
              me.run(run);
              me.fail(run);
              Charge again = me.run(me.newRunOn(action, "document"));
              scene.measure("again", Figure.of(again.cost()));
              scene.check(
                  "the next try", scene.action(action).cost().amount(), again.cost().amount());
            });
  }

  private static Sentence late() {
    return sentence(
            "failure.late",
            "F2",
            "Credits that come back after a reset belong to the period before it, and expire with"
                + " that period.")
        .provedBy(
            scene -> {
              Person me = scene.personWithAllowance();
              Action action = scene.offer().cheapest();
              Person.Run run = me.newRun(action, 1);
              while (me.run(run).drawdown().draws().stream()
                  .anyMatch(draw -> draw.bucket().kind() != BucketKind.PLAN)) {
                run = me.newRun(action, 1);
              }
              scene.beginNextPeriod(me);
              long before = me.total();
              me.fail(run);
              scene.check("the new period", before, me.total());
            });
  }

  private static Sentence twice() {
    return sentence(
            "failure.twice",
            "I1",
            "If the same request is sent twice, for example after a lost connection, you pay once.")
        .provedBy(
            scene -> {
              Action action = scene.offer().cheapest();
              Person me = scene.personWithCreditsFor(action, 2);
              Person.Run run = me.newRun(action, 1);
              me.run(run);
              long left = me.total();
              me.ask(run);
              scene.check("what is left", left, me.total());
            });
  }
}
