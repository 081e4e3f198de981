package dev.drawdown.adapters.dynamodb;

import static dev.drawdown.adapters.dynamodb.Attribute.CREDITS;
import static dev.drawdown.adapters.dynamodb.Attribute.INSTANT;
import static dev.drawdown.adapters.dynamodb.Attribute.INT;
import static dev.drawdown.adapters.dynamodb.Attribute.OWNER;
import static dev.drawdown.adapters.dynamodb.Attribute.TEXT;
import static dev.drawdown.adapters.dynamodb.ItemCodec.field;
import static dev.drawdown.adapters.dynamodb.ItemCodec.optional;
import static dev.drawdown.adapters.dynamodb.ItemCodec.unless;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.billing.FlagChange;
import dev.drawdown.domain.billing.FlagChanges;
import dev.drawdown.domain.billing.ItemId;
import dev.drawdown.domain.billing.PaidTime;
import dev.drawdown.domain.billing.PriceId;
import dev.drawdown.domain.billing.Subscription;
import dev.drawdown.domain.billing.Subscription.Extension;
import dev.drawdown.domain.billing.Subscription.SeenPrice;
import dev.drawdown.domain.billing.Term;
import dev.drawdown.domain.billing.Term.Refill;
import dev.drawdown.domain.billing.Term.Upgrade;
import dev.drawdown.domain.catalog.Plan.PlanId;
import dev.drawdown.domain.subscription.ProviderEventId;
import dev.drawdown.domain.subscription.SubscriptionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The known facts about a subscription, within the wallet's item or in an item of its own.
///
/// A wallet may have twelve terms, so the names are single letters. Several terms share one record
/// of their owner, item, price and plan.
final class SubscriptionMap {
  static final Attribute<SubscriptionId> ID = TEXT.as(SubscriptionId::new, SubscriptionId::value);
  static final Attribute<ItemId> ITEM = TEXT.as(ItemId::new, ItemId::value);
  static final Attribute<PlanId> PLAN = TEXT.as(PlanId::new, PlanId::value);

  private static final Attribute<Upgrade> UPGRADE = TEXT.as(Upgrade::valueOf, Upgrade::name);
  private static final Attribute<PriceId> PRICE = TEXT.as(PriceId::new, PriceId::value);

  /// The purchase that several terms share.
  private record Line(
      Optional<ItemId> item, PriceId price, int quantity, Optional<Credits> agreed) {
    static Line of(Term.Key key) {
      return new Line(key.item(), key.price(), key.quantity(), key.agreed());
    }
  }

  private static final ItemCodec<Line> LINE =
      ItemCodec.of(
          Line::new,
          optional("i", ITEM, Line::item),
          field("p", PRICE, Line::price),
          unless(1, "q", INT, Line::quantity),
          optional("a", CREDITS, Line::agreed));

  /// All of a term except its time.
  private record Sale(
      Line line,
      Owner owner,
      PlanId plan,
      Credits credits,
      Credits bonus,
      Refill refill,
      Upgrade upgrade) {
    static Sale of(Term term) {
      return new Sale(
          Line.of(term.key()),
          term.owner(),
          term.plan(),
          term.credits(),
          term.bonus(),
          term.refill(),
          term.upgrade());
    }

    Term term(PaidTime time) {
      return new Term(
          new Term.Key(line.item(), line.price(), time.end(), line.quantity(), line.agreed()),
          owner,
          time.start(),
          plan,
          credits,
          bonus,
          refill,
          upgrade);
    }
  }

  /// The terms that differ only in their time.
  private record Sales(Sale sale, List<PaidTime> times) {
    static List<Sales> of(List<Term> terms) {
      Map<Sale, List<PaidTime>> times = new LinkedHashMap<>();
      for (Term term : terms) {
        times
            .computeIfAbsent(Sale.of(term), _ -> new ArrayList<>())
            .add(new PaidTime(term.start(), term.end()));
      }
      return times.entrySet().stream()
          .map(sale -> new Sales(sale.getKey(), sale.getValue()))
          .toList();
    }

    Stream<Term> terms() {
      return times.stream().map(sale::term);
    }
  }

  /// Consecutive times share one list: the first start, then every end.
  private static final Attribute<List<PaidTime>> TIMES =
      INSTANT.list().list().as(SubscriptionMap::times, SubscriptionMap::runs);

  private static final ItemCodec<PaidTime> TIME =
      ItemCodec.of(
          PaidTime::new, field("s", INSTANT, PaidTime::start), field("e", INSTANT, PaidTime::end));

  private static final ItemCodec<Extension> EXTENSION =
      ItemCodec.of(Extension::new, field("i", ITEM, Extension::item), TIME.part(Extension::time));

  private static final Comparator<Extension> BY_TIME =
      Comparator.comparing(Extension::time).thenComparing(extension -> extension.item().value());

  private static final Attribute<Set<Extension>> EXTENSIONS =
      EXTENSION.map().list().as(Set::copyOf, all -> all.stream().sorted(BY_TIME).toList());

