package dev.drawdown.domain.charge;

import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static dev.drawdown.domain.fixtures.Facts.paid;
import static dev.drawdown.domain.fixtures.Run.run;
import static dev.drawdown.domain.fixtures.Times.APRIL;
import static dev.drawdown.domain.fixtures.Times.MARCH;
import static dev.drawdown.domain.fixtures.Times.MAY;

import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.fixtures.CatalogBuilder;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/// A row of a scenario table, played: `plan 5, pack 20` and then `hold 8, capture 5`.
///
/// All steps concern the charge `k`, except `spend`, which is another charge. `plan` is one of
/// calendar months, and `paid` is a plan paid until May. It is noon on 10 March until a step
/// changes the time.
final class Scenario {
  private final List<String> given;
  private final Account account;
  private Object answer = "nothing asked";

  Scenario(String given) {
    this.given = List.of(given.split(", ", -1));
    this.account = Account.on(catalog(1));
    if (isGiven("paid")) {
      account.given(paid("paid", MARCH, MAY));
    }
    this.given.stream()
        .filter(bucket -> bucket.startsWith("pack"))
        .forEach(bucket -> account.topUp(number(bucket)));
  }

  Scenario play(String steps) {
    for (String step : steps.split(", ", -1)) {
      play(List.of(step.split(" ", -1)));
    }
    return this;
  }

  private void play(List<String> step) {
    switch (step.getFirst()) {
      case "charge" -> answer = account.charge("k", run(amount(step)));
      case "spend" -> account.charged(run(amount(step)));
      case "hold" -> answer = account.charge("k", run(amount(step)).held(duration(step)));
      case "capture" ->
          answer = step.size() == 1 ? account.capture("k") : account.capture("k", amount(step));
      case "part" -> answer = account.part("k", amount(step));
      case "extend" -> answer = account.extend("k", Duration.parse(step.get(1)));
      case "release", "refund" -> answer = account.refund("k");
      case "wait" -> account.after(Duration.parse(step.get(1)));
      case "at" -> account.at(step.get(1));
      case "april" -> account.at(APRIL);
      case "price" -> account.underCatalog(catalog(amount(step)));
      default -> throw new IllegalArgumentException("no such step: " + step);
    }
  }

  Account account() {
    return account;
  }

  Charge charge() {
    return account.find("k");
  }

  /// The stored state for a decision about the charge.
  Situation situation() {
    return account.situation("k");
  }

  Object answer() {
    return answer;
  }

  /// The kind of the last answer, such as `HoldExpired`.
  String answered() {
    return answer.getClass().getSimpleName();
  }

  /// The credits left in each bucket, such as `0 + 20`.
  String left() {
    return account.left().stream().map(String::valueOf).collect(Collectors.joining(" + "));
  }

  String status() {
    return charge().statusAt(account.clock()).label();
  }

  private CatalogBuilder catalog(long price) {
    CatalogBuilder catalog = simple().action("run", price);
    for (String bucket : given) {
      if (bucket.startsWith("plan")) {
        catalog.monthly(number(bucket));
      } else if (bucket.startsWith("paid")) {
        catalog.paid("paid", number(bucket), 0);
      }
    }
    return catalog;
  }

  private boolean isGiven(String word) {
    return given.stream().anyMatch(bucket -> bucket.startsWith(word));
  }

  private static int amount(List<String> step) {
    return Integer.parseInt(step.get(1));
  }

  private static Duration duration(List<String> step) {
    return step.size() > 2 ? Duration.parse(step.get(2)) : ChargeRequest.DEFAULT_HOLD;
  }

  private static long number(String bucket) {
    return Long.parseLong(bucket.substring(bucket.indexOf(' ') + 1));
  }
}
