package dev.drawdown.local.guide;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.catalog.Action;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.catalog.Pack;
import dev.drawdown.domain.catalog.Plan;
import dev.drawdown.domain.rules.Rules;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The world of one example: the rules under a catalog, a clock, new customers, and the measured
/// figures and differences.
///
/// It always begins on a day in the middle of March, so an example always has the same result.
/// Amounts are those in force at the time of the page.
final class ExampleScene {
  private static final Instant BEGIN = Instant.parse("2026-03-10T12:00:00Z");

  private final Catalog whole;
  private final ExampleTable table = new ExampleTable();
  private final Map<String, Figure> measured = new LinkedHashMap<>();
  private final List<String> differences = new ArrayList<>();
  private Offer offer;
  private Instant clock = BEGIN;

  ExampleScene(Catalog catalog, Instant asOf) {
    this(catalog, Offer.at(asOf, catalog));
  }

  private ExampleScene(Catalog whole, Offer offer) {
    this.whole = whole;
    this.offer = offer;
  }

  /// Another world under the same catalog, in which nothing has happened yet.
  ExampleScene anew() {
    return new ExampleScene(whole, offer);
  }

  /// Plays at another time, with the amounts in force then.
  void beginAt(Instant instant) {
    clock = instant;
    offer = Offer.at(instant, whole);
  }

  Offer offer() {
    return offer;
  }

  Rules rules() {
    return Rules.of(offer.catalog());
  }

  ExampleTable table() {
    return table;
  }

  Instant clock() {
    return clock;
  }

  void at(Instant instant) {
    clock = instant;
  }

  void after(Duration duration) {
    at(clock.plus(duration));
  }

  void after(Period period) {
    at(plus(clock, period));
  }

  static Instant plus(Instant instant, Period period) {
    return instant.atZone(ZoneOffset.UTC).plus(period).toInstant();
  }

  /// A new customer.
  Person person() {
    return person("mia");
  }

  Person person(String name) {
    return new Person(this, new AccountId(name));
  }

  /// A customer past the trial, if there is one.
  Person personPastTrial() {
    Person person = person();
    offer
        .catalog()
        .trial()
        .ifPresent(
            trial -> {
              person.run(offer.cheapest());
              after(Duration.ofDays(Offer.days(trial)));
            });
    return person;
  }

  /// A customer who has just paid for `plan`.
  Person personOn(Plan plan) {
    Person person = person();
    person.subscription().pay(plan);
    return person;
  }

  /// A customer whose credits cover so many runs of `action`: free credits if possible, otherwise
  /// bought ones.
  Person personWithCreditsFor(Action action, int runs) {
    Person person = person();
    person.requireCreditsFor(action(action), runs);
    return person;
  }

  /// A customer with renewed credits or a trial: on the smallest plan, if any is sold.
  Person personWithAllowance() {
    return offer.plan().map(this::personOn).orElseGet(this::personPastTrial);
  }

  /// Moves to the instant at which such credits renew, with a payment if needed.
  void beginNextPeriod(Person person) {
    at(person.balance().usage().resetsAt().orElseThrow());
    offer.plan().ifPresent(plan -> person.subscription().renew(plan));
  }

  /// A customer with credits of each kind. Those of a group have the cap `limit`.
  Person personWithEverything(long limit) {
    Person person = personWithAllowance();
    offer.poolPlans().stream()
        .findFirst()
        .ifPresent(plan -> person.join(groupOn(plan), Optional.of(Credits.of(limit))));
    offer.packs().stream().findFirst().ifPresent(person::checkOut);
    if (offer.has(BucketKind.PROMOTIONAL)) {
      person.correct(offer.dearest().cost().amount());
    }
    return person;
  }

  /// A customer who lacks one credit for a run of `action`.
  Person personWithTooLittleFor(Action action) {
    long enough = action.cost().amount() - 1;
    if (offer.kinds().equals(List.of(BucketKind.POOL))) {
      Person member = person();
      if (enough > 0) {
        member.join(groupOn(offer.poolPlans().getFirst()), Optional.of(Credits.of(enough)));
      }
      return member;
    }
    Person person = personWithCreditsFor(action, 1);
    person.correct(enough - person.total());
    return person;
  }

  /// A group that has just paid for `plan`.
  Group groupOn(Plan plan) {
    return groupOn("office", plan);
  }

  Group group(String name) {
    return new Group(this, new PoolId(name));
  }

  Group groupOn(String name, Plan plan) {
    Group group = group(name);
    group.subscription().pay(plan);
    return group;
  }

  /// The action of that name in the current catalog.
  Action action(Action named) {
    return offer.catalog().action(named.id()).orElseThrow();
  }

  Plan plan(Plan named) {
    return offer.catalog().plan(named.id()).orElseThrow();
  }

  Pack pack(Pack named) {
    return offer.catalog().pack(named.id()).orElseThrow();
  }

  /// Records the measured value of a figure in the sentence or in its example.
  void measure(String name, Figure figure) {
    measured.put(name, figure);
  }

  void measure(String name, long number) {
    measure(name, Figure.of(number));
  }

  /// Records the difference `otherwise`, unless `holds`.
  void check(boolean holds, String otherwise) {
    if (!holds) {
      differences.add(otherwise);
    }
  }

  /// Records a difference if the number called `name` isn't the one in the sentence.
  void check(String name, long expected, long found) {
    String otherwise =
        String.format(Locale.ROOT, "%s is %,d, and should be %,d", name, found, expected);
    check(expected == found, otherwise);
  }

  Map<String, Figure> measured() {
    return Map.copyOf(measured);
  }

  List<String> differences() {
    return List.copyOf(differences);
  }
}
