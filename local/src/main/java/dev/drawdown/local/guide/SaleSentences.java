package dev.drawdown.local.guide;

import static dev.drawdown.local.guide.Sentence.sentence;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.catalog.Pack;
import dev.drawdown.domain.catalog.Plan;
import dev.drawdown.domain.topup.ToppingUp.TopUpResult;
import dev.drawdown.local.guide.Section.Block;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The plans and the top-ups that a product sells.
final class SaleSentences {
  private static final String NONE = "–";
  private static final Period LONG = Period.ofYears(20);

  private SaleSentences() {}

  static Section plans(Offer offer) {
    List<Plan> plans = new ArrayList<>(offer.plans());
    plans.addAll(offer.poolPlans());
    Columns columns = Columns.of(plans);
    List<Sentence> points = new ArrayList<>();
    List<Plan> sized = offer.sizedPlans();
    if (sized.size() > 1 && !Offer.size(sized.getFirst()).equals(Offer.size(sized.getLast()))) {
      points.add(larger(sized.getFirst(), sized.getLast()));
    }
    sized.stream()
        .filter(plan -> !plan.renewalBonus().isNone())
        .findFirst()
        .ifPresent(plan -> points.add(bonus(plan)));
    return new Section(
        "plans",
        "Plans",
        List.of(
            new Block.Table(
                "Plans",
                columns.headings(),
                plans.stream().map(plan -> row(plan, columns)).toList()),
            new Block.Points(points)));
  }

  /// The columns that the plans need.
  private record Columns(boolean bonus, boolean buyer, boolean price) {
    static Columns of(List<Plan> plans) {
      return new Columns(
          plans.stream().anyMatch(plan -> !plan.renewalBonus().isNone()),
          plans.stream().anyMatch(Plan::pool),
          plans.stream().anyMatch(plan -> plan.price().isPresent()));
    }

    List<String> headings() {
      List<String> headings = new ArrayList<>(List.of("Plan", "Credits"));
      if (bonus) {
        headings.add("Extra on each renewal");
      }
      if (buyer) {
        headings.add("For");
      }
      if (price) {
        headings.add("Price");
      }
      return headings;
    }

    String[] of(Plan plan) {
      List<String> texts = new ArrayList<>(List.of("{plan}", credits(plan)));
      if (bonus) {
        texts.add(plan.renewalBonus().isNone() ? NONE : "{bonus}");
      }
      if (buyer) {
        texts.add(plan.pool() ? "a group" : "you");
      }
      if (price) {
        texts.add(plan.price().isPresent() ? "{price}" : NONE);
      }
      return texts.toArray(String[]::new);
    }

    private static String credits(Plan plan) {
      String amount = plan.allowance().isPresent() ? "{credits}" : "as agreed with you,";
      return Offer.refillsMonthly(plan) ? amount + " each month" : amount + " each billing period";
    }
  }

  private static Sentence row(Plan plan, Columns columns) {
    Sentence.Draft row = sentence("plan." + plan.id(), "P1, P4, P9", columns.of(plan));
    row.with("plan", plan.name());
    if (plan.allowance().isPresent()) {
      row.with("credits", Figure.of(Offer.size(plan)));
    }
    if (!plan.renewalBonus().isNone()) {
      row.with("bonus", Figure.of(plan.renewalBonus()));
    }
    plan.price().ifPresent(price -> row.with("price", Figure.Price.of(price)));
    return row.provedBy(scene -> playPlan(scene, plan));
  }

  private static void playPlan(ExampleScene scene, Plan plan) {
    scene.measure("plan", Figure.of(scene.plan(plan).name()));
    scene.plan(plan).price().ifPresent(price -> scene.measure("price", Figure.Price.of(price)));
    long first = granted(scene, plan, Offer.AGREED, false);
    scene.measure("credits", first);
    if (plan.allowance().isEmpty()) {
      Credits more = Offer.AGREED.times(2);
      scene.check("what was agreed", Offer.AGREED.amount(), first);
      scene.check("what was agreed", more.amount(), granted(scene, plan, more, false));
    }
    scene.measure("bonus", granted(scene, plan, Offer.AGREED, true) - first);
    scene.check(
        "the extra on a renewal",
        plan.renewalBonus().amount(),
        granted(scene, plan, Offer.AGREED, true) - first);
  }

  /// The credits of the first period of a plan for a new customer, or of the second period.
  private static long granted(ExampleScene scene, Plan plan, Credits agreed, boolean renewed) {
    ExampleScene fresh = scene.anew();
    Person person = fresh.person();
    Group group = fresh.group("office");
    PayingOwner buyer = plan.pool() ? group.subscription() : person.subscription();
    buyer.pay(plan, 1, agreed);
    if (renewed) {
      fresh.at(buyer.paidUntil());
      buyer.renew(plan);
    }
    return plan.pool() ? group.left() : person.left(BucketKind.PLAN);
  }

  private static Sentence larger(Plan least, Plan most) {
    return sentence(
            "plan.larger",
            "P9",
            "Larger plans include more credits: from {least:credit} with “{small}” to"
                + " {most:credit} with “{large}”.")
        .with("small", least.name())
        .with("large", most.name())
        .with("least", Figure.of(Offer.size(least)))
        .with("most", Figure.of(Offer.size(most)))
        .provedBy(
            scene -> {
              long small = granted(scene, least, Offer.AGREED, false);
              long large = granted(scene, most, Offer.AGREED, false);
              scene.measure("least", small);
              scene.measure("most", large);
              scene.check(small < large, "the larger plan isn't larger");
            });
  }

