package dev.drawdown.local.guide;

import static dev.drawdown.local.guide.Sentence.sentence;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.Action;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.catalog.Pack;
import dev.drawdown.domain.catalog.UsageThresholds;
import dev.drawdown.domain.catalog.UsageThresholds.UsageLevel;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.ledger.BucketId;
import dev.drawdown.domain.reading.Balance.Usage;
import dev.drawdown.domain.wallet.Drawing.Spendable;
import dev.drawdown.local.guide.Section.Block;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// The order in which credits are used, and the balance that customers see.
final class UseSentences {
  private UseSentences() {}

  static Section order(Offer offer) {
    List<BucketKind> kinds = offer.kinds();
    if (kinds.size() < 2) {
      return new Section("order", "What is used first", List.of());
    }
    List<Sentence> steps =
        IntStream.range(0, kinds.size())
            .mapToObj(place -> step(offer, kinds.get(place), place + 1))
            .toList();
    List<Sentence> points = new ArrayList<>();
    points.add(automatic(offer));
    if (!offer.packs().isEmpty()) {
      points.add(oldestFirst(offer.packs().getFirst()));
    }
    return new Section(
        "order", "What is used first", List.of(new Block.Steps(steps), new Block.Points(points)));
  }

  private static Sentence step(Offer offer, BucketKind kind, int place) {
    return sentence("order." + kind.label(), "D1, O1", words(kind, offer))
        .with("place", place)
        .provedBy(
            scene -> {
              Person me = scene.personWithEverything(limit(scene.offer()));
              Action cheapest = scene.offer().cheapest();
              Set<BucketKind> used = new LinkedHashSet<>();
              while (me.balance().total().covers(cheapest.cost())) {
                used.addAll(me.useSome());
              }
              scene.measure("place", List.copyOf(used).indexOf(kind) + 1);
            });
  }

  /// A member's cap in examples: enough credits for ten runs.
  private static long limit(Offer offer) {
    return offer.dearest().cost().times(10).amount();
  }

  private static String words(BucketKind kind, Offer offer) {
    return switch (kind) {
      case PLAN -> plan(offer);
      case PROMOTIONAL -> "Credits that we gave you";
      case STARTER -> "Your starter credits";
      case POOL -> "The shared credits of your group, if you are in one";
      case TOP_UP -> "Your top-up credits";
    };
  }

  private static String plan(Offer offer) {
    List<String> parts = new ArrayList<>();
    if (!offer.plans().isEmpty()) {
      parts.add("plan");
    }
    offer.catalog().trial().ifPresent(_ -> parts.add("trial"));
    offer.catalog().defaultPlan().ifPresent(_ -> parts.add("free month"));
    return "The credits of your " + String.join(" or ", parts);
  }

  private static Sentence automatic(Offer offer) {
    boolean sharedFirst = offer.kinds().getFirst() == BucketKind.POOL;
    Action action = offer.cheapest();
    return sentence(
            "order.automatic",
            "D1, D2",
            "You don't have to choose. When one source is used up, the next one is used. One action"
                + " can use both.")
        .with("action", action.name())
        .shown(
            "Your first source has {first:credit} left. {runs:run} of “{action}” use"
                + " {first} of it and {next} of the next source.")
        .provedBy(
            scene -> {
              Person me = scene.personWithEverything(sharedFirst ? 1 : limit(scene.offer()));
              Spendable first = me.balance().buckets().getFirst();
              if (first.kind() != BucketKind.POOL && first.remaining().amount() > 1) {
                me.correct(1 - first.remaining().amount());
              }
              int runs = action.cost().amount() > 1 ? 1 : 2;
              me.requireCreditsFor(action, runs);
              long before = me.balance().buckets().getFirst().remaining().amount();
              Charge charge = me.run(me.newRun(action, runs));
              scene.measure("runs", runs);
              scene.measure("first", before);
              scene.measure("next", charge.cost().amount() - before);
              long drawn = charge.drawdown().draws().getFirst().credits().amount();
              scene.check("what was used of the first source", before, drawn);
              scene.check(charge.drawdown().draws().size() > 1, "the action used one source only");
            });
  }

  private static Sentence oldestFirst(Pack pack) {
    return sentence("order.top-ups", "D1", "If you have several top-ups, the oldest is used first.")
        .provedBy(
            scene -> {
              Person me = scene.person();
              me.requireCreditsFor(scene.offer().cheapest(), 1);
              me.run(scene.offer().cheapest());
              me.useUp();
              me.checkOut(pack);
              BucketId oldest = topUps(me).getFirst();
              scene.after(Duration.ofDays(1));
              me.checkOut(pack);
              me.requireCreditsFor(scene.offer().cheapest(), 1);
              List<BucketId> used =
                  me.run(scene.offer().cheapest()).drawdown().draws().stream()
                      .map(draw -> draw.bucket())
                      .filter(bucket -> bucket.kind() == BucketKind.TOP_UP)
                      .toList();
              scene.check(
                  used.stream().findFirst().filter(oldest::equals).isPresent(),
                  "the first top-up that was used is " + used);
            });
  }

  private static List<BucketId> topUps(Person person) {
    return person.balance().buckets().stream()
        .map(Spendable::id)
        .filter(bucket -> bucket.kind() == BucketKind.TOP_UP)
        .toList();
  }

