package dev.drawdown.local.guide;

import static dev.drawdown.local.guide.Sentence.sentence;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.Action;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.catalog.Plan;
import dev.drawdown.domain.reading.Balance.ShownPlan;
import dev.drawdown.domain.wallet.Drawing.Spendable;
import dev.drawdown.local.guide.Section.Block;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;

/// The sources of credits without a purchase, and their number.
final class SourceSentences {
  private static final Period LONG = Period.ofYears(20);

  private SourceSentences() {}

  static Section section(Offer offer) {
    List<Sentence> points = new ArrayList<>();
    if (offer.kinds().size() > 1) {
      points.add(count(offer));
    }
    offer.catalog().defaultPlan().ifPresent(plan -> points.add(everyone(offer, plan)));
    offer.catalog().freeTier().starter().ifPresent(starter -> points.add(starter(starter)));
    offer.catalog().trial().ifPresent(trial -> points.addAll(trial(offer, trial)));
    return new Section("sources", "Where credits come from", List.of(new Block.Points(points)));
  }

  private static Sentence count(Offer offer) {
    return sentence(
            "source.count",
            "D1",
            "Credits come from {sources} sources: "
                + words(offer)
                + ". You can have all of them at the same time.")
        .with("sources", offer.kinds().size())
        .provedBy(
            scene ->
                scene.measure(
                    "sources",
                    scene.personWithEverything(1).balance().buckets().stream()
                        .map(Spendable::kind)
                        .distinct()
                        .count()));
  }

  private static String words(Offer offer) {
    List<String> words = offer.kinds().stream().map(kind -> word(kind, offer)).toList();
    String last = words.getLast();
    return String.join(", ", words.subList(0, words.size() - 1)) + ", and " + last;
  }

  /// The customers' name of a kind of credits.
  private static String word(BucketKind kind, Offer offer) {
    return switch (kind) {
      case PLAN -> plan(offer);
      case PROMOTIONAL -> "credits that we give you";
      case STARTER -> "starter credits";
      case POOL -> "the shared credits of a group";
      case TOP_UP -> "top-ups";
    };
  }

  private static String plan(Offer offer) {
    List<String> parts = new ArrayList<>();
    if (!offer.plans().isEmpty()) {
      parts.add("a plan");
    }
    offer.catalog().trial().ifPresent(_ -> parts.add("a free trial"));
    offer.catalog().defaultPlan().ifPresent(_ -> parts.add("free monthly credits"));
    return String.join(" or ", parts);
  }

  private static Sentence everyone(Offer offer, Plan plan) {
    return sentence(
            "source.default",
            "P8",
            offer.plans().isEmpty()
                ? "Everyone gets {credits:credit} each calendar month, free of charge."
                : "Everyone without a plan gets {credits:credit} each calendar month, free of"
                    + " charge.")
        .with("credits", Figure.of(Offer.size(plan)))
        .provedBy(
            scene -> {
              Person me = scene.personPastTrial();
              scene.measure("credits", me.left(BucketKind.PLAN));
              scene.check(
                  me.balance().plan().map(ShownPlan::id).filter(plan.id()::equals).isPresent(),
                  "another plan is shown: " + me.balance().plan());
            });
  }

  private static Sentence starter(Credits starter) {
    return sentence(
            "source.starter",
            "S1",
            "With your first AI action you get {starter:credit} for free, once. These starter"
                + " credits never expire.")
        .with("starter", Figure.of(starter))
        .provedBy(
            scene -> {
              Person me = scene.person("mia");
              Person other = scene.person("ben");
              scene.measure("starter", me.left(BucketKind.STARTER));
              useOne(me, scene);
              useOne(other, scene);
              me.useUp();
              long unused = other.left(BucketKind.STARTER);
              scene.after(LONG);
              scene.check("starter credits, once used", 0, me.left(BucketKind.STARTER));
              scene.check("unused starter credits", unused, other.left(BucketKind.STARTER));
            });
  }

  private static void useOne(Person person, ExampleScene scene) {
    Action action = scene.offer().cheapest();
    person.requireCreditsFor(action, 1);
    person.run(action);
  }

  private static List<Sentence> trial(Offer offer, Plan trial) {
    List<Sentence> sentences = new ArrayList<>();
    sentences.add(
        sentence(
                "source.trial",
                "S2",
                "“{trial}” gives you {credits:credit} for {length}, without a payment. It starts"
                    + " with your first AI action.")
            .with("trial", trial.name())
            .with("credits", Figure.of(Offer.size(trial)))
            .with("length", Figure.of(Duration.ofDays(Offer.days(trial))))
            .provedBy(scene -> playTrial(scene, trial)));
    sentences.add(
        sentence(
                "source.trial-once",
                "S2",
                "You can have the trial once. Its unused credits expire.")
            .provedBy(
                scene -> {
                  Person me = scene.person();
                  me.run(scene.offer().cheapest());
                  scene.after(Duration.ofDays(Offer.days(trial)));
                  scene.check(!has(me, trial), "the trial goes on");
                  scene.after(LONG);
                  scene.check(!has(me, trial), "there is a second trial");
                }));
    if (!offer.plans().isEmpty()) {
      sentences.add(endsWithPlan(offer.plan().orElseThrow(), trial));
    }
    return sentences;
  }

  private static void playTrial(ExampleScene scene, Plan trial) {
    Person me = scene.person();
    scene.after(Period.ofMonths(3));
    scene.measure("credits", me.left(BucketKind.PLAN));
    Instant start = scene.clock();
    me.run(scene.offer().cheapest());
    Instant end = me.balance().plan().flatMap(ShownPlan::periodEnd).orElseThrow();
    scene.measure("length", Figure.of(Duration.between(start, end)));
    scene.at(end.minusMillis(1));
    scene.check(has(me, trial), "the trial ends too early");
    scene.at(end);
    scene.check(!has(me, trial), "the trial doesn't end");
  }

  private static boolean has(Person person, Plan plan) {
    return person.balance().plans().stream().map(ShownPlan::id).anyMatch(plan.id()::equals);
  }

  private static Sentence endsWithPlan(Plan plan, Plan trial) {
    return sentence(
            "source.trial-ends",
            "S2",
            "The trial ends early when you choose a plan: the plan's credits take its place.")
        .with("plan", plan.name())
        .shown("With {before:credit} of the trial left, “{plan}” starts with {after:credit}.")
        .provedBy(
            scene -> {
              Person me = scene.person();
              me.run(scene.offer().cheapest());
              scene.measure("before", me.left(BucketKind.PLAN));
              me.subscription().pay(plan);
              scene.measure("after", me.left(BucketKind.PLAN));
              scene.check(!has(me, trial), "the trial goes on");
              scene.check(
                  "the credits of the plan",
                  Offer.size(scene.plan(plan)).amount(),
                  me.left(BucketKind.PLAN));
            });
  }
}