  private static Sentence bonus(Plan plan) {
    return sentence(
            "plan.bonus",
            "P4",
            "Each renewal brings extra credits on top of the plan's own. The first period has"
                + " none.")
        .with("plan", plan.name())
        .shown("“{plan}” gives {first:credit} in its first period, and {renewed} after a renewal.")
        .provedBy(
            scene -> {
              long first = granted(scene, plan, Offer.AGREED, false);
              long renewed = granted(scene, plan, Offer.AGREED, true);
              scene.measure("first", first);
              scene.measure("renewed", renewed);
              scene.check("the first period", Offer.size(plan).amount(), first);
              scene.check("a renewal", first + plan.renewalBonus().amount(), renewed);
            });
  }

  static Section topUps(Offer offer) {
    List<Pack> packs = offer.packs();
    if (packs.isEmpty()) {
      return new Section("top-ups", "Top-ups", List.of());
    }
    boolean priced = packs.stream().anyMatch(pack -> pack.price().isPresent());
    List<Sentence> points = new ArrayList<>();
    points.add(keeps(packs.getFirst()));
    points.add(buyer(offer, packs.getFirst()));
    offer.plan().ifPresent(plan -> points.add(beside(plan, packs.getFirst())));
    points.add(payBack(packs.getLast()));
    List<String> headings =
        priced ? List.of("Top-up", "Credits", "Price") : List.of("Top-up", "Credits");
    return new Section(
        "top-ups",
        "Top-ups",
        List.of(
            new Block.Table(
                "Top-ups", headings, packs.stream().map(pack -> row(pack, priced)).toList()),
            new Block.Points(points)));
  }

  private static Sentence row(Pack pack, boolean priced) {
    List<String> texts = new ArrayList<>(List.of("{pack}", "{credits}"));
    if (priced) {
      texts.add(pack.price().isPresent() ? "{price}" : NONE);
    }
    Sentence.Draft row = sentence("top-up." + pack.id(), "U1", texts.toArray(String[]::new));
    row.with("pack", pack.name()).with("credits", Figure.of(pack.credits()));
    pack.price().ifPresent(price -> row.with("price", Figure.Price.of(price)));
    return row.provedBy(
        scene -> {
          Person me = scene.person();
          me.checkOut(pack);
          scene.measure("pack", Figure.of(scene.pack(pack).name()));
          scene.measure("credits", me.left(BucketKind.TOP_UP));
          scene
              .pack(pack)
              .price()
              .ifPresent(price -> scene.measure("price", Figure.Price.of(price)));
        });
  }

  private static Sentence keeps(Pack pack) {
    return sentence(
            "top-up.never-expires",
            "U1",
            "A top-up is a one-time purchase. Its credits never expire.")
        .shown("{bought:credit} that you buy today are still there in {years:year}.")
        .provedBy(
            scene -> {
              Person me = scene.person();
              me.checkOut(pack);
              long bought = me.left(BucketKind.TOP_UP);
              scene.measure("bought", bought);
              scene.measure("years", LONG.getYears());
              scene.after(LONG);
              scene.check("what is there then", bought, me.left(BucketKind.TOP_UP));
            });
  }

  private static Sentence buyer(Offer offer, Pack pack) {
    boolean holdersOnly = offer.catalog().packs().planHoldersOnly();
    return sentence(
            "top-up.who",
            "U2",
            holdersOnly
                ? "You can buy a top-up at any time while you have a plan."
                : "Anyone can buy a top-up at any time, with or without a plan.")
        .provedBy(
            scene -> {
              TopUpResult without = scene.person("ben").buy(pack);
              scene.check(
                  holdersOnly == without instanceof TopUpResult.PlanRequired,
                  "without a plan, a top-up came to " + Person.name(without));
              Optional<Plan> plan = scene.offer().plan();
              if (plan.isPresent()) {
                TopUpResult with = scene.personOn(plan.get()).buy(pack);
                scene.check(
                    with instanceof TopUpResult.ToppedUp,
                    "with a plan, a top-up came to " + Person.name(with));
              }
            });
  }

  private static Sentence beside(Plan plan, Pack pack) {
    return sentence("top-up.beside-plan", "U1", "A top-up doesn't change your plan.")
        .with("plan", plan.name())
        .shown("You have “{plan}” and buy {bought:credit}: you now have {bought} more.")
        .provedBy(
            scene -> {
              Person me = scene.personOn(plan);
              long before = me.total();
              long ofPlan = me.left(BucketKind.PLAN);
              me.checkOut(pack);
              scene.measure("bought", me.total() - before);
              scene.check("the plan's credits", ofPlan, me.left(BucketKind.PLAN));
              scene.check("the top-up", me.left(BucketKind.TOP_UP), me.total() - before);
            });
  }

  private static Sentence payBack(Pack pack) {
    return sentence(
            "top-up.refunded",
            "U3",
            "If the payment for a top-up is refunded, its credits are taken back in the same"
                + " proportion. We never take more than what is left of them.")
        .shown("Of {bought:credit}, {kept} stay when half of the payment is refunded.")
        .provedBy(
            scene -> {
              Person me = scene.person("mia");
              PaymentId payment = me.checkOut(pack);
              long bought = me.left(BucketKind.TOP_UP);
              me.payBack(payment, 50);
              scene.measure("bought", bought);
              scene.measure("kept", me.left(BucketKind.TOP_UP));
              scene.check("what stays", bought - bought / 2, me.left(BucketKind.TOP_UP));
              Person other = scene.person("ben");
              PaymentId whole = other.checkOut(pack);
              other.useUp();
              long left = other.total();
              long ofPack = other.left(BucketKind.TOP_UP);
              other.payBack(whole, 100);
              scene.check("what is left of a used top-up", left - ofPack, other.total());
            });
  }
}
