package dev.drawdown.local.guide;

import static dev.drawdown.local.guide.Sentence.sentence;
import static java.util.stream.Collectors.joining;

import dev.drawdown.domain.billing.BillingPolicy;
import dev.drawdown.domain.billing.Standing;
import dev.drawdown.domain.catalog.Action;
import dev.drawdown.domain.catalog.Catalog.GracePolicy;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.catalog.Plan;
import dev.drawdown.domain.charge.ChargeResult;
import dev.drawdown.domain.charge.NextSteps.Step;
import dev.drawdown.local.guide.Section.Block;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/// The effects of a failed payment of a plan's next period.
final class PaymentSentences {
  private static final Duration LONGER_THAN_ANY_GRACE = BillingPolicy.Grace.MAX.plusDays(1);

  private PaymentSentences() {}

  static Section section(Offer offer) {
    List<Sentence> points = new ArrayList<>();
    offer
        .plan()
        .ifPresent(
            plan -> {
              points.addAll(graces(offer));
              points.add(stops(plan, Grace.of(plan, offer)));
              points.add(meanwhile(offer, plan));
              points.add(back(plan));
            });
    return new Section("payment", "If a payment fails", List.of(new Block.Points(points)));
  }

  /// How long an unpaid plan stays usable at most, and at least.
  record Grace(Duration full, Duration least) {
    static Grace of(Plan plan, Offer offer) {
      GracePolicy policy = offer.catalog().gracePolicy();
      Duration full = plan.grace().orElse(policy.grace());
      Duration least = plan.minimumGrace().orElse(policy.minimumGrace());
      return new Grace(full, least.compareTo(full) < 0 ? least : full);
    }
  }

  /// One sentence for all plans with the same grace. It names the plans if others have another
  /// grace.
  private static List<Sentence> graces(Offer offer) {
    Map<Grace, List<Plan>> plans = new LinkedHashMap<>();
    offer
        .plans()
        .forEach(
            plan -> plans.computeIfAbsent(Grace.of(plan, offer), _ -> new ArrayList<>()).add(plan));
    List<Sentence> sentences = new ArrayList<>();
    plans.forEach(
        (grace, alike) ->
            sentences.addAll(new AlikePlans(grace, alike, plans.size() > 1).sentences()));
    return sentences;
  }

  /// Plans with the same grace. If other plans have another one, their sentences are `named` after
  /// them.
  private record AlikePlans(Grace grace, List<Plan> plans, boolean named) {
    List<Sentence> sentences() {
      if (grace.full().isZero()) {
        return List.of(noGrace());
      }
      return grace.least().compareTo(grace.full()) < 0
          ? List.of(fullGrace(), minimumGrace(), retry())
          : List.of(fullGrace(), retry());
    }

    private Sentence noGrace() {
      return draft(
              "payment.no-grace",
              "If the payment for your next period fails"
                  + which()
                  + ", your plan's credits stop at the end of the paid period.")
          .provedBy(
              scene ->
                  scene.check(
                      usable(scene, plan(), false).isZero(), "they can be used for longer"));
    }

    private Sentence fullGrace() {
      return draft(
              "payment.grace",
              "If the payment for your next period fails"
                  + which()
                  + ", for example because your card is declined, you can go on using the credits"
                  + " that you have for {grace}. Meanwhile we try again.")
          .with("grace", Figure.of(grace.full()))
          .provedBy(scene -> scene.measure("grace", Figure.of(usable(scene, plan(), false))));
    }

    private Sentence minimumGrace() {
      return draft(
              "payment.minimum",
              "If we stop trying earlier than that"
                  + which()
                  + ", you still have at least {least} from the end of the paid period.")
          .with("least", Figure.of(grace.least()))
          .provedBy(scene -> scene.measure("least", Figure.of(usable(scene, plan(), true))));
    }

    private Sentence retry() {
      return sentence(
              id("payment.retry"),
              "P7",
              "If a later try succeeds, nothing changes for you: your plan renews as usual.")
          .provedBy(scene -> playRetry(scene, plan(), grace));
    }

    /// A sentence that names the plans where it says [#which].
    private Sentence.Draft draft(String id, String words) {
      Sentence.Draft draft = sentence(id(id), "P7", words);
      if (named) {
        for (int place = 0; place < plans.size(); place++) {
          draft.with(key(place), plans.get(place).name());
        }
      }
      return draft;
    }

    private String id(String kind) {
      return named ? kind + "." + plan().id() : kind;
    }

    private String which() {
      return named
          ? IntStream.range(0, plans.size())
              .mapToObj(place -> "“{" + key(place) + "}”")
              .collect(joining(", ", " (", ")"))
          : "";
    }

    /// The key of a plan's name as a figure. The plan's id may contain characters that a key can't.
    private static String key(int place) {
      return "plan-" + place;
    }

    private Plan plan() {
      return plans.getFirst();
    }
  }

