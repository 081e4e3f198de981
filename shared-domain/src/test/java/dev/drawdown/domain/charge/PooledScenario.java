package dev.drawdown.domain.charge;

import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static dev.drawdown.domain.fixtures.Facts.cancelled;
import static dev.drawdown.domain.fixtures.Facts.ended;
import static dev.drawdown.domain.fixtures.Facts.failed;
import static dev.drawdown.domain.fixtures.Facts.givenUp;
import static dev.drawdown.domain.fixtures.Facts.paid;
import static dev.drawdown.domain.fixtures.Facts.renewed;
import static dev.drawdown.domain.fixtures.Facts.withdrawn;
import static dev.drawdown.domain.fixtures.Run.run;
import static dev.drawdown.domain.fixtures.Times.APRIL;
import static dev.drawdown.domain.fixtures.Times.MARCH;
import static dev.drawdown.domain.fixtures.Times.MAY;
import static dev.drawdown.domain.fixtures.Times.utc;

import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.fixtures.CatalogBuilder;
import dev.drawdown.domain.fixtures.Office;
import dev.drawdown.domain.ledger.Draw;
import dev.drawdown.domain.ledger.Drawdown;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A row of a scenario table about a member of an office's pool, played: `solo 3, pool 5, pack 10`
/// and then `charge 12, refund`.
///
/// `solo` is the member's own plan, paid until May. `pool` is the office's, paid until April and
/// spread over `shards`, 1 by default. `cap` is the member's. With `resets`, an upgrade sets the
/// balance to the new plan's amount.
///
/// All steps concern the charge `k`, with two exceptions. `spend` is another charge, and
/// `colleague` is a charge of a member without own credits. It is noon on 10 March until a step
/// changes the time.
final class PooledScenario {
  private final List<String> given;
  private final Office office;
  private final Account member;
  private final Account colleague;
  private Object answer = "nothing asked";

  PooledScenario(String given) {
    this.given = List.of(given.split(", ", -1));
    this.office = Office.on(catalog()).given(paid("office", MARCH, APRIL));
    this.colleague = office.member("colleague");
    this.member = isGiven("cap") ? office.member("mia", number("cap", 0)) : office.member("mia");
    if (isGiven("solo")) {
      member.given(paid("sub-solo", "solo", MARCH, MAY));
    }
    this.given.stream()
        .filter(bucket -> bucket.startsWith("pack"))
        .forEach(bucket -> member.topUp(number(bucket)));
  }

  private CatalogBuilder catalog() {
    int shards = (int) number("shards", 1);
    CatalogBuilder catalog =
        simple()
            .pool("office", number("pool", 0), shards)
            .pool("large", 2 * number("pool", 0), shards);
    if (isGiven("solo")) {
      catalog.paid("solo", number("solo", 0), 0);
    }
    if (isGiven("resets")) {
      catalog.upgradeResets();
    }
    return order().map(catalog::drawn).orElse(catalog);
  }

  private Optional<BucketKind[]> order() {
    return given.stream()
        .filter(fact -> fact.startsWith("drawn "))
        .map(fact -> List.of(fact.split(" ", -1)))
        .map(
            words ->
                words.stream()
                    .skip(1)
                    .map(label -> BucketKind.labelled(label).orElseThrow())
                    .toArray(BucketKind[]::new))
        .findFirst();
  }

  PooledScenario play(String steps) {
    for (String step : steps.split(", ", -1)) {
      play(List.of(step.split(" ", -1)));
    }
    return this;
  }

  private void play(List<String> step) {
    switch (step.getFirst()) {
      case "charge" -> answer = member.charge("k", run(amount(step)));
      case "hold" -> answer = member.charge("k", run(amount(step)).held(duration(step)));
      case "spend" -> member.charged(run(amount(step)));
      case "colleague" -> colleague.charged(run(amount(step)));
      case "capture" ->
          answer = step.size() == 1 ? member.capture("k") : member.capture("k", amount(step));
      case "part" -> answer = member.part("k", amount(step));
      case "extend" -> answer = member.extend("k", Duration.parse(step.get(1)));
      case "release", "refund" -> answer = member.refund("k");
      case "wait" -> office.after(Duration.parse(step.get(1)));
      case "at" -> office.at(utc(step.get(1)));
      case "april" -> office.at(APRIL);
      case "join" ->
          answer = step.size() == 1 ? member.join("office") : member.join("office", amount(step));
      case "leave" -> answer = member.leave("office");
      default -> apply(step.getFirst());
    }
  }

  /// Applies a fact that the office's provider states about its pool.
  private void apply(String fact) {
    Instant now = office.clock();
    switch (fact) {
      case "renewed" -> office.given(renewed("office", APRIL, MAY));
      case "upgraded" -> office.given(paid("large", now, APRIL));
      case "failed" -> office.given(failed(APRIL));
      case "given-up" -> {
        office.given(givenUp(APRIL));
        office.at(APRIL.plus(Duration.ofDays(3)));
      }
      case "cancelled" -> office.given(cancelled(now, APRIL));
      case "withdrawn" -> office.given(withdrawn(now));
      case "ended" -> office.given(ended(now));
      default -> throw new IllegalArgumentException("no such step: " + fact);
    }
  }

  Office office() {
    return office;
  }

  Account member() {
    return member;
  }

  Charge charge() {
    return member.find("k");
  }

  Object answer() {
    return answer;
  }

  /// The kind of the last answer, such as `HoldExpired`.
  String answered() {
    return answer.getClass().getSimpleName();
  }

  /// The credits left in each of the member's buckets and in the pool, such as `0 + 5 + 10`.
  String left() {
    return member.left().stream().map(String::valueOf).collect(Collectors.joining(" + "));
  }

  /// The credits that the charge `k` took, such as `plan 3, pool 5`, for any number of shards.
  String drawn() {
    return drawn(charge().asOf(office.clock()).drawdown());
  }

  private static String drawn(Drawdown drawdown) {
    return drawdown.draws().stream()
        .collect(
            Collectors.groupingBy(
                draw -> draw.bucket().kind().label(),
                LinkedHashMap::new,
                Collectors.summingLong(draw -> draw.credits().amount())))
        .entrySet()
        .stream()
        .map(kind -> kind.getKey() + " " + kind.getValue())
        .collect(Collectors.joining(", "));
  }

  /// The number of shards that the charge `k` drew from.
  long shardsDrawn() {
    return charge().drawdown().draws().stream().filter(Draw.Pooled.class::isInstance).count();
  }

  String status() {
    return charge().statusAt(office.clock()).label();
  }

  private boolean isGiven(String word) {
    return given.stream().anyMatch(fact -> fact.startsWith(word));
  }

  private long number(String word, long otherwise) {
    return given.stream()
        .filter(fact -> fact.startsWith(word + " "))
        .findFirst()
        .map(PooledScenario::number)
        .orElse(otherwise);
  }

  private static long number(String fact) {
    return Long.parseLong(fact.substring(fact.lastIndexOf(' ') + 1));
  }

  private static int amount(List<String> step) {
    return Integer.parseInt(step.get(1));
  }

  private static Duration duration(List<String> step) {
    return step.size() > 2 ? Duration.parse(step.get(2)) : ChargeRequest.DEFAULT_HOLD;
  }
}
