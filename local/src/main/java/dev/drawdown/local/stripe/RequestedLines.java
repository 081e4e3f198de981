package dev.drawdown.local.stripe;

import dev.drawdown.local.stripe.BilledSubscription.Item;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Computes the lines of one invoice: those in the request, or those that the provider would bill
/// at `now` for that reason.
///
/// `before` is the subscription before the request, `after` is the subscription with its changes.
record RequestedLines(
    EventRequest request,
    BilledSubscription before,
    BilledSubscription after,
    String reason,
    PriceList prices,
    Instant now) {
  static final String UPDATE = "subscription_update";
  static final String CYCLE = "subscription_cycle";

  private static final Duration USUAL_TRIAL = Duration.ofDays(14);
  private static final int MOST_PERIODS = 24;

  /// One line: so many units of an item for a period. A `proration` is for a part of one.
  /// `discount` is subtracted from the amount. It is 0 if the amount is net already.
  record Line(
      Item item,
      long amount,
      long quantity,
      BillingPeriod period,
      boolean proration,
      boolean invoiceItem,
      OptionalLong discount) {
    boolean isCredit() {
      return amount < 0;
    }

    private Line withCoupon(long percent, boolean itemized) {
      long off = amount * percent / 100;
      boolean net = proration && !itemized;
      return new Line(
          item,
          net ? amount - off : amount,
          quantity,
          period,
          proration,
          invoiceItem,
          OptionalLong.of(net ? 0 : off));
    }
  }

  List<Line> lines() {
    List<EventRequest> named = request.lines();
    List<Line> lines = new ArrayList<>(named.isEmpty() ? usual() : named(named));
    request
        .number("credit")
        .ifPresent(credit -> lines.add(creditItem(credit, lines.getFirst().period())));
    OptionalLong percent = request.number("coupon", 1, 100);
    return percent.isPresent() ? discounted(lines, percent.getAsLong()) : lines;
  }

  /// Prorations are net of discounts unless the subscription `itemized` them.
  private List<Line> discounted(List<Line> lines, long percent) {
    boolean itemized = request.flag("itemized");
    return lines.stream()
        .map(line -> line.isCredit() ? line : line.withCoupon(percent, itemized))
        .toList();
  }

  /// The subscription after the payment of the lines.
  BilledSubscription paid(List<Line> lines) {
    BilledSubscription paid = after;
    for (Line line : lines) {
      if (line.isCredit()) {
        continue;
      }
      BillingPeriod period = line.proration() ? periodOf(line) : line.period();
      Item before = paid.item(line.item().id()).orElse(line.item());
      Item item = line.item().paidLike(before).paidFor(units(line, lines), period);
      paid = paid.with(item).paidFrom(period.start(), trialEnd(period));
    }
    return paid;
  }

  /// The period that contains a proration: the paid one, or only its own if there is none.
  private BillingPeriod periodOf(Line proration) {
    BillingPeriod part = proration.period();
    return after.paid(proration.item(), part.start()).orElse(part);
  }

  private Optional<Instant> trialEnd(BillingPeriod period) {
    return isTrial() ? Optional.of(period.end()) : Optional.empty();
  }

  /// The units of a line's item. If several lines are for one period, as with tiers, their sum.
  private static long units(Line line, List<Line> lines) {
    return lines.stream()
        .filter(
            other ->
                !other.isCredit()
                    && other.item().id().equals(line.item().id())
                    && other.period().equals(line.period()))
        .mapToLong(Line::quantity)
        .sum();
  }

  private List<Line> usual() {
    String changed = request.name("item").orElse(after.defaultItem());
    boolean all = !reason.equals(UPDATE) || restarts();
    List<Item> billed =
        after.items().stream().filter(item -> all || item.id().equals(changed)).toList();
    if (billed.isEmpty()) {
      throw request.missing("plan", "no plan was paid for by " + after.id());
    }
    List<Line> lines = new ArrayList<>();
    for (Item item : billed) {
      EventRequest own = item.id().equals(changed) ? request : EventRequest.EMPTY;
      BillingPeriod period = request.period(usualPeriod(item), after.cycle());
      long repeated = request.number("periods", 1, MOST_PERIODS).orElse(1);
      for (long i = 0; i < repeated; i++) {
        lines.add(line(own, item, period));
        period = after.cycle().through(period.start()).from(period.end());
      }
      if (reason.equals(UPDATE)) {
        before.item(item.id()).flatMap(this::unusedTime).ifPresent(lines::add);
      }
    }
    return lines;
  }

  private List<Line> named(List<EventRequest> named) {
    List<Line> lines = new ArrayList<>();
    BilledSubscription billed = after;
    for (EventRequest line : named) {
      String id = line.name("item").orElse(itemId(line, billed));
      Item item =
          billed
              .itemIn(line, id, prices)
              .orElseThrow(() -> line.missing("plan", "or name a price, or an item that has one"));
      billed = billed.with(item);
      BillingPeriod usual = request.period(usualPeriod(item), after.cycle());
      lines.add(line(line, item, line.period(usual, after.cycle())));
      line.json().requireNoMore();
    }
    return lines;
  }

  /// The item at the line's price, else a new one for it.
  private String itemId(EventRequest line, BilledSubscription billed) {
    Optional<String> price = line.name("price").or(() -> line.name("plan").map(prices::idOf));
    if (price.isEmpty() || billed.items().isEmpty()) {
      return billed.defaultItem();
    }
    return billed.items().stream()
        .filter(item -> item.priceId().equals(price.get()))
        .map(Item::id)
        .findFirst()
        .orElseGet(() -> line.named("item", billed.defaultItem() + "_" + price.get()));
  }

  private Line line(EventRequest own, Item item, BillingPeriod period) {
    long quantity = own.number("quantity").orElse(item.quantity());
    boolean partial = reason.equals(UPDATE) && !restarts();
    boolean proration =
        own.optionalFlag("proration").orElse(request.optionalFlag("proration").orElse(partial));
    return new Line(
        item,
        own.signedAmount("amount").orElseGet(() -> amount(own, item, quantity, period, partial)),
        quantity,
        period,
        proration,
        own.optionalFlag("invoiceItem").orElse(request.flag("invoiceItem")),
        OptionalLong.empty());
  }

  private long amount(
      EventRequest own, Item item, long quantity, BillingPeriod period, boolean partial) {
    if (isTrial()) {
      return 0;
    }
    long whole = own.total(after.unitAmount(own, item), quantity);
    return partial ? after.current(item, now).prorated(whole, period.start()) : whole;
  }

  /// The credit for the rest of the period that an item was paid for.
  private Optional<Line> unusedTime(Item item) {
    long whole = request.total(before.unitAmount(request, item), item.quantity());
    return item.periods().stream()
        .filter(paid -> paid.includes(now))
        .findFirst()
        .map(
            paid ->
                new Line(
                    item,
                    -paid.prorated(whole, now),
                    item.quantity(),
                    new BillingPeriod(now, paid.end()),
                    true,
                    request.flag("invoiceItem"),
                    OptionalLong.empty()));
  }

  private Line creditItem(long credit, BillingPeriod period) {
    Item item = new Item("", "price_credit", prices.ofPriceId("price_credit"), 1, List.of());
    return new Line(item, -credit, 1, period, false, true, OptionalLong.empty());
  }

  private BillingPeriod usualPeriod(Item item) {
    if (isTrial()) {
      return new BillingPeriod(now, now.plus(USUAL_TRIAL));
    }
    return switch (reason) {
      case "subscription_create" -> after.cycle().from(now);
      case CYCLE -> after.next(item, now);
      case UPDATE ->
          restarts()
              ? after.cycle().from(now)
              : new BillingPeriod(now, after.current(item, now).end());
      default -> after.current(item, now);
    };
  }

  /// Whether a new period begins now, because of another interval or another anchor.
  private boolean restarts() {
    return request.flag("restart") || before.cycle().months() != after.cycle().months();
  }

  private boolean isTrial() {
    return request.flag("trial");
  }
}