  private static void playRetry(ExampleScene scene, Plan plan, Grace grace) {
    Person me = scene.personOn(plan);
    scene.at(me.subscription().paidUntil());
    me.subscription().fail(false);
    scene.after(grace.full().dividedBy(2));
    me.subscription().renew(plan);
    Plan now = scene.plan(plan);
    scene.check(
        "the renewed plan",
        Offer.size(now).plus(now.renewalBonus()).amount(),
        me.left(BucketKind.PLAN));
    scene.check(me.balance().standing() == Standing.ACTIVE, "the account isn't active");
  }

  /// How long an unpaid plan is usable after its paid period. `last` means that the provider has
  /// given up.
  static Duration usable(ExampleScene scene, Plan plan, boolean last) {
    Person me = scene.personOn(plan);
    Instant end = me.subscription().paidUntil();
    scene.at(end);
    me.subscription().fail(last);
    return usableFor(scene, end, () -> me.left(BucketKind.PLAN) > 0);
  }

  /// The number of whole hours from `end` until the credits stop.
  static Duration usableFor(ExampleScene scene, Instant end, BooleanSupplier usable) {
    long least = 0;
    long most = LONGER_THAN_ANY_GRACE.toHours();
    while (least < most) {
      long middle = (least + most) / 2;
      scene.at(end.plus(Duration.ofHours(middle)));
      if (usable.getAsBoolean()) {
        least = middle + 1;
      } else {
        most = middle;
      }
    }
    Instant stop = end.plus(Duration.ofHours(least));
    scene.at(stop.minusMillis(1));
    scene.check(least == 0 || usable.getAsBoolean(), "they stop within an hour");
    scene.at(stop);
    return Duration.ofHours(least);
  }

  /// A customer with a plan and a top-up, if there are any, and an unpaid next period.
  private static Person suspended(ExampleScene scene, Plan plan) {
    Person me = scene.personOn(plan);
    me.run(scene.offer().cheapest());
    scene.offer().packs().stream().findFirst().ifPresent(me::checkOut);
    scene.at(me.subscription().paidUntil());
    me.subscription().fail(false);
    scene.after(Grace.of(scene.plan(plan), scene.offer()).full());
    scene.check(me.balance().standing() == Standing.SUSPENDED, "the account isn't suspended");
    return me;
  }

  private static Sentence stops(Plan plan, Grace grace) {
    return sentence(
            "payment.stops",
            "P7",
            (grace.full().isZero() ? "Then" : "If no try succeeds in that time,")
                + " AI actions stop on your next click, and you are asked to"
                + " update your payment method.")
        .provedBy(
            scene -> {
              Person me = suspended(scene, plan);
              me.useUp();
              ChargeResult result = me.ask(scene.offer().cheapest());
              scene.check(
                  result instanceof ChargeResult.PaymentRequired,
                  "an action came to " + Person.name(result));
              scene.check(
                  Person.offers(result, Step.UpdatePaymentMethod.class),
                  "the payment method isn't asked for");
              scene.offer().actions().stream()
                  .filter(Action::isFree)
                  .forEach(
                      free -> scene.check(me.canRun(free), "a free action doesn't work either"));
            });
  }

  private static Sentence meanwhile(Offer offer, Plan plan) {
    List<BucketKind> usable =
        offer.kinds().stream()
            .filter(kind -> kind != BucketKind.PLAN)
            .filter(offer.catalog().gracePolicy().suspendedDraws()::contains)
            .toList();
    return sentence("payment.meanwhile", "P7", meanwhile(offer, usable))
        .provedBy(
            scene -> {
              Person me = suspended(scene, plan);
              long expected = usable.stream().mapToLong(me::left).sum();
              scene.check("what can be used", expected, me.total());
              offer.packs().stream()
                  .findFirst()
                  .ifPresent(
                      pack ->
                          scene.check(
                              "the top-up", pack.credits().amount(), me.left(BucketKind.TOP_UP)));
            });
  }

  private static String meanwhile(Offer offer, List<BucketKind> usable) {
    List<String> words = usable.stream().map(PaymentSentences::word).toList();
    if (!words.isEmpty()) {
      return "Until you have paid, you can still use your "
          + String.join(" and your ", words)
          + ".";
    }
    return offer.packs().isEmpty()
        ? "Until you have paid, you can't use your credits."
        : "Until you have paid, you can't use any credits. Your top-up credits are kept.";
  }

  private static String word(BucketKind kind) {
    return switch (kind) {
      case PLAN -> "plan's credits";
      case PROMOTIONAL -> "credits that we gave you";
      case STARTER -> "starter credits";
      case POOL -> "group's shared credits";
      case TOP_UP -> "top-up credits";
    };
  }

  private static Sentence back(Plan plan) {
    return sentence(
            "payment.back", "P7", "As soon as you have paid, everything works again at once.")
        .provedBy(
            scene -> {
              Person me = suspended(scene, plan);
              me.subscription().renew(plan);
              Plan now = scene.plan(plan);
              scene.check(me.balance().standing() == Standing.ACTIVE, "it stays suspended");
              scene.check(
                  "the plan's credits",
                  Offer.size(now).plus(now.renewalBonus()).amount(),
                  me.left(BucketKind.PLAN));
              scene.check(me.canRun(scene.offer().cheapest()), "actions don't work");
            });
  }
}
