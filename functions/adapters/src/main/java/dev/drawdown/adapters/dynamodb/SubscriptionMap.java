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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The facts that are known of a subscription, within the wallet's item or in an item of its own.
///
/// A wallet may have twelve terms, so the names are letters.
final class SubscriptionMap {
  static final Attribute<SubscriptionId> ID = TEXT.as(SubscriptionId::new, SubscriptionId::value);
  static final Attribute<ItemId> ITEM = TEXT.as(ItemId::new, ItemId::value);
  static final Attribute<PlanId> PLAN = TEXT.as(PlanId::new, PlanId::value);

  private static final Attribute<PriceId> PRICE = TEXT.as(PriceId::new, PriceId::value);

  private static final ItemCodec<Term.Key> KEY =
      ItemCodec.of(
          Term.Key::new,
          optional("i", ITEM, Term.Key::item),
          field("p", PRICE, Term.Key::price),
          field("e", INSTANT, Term.Key::end),
          unless(1, "q", INT, Term.Key::quantity),
          optional("a", CREDITS, Term.Key::agreed));

  private static final ItemCodec<Term> TERM =
      ItemCodec.of(
          Term::new,
          KEY.part(Term::key),
          field("o", OWNER, Term::owner),
          field("s", INSTANT, Term::start),
          field("l", PLAN, Term::plan),
          field("c", CREDITS, Term::credits),
          unless(Credits.NONE, "b", CREDITS, Term::bonus),
          unless(Refill.NONE, "r", TEXT.as(Refill::valueOf, Refill::name), Term::refill),
          unless(Upgrade.RESET, "u", TEXT.as(Upgrade::valueOf, Upgrade::name), Term::upgrade));

  private static final ItemCodec<PaidTime> TIME =
      ItemCodec.of(
          PaidTime::new, field("s", INSTANT, PaidTime::start), field("e", INSTANT, PaidTime::end));

  private static final ItemCodec<Extension> EXTENSION =
      ItemCodec.of(Extension::new, field("i", ITEM, Extension::item), TIME.part(Extension::time));

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

  /// All facts but those of payments.
  private record News(
      Set<Instant> failed,
      Set<Instant> givenUp,
      FlagChanges cancellation,
      FlagChanges pause,
      Optional<Instant> endedAt) {
    static News of(Subscription known) {
      return new News(
          known.failed(), known.givenUp(), known.cancellation(), known.pause(), known.endedAt());
    }
  }

  private static final ItemCodec<News> NEWS =
      ItemCodec.of(
          News::new,
          unless(Set.of(), "f", STARTS, News::failed),
          unless(Set.of(), "g", STARTS, News::givenUp),
          unless(FlagChanges.NONE, "c", CHANGES, News::cancellation),
          unless(FlagChanges.NONE, "z", CHANGES, News::pause),
          optional("d", INSTANT, News::endedAt));

  static final ItemCodec<Subscription> CODEC =
      ItemCodec.of(
          SubscriptionMap::subscription,
          field("n", ID, Subscription::id),
          field("t", TERM.map().list(), Subscription::terms),
          unless(
              Set.of(),
              "x",
              EXTENSION
                  .map()
                  .list()
                  .as(
                      Set::copyOf,
                      all -> all.stream().sorted(Comparator.comparing(Extension::time)).toList()),
              Subscription::extensions),
          NEWS.part(News::of),
          optional("m", INSTANT, Subscription::firstPaid),
          unless(
              Set.of(), "h", SEEN.map().list().as(Set::copyOf, List::copyOf), Subscription::seen));

  private SubscriptionMap() {}

  private static Subscription subscription(
      SubscriptionId id,
      List<Term> terms,
      Set<Extension> extensions,
      News news,
      Optional<Instant> firstPaid,
      Set<SeenPrice> seen) {
    return new Subscription(
        id,
        terms,
        extensions,
        news.failed(),
        news.givenUp(),
        news.cancellation(),
        news.pause(),
        news.endedAt(),
        firstPaid,
        seen);
  }
}
