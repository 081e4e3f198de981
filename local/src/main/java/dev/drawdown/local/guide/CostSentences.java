package dev.drawdown.local.guide;

import static dev.drawdown.local.guide.Sentence.sentence;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.Action;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.catalog.Plan;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.charge.ChargeResult;
import dev.drawdown.local.guide.Section.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The costs of AI actions, and when they apply.
final class CostSentences {
  /// The guide states how often an action fits into a period only up to this number.
  private static final long MOST_RUNS = 10_000;

  private CostSentences() {}

  static Section section(Offer offer) {
    List<Sentence> rows = offer.actions().stream().map(CostSentences::row).toList();
    List<Sentence> points = new ArrayList<>();
    if (offer.paidActions().size() > 1) {
      points.add(oneBalance(offer));
    }
    offer.paidActions().stream()
        .filter(action -> !action.oncePerDocument())
        .findFirst()
        .ifPresent(action -> points.add(eachTime(offer, action)));
    offer.paidActions().stream()
        .filter(Action::oncePerDocument)
        .findFirst()
        .ifPresent(action -> points.add(saved(offer, action)));
    if (!offer.paidActions().isEmpty()) {
      offer.actions().stream()
          .filter(Action::isFree)
          .findFirst()
          .ifPresent(action -> points.add(free(action)));
      points.add(only());
      points.add(note(offer));
      points.addAll(enough(offer));
    }
    return new Section(
        "costs",
        "What AI actions cost",
        List.of(
            new Block.Table("AI actions", List.of("AI action", "Credits", "When"), rows),
            new Block.Points(points)));
  }

  private static Sentence row(Action action) {
    return sentence("cost." + action.id(), "D4, D5", "{action}", "{cost}", when(action))
        .with("action", action.name())
        .with("cost", Figure.of(action.cost()))
        .provedBy(
            scene -> {
              Person me = scene.personWithCreditsFor(action, 2);
              long before = me.total();
              Credits cost = me.run(me.newRunOn(action, "document")).cost();
              long left = me.total();
              me.ask(me.newRunOn(action, "document"));
              scene.measure("action", Figure.of(scene.action(action).name()));
              scene.measure("cost", Figure.of(cost));
              scene.check("what the first run took", cost.amount(), before - left);
              scene.check(
                  "what a second run on the same document took",
                  action.oncePerDocument() ? 0 : cost.amount(),
                  left - me.total());
            });
  }

  private static String when(Action action) {
    if (action.isFree()) {
      return "always free";
    }
    return action.oncePerDocument() ? "once per document" : "every time";
  }

  private static Sentence oneBalance(Offer offer) {
    Action first = offer.paidActions().getFirst();
    Action last = offer.paidActions().getLast();
    return sentence("cost.one-balance", "D1, D4", "One balance pays for all AI actions.")
        .with("first", first.name())
        .with("last", last.name())
        .shown(
            "From {before:credit}, “{first}” and then “{last}” leave {between} and then {after}.")
        .provedBy(
            scene -> {
              Person me = scene.personWithCreditsFor(offer.dearest(), 2);
              scene.measure("before", me.total());
              me.run(first);
              scene.measure("between", me.total());
              long left = me.total();
              Credits cost = me.run(last).cost();
              scene.measure("after", me.total());
              scene.check("what the second action took", cost.amount(), left - me.total());
            });
  }

  private static Sentence eachTime(Offer offer, Action action) {
    boolean all = offer.paidActions().stream().noneMatch(Action::oncePerDocument);
    return sentence(
            "cost.every-run",
            "D4",
            all
                ? "Each run costs, also when you repeat it."
                : "Where the table says “every time”, each run costs, also when you repeat it.")
        .with("action", action.name())
        .shown("Running “{action}” twice costs {both:credit}.")
        .provedBy(
            scene -> {
              Person me = scene.personWithCreditsFor(action, 2);
              long before = me.total();
              me.run(me.newRunOn(action, "document"));
              me.run(me.newRunOn(action, "document"));
              scene.measure("both", before - me.total());
              scene.check("two runs", 2 * action.cost().amount(), before - me.total());
            });
  }