  static Section balance(Offer offer) {
    List<Sentence> points = new ArrayList<>();
    points.add(total());
    if (renews(offer)) {
      points.add(allowance());
      points.add(used());
      points.add(date(offer));
      points.add(bar(offer));
    }
    return new Section("balance", "Your balance", List.of(new Block.Points(points)));
  }

  /// Whether any credits renew.
  static boolean renews(Offer offer) {
    return !offer.plans().isEmpty() || offer.catalog().defaultPlan().isPresent();
  }

  private static Sentence total() {
    return sentence(
            "balance.total",
            "V1",
            "The number on your screen is the total of all credits that you can use now.")
        .provedBy(
            scene -> {
              Person me = scene.personWithEverything(limit(scene.offer()));
              long sum =
                  me.balance().buckets().stream()
                      .mapToLong(bucket -> bucket.remaining().amount())
                      .sum();
              scene.check("the number", sum, me.total());
              me.useUp();
              scene.check(
                  me.total() < scene.offer().cheapest().cost().amount(),
                  "some of it can't be used");
            });
  }

  private static Sentence allowance() {
    return sentence(
            "balance.allowance",
            "V1",
            "You see how many credits a period gave you and how many of them are left.")
        .shown("After one AI action, {left} of {granted:credit} are left.")
        .provedBy(
            scene -> {
              Person me = scene.personWithAllowance();
              Charge charge = runOnAllowance(me, scene);
              long granted = me.balance().usage().granted().amount();
              scene.measure("granted", granted);
              scene.measure("left", me.left(BucketKind.PLAN));
              scene.check(
                  "what is left", granted - charge.cost().amount(), me.left(BucketKind.PLAN));
            });
  }

  /// A run that takes its credits from the plan, after everything before it is used up.
  private static Charge runOnAllowance(Person me, ExampleScene scene) {
    Action action = scene.offer().cheapest();
    while (me.balance().buckets().stream()
            .filter(bucket -> !bucket.remaining().isNone())
            .map(Spendable::kind)
            .findFirst()
            .orElseThrow()
        != BucketKind.PLAN) {
      me.useSome();
    }
    return me.run(action);
  }

  private static Sentence used() {
    return sentence(
            "balance.used",
            "V1",
            "You see how many credits you have used in this period. The count starts again when"
                + " credits reset.")
        .shown("You have used {used:credit}. After the reset you have used {later}.")
        .provedBy(
            scene -> {
              Person me = scene.personWithAllowance();
              Charge charge = runOnAllowance(me, scene);
              long used = me.balance().usage().used().amount();
              scene.measure("used", used);
              scene.check("what is used", charge.cost().amount(), used);
              scene.beginNextPeriod(me);
              scene.measure("later", Figure.of(me.balance().usage().used()));
              scene.check("what is used then", 0, me.balance().usage().used().amount());
            });
  }

  private static Sentence date(Offer offer) {
    return sentence("balance.date", "V1", "You see the date on which your credits reset.")
        .provedBy(
            scene -> {
              Person me = scene.personWithAllowance();
              boolean paid = offer.plan().isPresent();
              Usage usage = me.balance().usage();
              scene.check(
                  usage
                      .resetsAt()
                      .filter(at -> !paid || at.equals(me.subscription().paidUntil()))
                      .filter(at -> at.isAfter(scene.clock()))
                      .isPresent(),
                  "the date is " + usage.resetsAt());
            });
  }

  private static Sentence bar(Offer offer) {
    UsageThresholds thresholds = offer.catalog().thresholds();
    return sentence(
            "balance.bar",
            "V1",
            "A bar shows how much of a period's credits you have used. It is green at first, amber"
                + " past {warn} % and red past {critical} %.")
        .with("warn", thresholds.warn())
        .with("critical", thresholds.critical())
        .provedBy(
            scene -> {
              scene.measure("warn", last(scene, UsageLevel.OK));
              scene.measure("critical", last(scene, UsageLevel.WARN));
              Person me = scene.personWithAllowance();
              runOnAllowance(me, scene);
              UsageThresholds now = scene.offer().catalog().thresholds();
              long granted = me.balance().usage().granted().amount();
              for (int percent : List.of(now.warn(), now.critical())) {
                long last = granted * percent / 100;
                checkBar(last, me, scene);
                checkBar(last + 1, me, scene);
              }
            });
  }

  /// Checks the bar of the balance once `used` credits of the allowance are used.
  private static void checkBar(long used, Person me, ExampleScene scene) {
    long more = used - me.balance().usage().used().amount();
    if (more > 0) {
      me.correct(-more);
    }
    Usage usage = me.balance().usage();
    UsageLevel level = scene.offer().catalog().thresholds().level(usage.used(), usage.granted());
    scene.check(level == usage.level(), "the bar is " + usage.level());
  }

  /// The last whole percentage of use at which the bar shows `level` or a lower one.
  private static int last(ExampleScene scene, UsageLevel level) {
    UsageThresholds thresholds = scene.offer().catalog().thresholds();
    return IntStream.rangeClosed(0, 100)
        .filter(
            percent -> thresholds.level(Credits.of(percent), Credits.of(100)).compareTo(level) <= 0)
        .max()
        .orElseThrow();
  }
}
