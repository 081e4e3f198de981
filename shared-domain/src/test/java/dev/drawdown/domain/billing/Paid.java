package dev.drawdown.domain.billing;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.billing.Term.Refill;
import dev.drawdown.domain.billing.Term.Upgrade;
import dev.drawdown.domain.catalog.Plan.PlanId;
import dev.drawdown.domain.subscription.ProviderEventId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/// A paid line, written as `plan("solo", 100).from("2027-03-01").until("2027-04-01")`.
record Paid(
    Optional<ItemId> item,
    String plan,
    long each,
    int quantity,
    Instant start,
    Instant end,
    long bonus,
    Refill refill,
    Upgrade upgrade,
    Owner owner) {
  static final Owner ACCOUNT = new AccountId("acc-1");

  static Paid plan(String plan, long each) {
    return new Paid(
        Optional.of(new ItemId("item-1")),
        plan,
        each,
        1,
        day("2027-03-01"),
        day("2027-04-01"),
        0,
        Refill.NONE,
        Upgrade.DIFFERENCE,
        ACCOUNT);
  }

  static Paid solo() {
    return plan("solo", 100);
  }

  static Paid plus() {
    return plan("plus", 300);
  }

  static Instant day(String date) {
    return date.length() > 10
        ? Instant.parse(date + ":00Z")
        : LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  Paid item(String name) {
    return item(Optional.of(new ItemId(name)));
  }

  Paid withoutItem() {
    return item(Optional.empty());
  }

  private Paid item(Optional<ItemId> named) {
    return new Paid(named, plan, each, quantity, start, end, bonus, refill, upgrade, owner);
  }

  Paid seats(int seats) {
    return new Paid(item, plan, each, seats, start, end, bonus, refill, upgrade, owner);
  }

  Paid from(String date) {
    return new Paid(item, plan, each, quantity, day(date), end, bonus, refill, upgrade, owner);
  }

  Paid until(String date) {
    return new Paid(item, plan, each, quantity, start, day(date), bonus, refill, upgrade, owner);
  }

  Paid renewal(long brings) {
    return new Paid(item, plan, each, quantity, start, end, brings, refill, upgrade, owner);
  }

  Paid monthly() {
    return new Paid(item, plan, each, quantity, start, end, bonus, Refill.MONTHLY, upgrade, owner);
  }

  Paid reset() {
    return new Paid(item, plan, each, quantity, start, end, bonus, refill, Upgrade.RESET, owner);
  }

  Paid by(String account) {
    return new Paid(
        item, plan, each, quantity, start, end, bonus, refill, upgrade, new AccountId(account));
  }

  Term term() {
    PriceId price = new PriceId("price-" + plan);
    return new Term(
        new Term.Key(item, price, end, quantity, Optional.empty()),
        owner,
        start,
        new PlanId(plan),
        Term.amount(Credits.of(each), quantity),
        Credits.of(bonus),
        refill,
        upgrade);
  }

  Fact fact() {
    return new Fact.TermPaid(term(), Optional.empty());
  }

  /// A line of amount 0 for the same item and time.
  Fact free() {
    return new Fact.TermExtended(item.orElseThrow(), new PaidTime(start, end));
  }

  static Fact failed(String start) {
    return new Fact.PaymentFailed(day(start), false);
  }

  static Fact givenUp(String start) {
    return new Fact.PaymentFailed(day(start), true);
  }

  static Fact ended(String at) {
    return new Fact.Ended(day(at));
  }

  static Fact cancelled(String created, String at) {
    return new Fact.CancellationChanged(change(created, Optional.empty(), Optional.of(day(at))));
  }

  static Fact withdrawn(String created, String at) {
    return new Fact.CancellationChanged(change(created, Optional.of(day(at)), Optional.empty()));
  }

  static Fact paused(String created, String at) {
    return new Fact.PauseChanged(change(created, Optional.empty(), Optional.of(day(at))));
  }

  static Fact resumed(String created, String at) {
    return new Fact.PauseChanged(change(created, Optional.of(day(at)), Optional.empty()));
  }

  /// An event of a pause that began before, in a period that ends at `until`.
  static Fact stillPaused(String created, String until) {
    Optional<Instant> paused = Optional.of(day(until));
    return new Fact.PauseChanged(change(created, paused, paused));
  }

  static Fact notPaused(String created) {
    return new Fact.PauseChanged(change(created, Optional.empty(), Optional.empty()));
  }

  static Fact notCancelled(String created) {
    return new Fact.CancellationChanged(change(created, Optional.empty(), Optional.empty()));
  }

  static FlagChange change(String created, Optional<Instant> before, Optional<Instant> at) {
    String name =
        "evt-" + created + before.map(_ -> "-b").orElse("") + at.map(_ -> "-a").orElse("");
    return new FlagChange(day(created), new ProviderEventId(name.replace('T', '-')), before, at);
  }
}