  private static Sentence saved(Offer offer, Action action) {
    boolean all = offer.paidActions().stream().allMatch(Action::oncePerDocument);
    return sentence(
            "cost.saved",
            "D5",
            (all
                    ? "You pay for a document once. "
                    : "Where the table says “once per document”, you pay for a document once. ")
                + "Using the same action on it again shows the saved result and is free.")
        .with("action", action.name())
        .shown(
            "“{action}” costs {first:credit} for a new document. A second time for the same"
                + " document costs {again}.")
        .provedBy(
            scene -> {
              Person me = scene.personWithCreditsFor(action, 2);
              long before = me.total();
              me.run(me.newRunOn(action, "document"));
              long left = me.total();
              ChargeResult again = me.ask(me.newRunOn(action, "document"));
              scene.measure("first", before - left);
              scene.measure("again", left - me.total());
              scene.check(
                  again instanceof ChargeResult.PaidBefore,
                  "the second use came to " + Person.name(again));
              scene.check("the second use", 0, left - me.total());
            });
  }

  private static Sentence free(Action action) {
    return sentence(
            "cost.free", "D4", "Free actions always work, even when you have no credits left.")
        .with("action", action.name())
        .shown("With {left:credit} left, “{action}” still works.")
        .provedBy(
            scene -> {
              Person me = scene.personWithCreditsFor(scene.offer().cheapest(), 1);
              me.useUp();
              scene.measure("left", me.total());
              ChargeResult result = me.ask(action);
              scene.check(
                  result instanceof ChargeResult.Free,
                  "the free action came to " + Person.name(result));
            });
  }

  private static Sentence only() {
    return sentence("cost.only", "D4", "Only the AI actions in this table use AI credits.")
        .provedBy(
            scene -> {
              Person me = scene.personWithCreditsFor(scene.offer().cheapest(), 1);
              long before = me.total();
              ChargeResult result = me.ask(unlisted(scene.offer()));
              scene.check(
                  result instanceof ChargeResult.UnknownAction,
                  "an action that isn't in the table came to " + Person.name(result));
              scene.check("the balance after it", before, me.total());
            });
  }

  private static Action unlisted(Offer offer) {
    StringBuilder name = new StringBuilder("unlisted");
    while (offer.catalog().action(new ActionId(name.toString())).isPresent()) {
      name.append('-');
    }
    return new Action(new ActionId(name.toString()), "Something else", Credits.of(1), false);
  }

  private static Sentence note(Offer offer) {
    Action action = offer.dearest();
    return sentence(
            "cost.note",
            "V2",
            "After each AI action, a short note says how many credits it used and how many you have"
                + " left.")
        .with("action", action.name())
        .shown("“{action}” used {used:credit}, and {left} are left.")
        .provedBy(
            scene -> {
              Person me = scene.personWithCreditsFor(action, 1);
              long before = me.total();
              ChargeResult result = me.ask(action);
              if (result instanceof ChargeResult.Charged(var charge, var available, _)) {
                scene.measure("used", Figure.of(charge.cost()));
                scene.measure("left", Figure.of(available.total()));
                scene.check("what is left", before - charge.cost().amount(), me.total());
                scene.check("what the note says", me.total(), available.total().amount());
              } else {
                scene.check(false, "the action came to " + Person.name(result));
              }
            });
  }

  /// How often actions fit into the credits that everyone has, or into the smallest plan. Other
  /// kinds of credits would change the number, so the guide states it only for a product without
  /// them.
  private static List<Sentence> enough(Offer offer) {
    Optional<Plan> plan = offer.plan().or(() -> offer.catalog().defaultPlan());
    if (plan.isEmpty()
        || plan.get().allowance().isEmpty()
        || offer.catalog().freeTier().starter().isPresent()
        || (!plan.get().isSold() && offer.catalog().trial().isPresent())) {
      return List.of();
    }
    long size = Offer.size(plan.get()).amount();
    return offer.paidActions().stream()
        .filter(action -> size / action.cost().amount() > 1)
        .filter(action -> size / action.cost().amount() <= MOST_RUNS)
        .map(action -> enough(plan.get(), size, action))
        .toList();
  }

  private static Sentence enough(Plan plan, long size, Action action) {
    return sentence(
            "cost.enough." + action.id(),
            "D2, D4",
            plan.isSold()
                ? "The {have:credit} of “{plan}” are enough for “{action}” {runs:time}."
                : "The {have:credit} of a month are enough for “{action}” {runs:time}.")
        .with("plan", plan.name())
        .with("action", action.name())
        .with("have", size)
        .with("runs", size / action.cost().amount())
        .provedBy(
            scene -> {
              Person me = scene.personWithAllowance();
              scene.measure("have", me.total());
              long runs = 0;
              for (int times = ChargeRequest.MAX_QUANTITY; times > 0; times /= 10) {
                while (me.ask(me.newRun(action, times)) instanceof ChargeResult.Charged) {
                  runs += times;
                }
              }
              scene.measure("runs", runs);
            });
  }
}