  private static final ItemCodec<FlagChange> CHANGE =
      ItemCodec.of(
          FlagChange::new,
          field("c", INSTANT, FlagChange::created),
          field("v", TEXT.as(ProviderEventId::new, ProviderEventId::value), FlagChange::event),
          optional("b", INSTANT, FlagChange::before),
          optional("a", INSTANT, FlagChange::at));

  private static final Attribute<FlagChanges> CHANGES =
      CHANGE.map().list().as(FlagChanges::new, FlagChanges::latest);

  private static final Attribute<Set<Instant>> STARTS =
      INSTANT.list().as(Set::copyOf, starts -> starts.stream().sorted().toList());

  private static final ItemCodec<SeenPrice> SEEN =
      ItemCodec.of(
          SeenPrice::new,
          field("i", ITEM, SeenPrice::item),
          field("l", PLAN, SeenPrice::named),
          field("p", PRICE, SeenPrice::price));

  private static final Comparator<SeenPrice> BY_ITEM =
      Comparator.comparing((SeenPrice seen) -> seen.item().value())
          .thenComparing(seen -> seen.named().value())
          .thenComparing(seen -> seen.price().value());

  private static final Attribute<Set<SeenPrice>> ALL_SEEN =
      SEEN.map().list().as(Set::copyOf, all -> all.stream().sorted(BY_ITEM).toList());

  /// All facts except payments.
  private record OtherFacts(
      Set<Instant> failed,
      Set<Instant> givenUp,
      FlagChanges cancellation,
      FlagChanges pause,
      Optional<Instant> endedAt) {
    static OtherFacts of(Subscription known) {
      return new OtherFacts(
          known.failed(), known.givenUp(), known.cancellation(), known.pause(), known.endedAt());
    }
  }

  private static final ItemCodec<OtherFacts> OTHER_FACTS =
      ItemCodec.of(
          OtherFacts::new,
          unless(Set.of(), "f", STARTS, OtherFacts::failed),
          unless(Set.of(), "g", STARTS, OtherFacts::givenUp),
          unless(FlagChanges.NONE, "c", CHANGES, OtherFacts::cancellation),
          unless(FlagChanges.NONE, "z", CHANGES, OtherFacts::pause),
          optional("d", INSTANT, OtherFacts::endedAt));

  private SubscriptionMap() {}

  /// The facts of a subscription. They name the owner of a term unless it is `usual`.
  static ItemCodec<Subscription> codec(Optional<Owner> usual) {
    return ItemCodec.of(
        SubscriptionMap::subscription,
        field("n", ID, Subscription::id),
        field("t", terms(usual), Subscription::terms),
        unless(Set.of(), "x", EXTENSIONS, Subscription::extensions),
        OTHER_FACTS.part(OtherFacts::of),
        optional("m", INSTANT, Subscription::firstPaid),
        unless(Set.of(), "h", ALL_SEEN, Subscription::seen));
  }

  private static Attribute<List<Term>> terms(Optional<Owner> usual) {
    ItemCodec<Sale> sale =
        ItemCodec.of(
            Sale::new,
            LINE.part(Sale::line),
            usual
                .map(owner -> unless(owner, "o", OWNER, Sale::owner))
                .orElseGet(() -> field("o", OWNER, Sale::owner)),
            field("l", PLAN, Sale::plan),
            field("c", CREDITS, Sale::credits),
            unless(Credits.NONE, "b", CREDITS, Sale::bonus),
            unless(Refill.NONE, "r", TEXT.as(Refill::valueOf, Refill::name), Sale::refill),
            unless(Upgrade.DIFFERENCE, "u", UPGRADE, Sale::upgrade));
    ItemCodec<Sales> sales =
        ItemCodec.of(Sales::new, sale.part(Sales::sale), field("s", TIMES, Sales::times));
    return sales.map().list().as(all -> all.stream().flatMap(Sales::terms).toList(), Sales::of);
  }

  private static List<PaidTime> times(List<List<Instant>> runs) {
    List<PaidTime> times = new ArrayList<>();
    for (List<Instant> run : runs) {
      for (int end = 1; end < run.size(); end++) {
        times.add(new PaidTime(run.get(end - 1), run.get(end)));
      }
    }
    return times;
  }

  private static List<List<Instant>> runs(List<PaidTime> times) {
    List<List<Instant>> runs = new ArrayList<>();
    for (PaidTime time : times) {
      if (runs.isEmpty() || !runs.getLast().getLast().equals(time.start())) {
        runs.add(new ArrayList<>(List.of(time.start())));
      }
      runs.getLast().add(time.end());
    }
    return runs;
  }

  private static Subscription subscription(
      SubscriptionId id,
      List<Term> terms,
      Set<Extension> extensions,
      OtherFacts others,
      Optional<Instant> firstPaid,
      Set<SeenPrice> seen) {
    return new Subscription(
        id,
        terms,
        extensions,
        others.failed(),
        others.givenUp(),
        others.cancellation(),
        others.pause(),
        others.endedAt(),
        firstPaid,
        seen);
  }
}
