package dev.drawdown.local.stripe;

import dev.drawdown.domain.catalog.Pack.Price;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A subscription as the provider knows it: its customer, items, rhythm, paid periods and metadata.
///
/// `pastDue` means that the payment of the last renewal failed. `trialEnd` is the end of a trial at
/// the provider.
record BilledSubscription(
    String id,
    Optional<String> customer,
    Instant startedAt,
    Map<String, String> metadata,
    BillingPeriod.Cycle cycle,
    List<Item> items,
    Optional<Instant> trialEnd,
    boolean pastDue) {
  BilledSubscription {
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    items = List.copyOf(items);
  }

  static BilledSubscription startedAt(Instant now, String id) {
    return new BilledSubscription(
        id,
        Optional.empty(),
        now,
        Map.of(),
        new BillingPeriod.Cycle(now, 1),
        List.of(),
        Optional.empty(),
        false);
  }

  /// So many units for `monthly` each, and the paid periods in order.
  record Item(
      String id, String priceId, Price monthly, long quantity, List<BillingPeriod> periods) {
    /// The same item, with the paid periods of `other`.
    Item paidLike(Item other) {
      return new Item(id, priceId, monthly, quantity, other.periods());
    }

    /// The same item after a payment for a period, which replaces the periods that it overlaps.
    Item paidFor(long units, BillingPeriod period) {
      List<BillingPeriod> paid =
          Stream.concat(
                  periods.stream()
                      .filter(
                          other ->
                              !other.end().isAfter(period.start())
                                  || !other.start().isBefore(period.end())),
                  Stream.of(period))
              .sorted(Comparator.comparing(BillingPeriod::start))
              .toList();
      return new Item(id, priceId, monthly, units, paid);
    }
  }

  /// The same subscription with the changes of a request to its owner, metadata, rhythm and items.
  BilledSubscription changedBy(EventRequest request, PriceList prices) {
    List<String> removed = request.names("remove");
    List<Item> kept = items.stream().filter(item -> !removed.contains(item.id())).toList();
    Optional<Item> changed =
        itemIn(request, request.name("item").orElse(defaultItem()), prices)
            .filter(item -> !removed.contains(item.id()));
    BilledSubscription result =
        new BilledSubscription(
            id,
            request.customer().or(this::customer),
            startedAt,
            metadata(request, changed, prices),
            cycle(request),
            kept,
            trialEnd,
            pastDue);
    return changed.map(result::with).orElse(result);
  }

  /// The item of that identifier with the changes of a request, if the request or the subscription
  /// defines it.
  Optional<Item> itemIn(EventRequest request, String itemId, PriceList prices) {
    Optional<Item> before = item(itemId);
    Optional<String> plan = request.name("plan");
    Optional<String> named = request.name("price").or(() -> plan.map(prices::idOf));
    long quantity = request.number("quantity").orElse(before.map(Item::quantity).orElse(1L));
    return named
        .or(() -> before.map(Item::priceId))
        .map(
            price ->
                new Item(
                    itemId,
                    price,
                    plan.map(prices::ofPlan)
                        .or(
                            () ->
                                before
                                    .filter(same -> same.priceId().equals(price))
                                    .map(Item::monthly))
                        .orElseGet(() -> prices.ofPriceId(price)),
                    quantity,
                    before.map(Item::periods).orElse(List.of())));
  }

  private BillingPeriod.Cycle cycle(EventRequest request) {
    return request
        .oneOf("interval", List.of("month", "year"))
        .map(interval -> cycle.every(interval.equals("year") ? 12 : 1))
        .orElse(cycle);
  }

  /// The metadata names the plan if its price alone doesn't, as a team would set it up.
  private Map<String, String> metadata(
      EventRequest request, Optional<Item> changed, PriceList prices) {
    Map<String, String> changedMetadata = request.ownerMetadata(metadata);
    request
        .name("plan")
        .ifPresent(
            plan -> {
              changedMetadata.remove("plan");
              if (changed.filter(item -> prices.lists(plan, item.priceId())).isEmpty()) {
                changedMetadata.put("plan", plan);
              }
            });
    request
        .number("credits")
        .ifPresent(size -> changedMetadata.put("credits", Long.toString(size)));
    request.changeMetadata(changedMetadata);
    return changedMetadata;
  }

  String defaultItem() {
    return items.isEmpty() ? "si_" + id : items.getFirst().id();
  }

  Optional<Item> item(String itemId) {
    return items.stream().filter(item -> item.id().equals(itemId)).findFirst();
  }

  /// The same subscription with `item`, which replaces an item of the same identifier.
  BilledSubscription with(Item item) {
    Map<String, Item> byId = new LinkedHashMap<>();
    items.forEach(each -> byId.put(each.id(), each));
    byId.put(item.id(), item);
    return with(cycle, List.copyOf(byId.values()), trialEnd, pastDue);
  }

  /// The same subscription after a payment for a period from `start` on.
  BilledSubscription paidFrom(Instant start, Optional<Instant> trial) {
    return with(cycle.through(start), items, trial.or(() -> trialEnd), false);
  }

  /// The same subscription after the payment of a renewal failed.
  BilledSubscription failed() {
    return with(cycle, items, trialEnd, true);
  }

  private BilledSubscription with(
      BillingPeriod.Cycle rhythm, List<Item> all, Optional<Instant> trial, boolean failed) {
    return new BilledSubscription(id, customer, startedAt, metadata, rhythm, all, trial, failed);
  }

  long unitAmount(EventRequest request, Item item) {
    return request.total(item.monthly().amount(), cycle.months());
  }

  /// The period of an item at `now`. An item that was never paid is in the period of the others, or
  /// in its first one.
  BillingPeriod current(Item item, Instant now) {
    return Stream.concat(Stream.of(item), items.stream())
        .filter(each -> !each.periods().isEmpty())
        .findFirst()
        .map(each -> current(each.periods(), now))
        .orElseGet(() -> cycle.from(now));
  }

  /// The paid period at `now`: that of the item, or of another one.
  Optional<BillingPeriod> paid(Item item, Instant now) {
    return Stream.concat(Stream.of(item), items.stream())
        .flatMap(each -> each.periods().stream())
        .filter(period -> period.includes(now))
        .findFirst();
  }

  private BillingPeriod current(List<BillingPeriod> paid, Instant now) {
    return paid.stream()
        .filter(period -> now.isBefore(period.end()))
        .findFirst()
        .orElseGet(() -> cycle.next(paid.getLast(), now));
  }

  /// The next period of an item to pay.
  BillingPeriod next(Item item, Instant now) {
    return item.periods().isEmpty()
        ? current(item, now)
        : cycle.next(item.periods().getLast(), now);
  }

  /// The state that the provider reports unless a request names another.
  String status(Instant now) {
    if (trialEnd.filter(now::isBefore).isPresent()) {
      return "trialing";
    }
    return pastDue ? "past_due" : "active";
  }
}
