package dev.drawdown.adapters.catalog;

import static dev.drawdown.adapters.catalog.SampleCatalog.quoted;
import static dev.drawdown.adapters.catalog.SampleCatalog.with;

import java.util.List;
import java.util.stream.Stream;

/// Catalogs that must be refused, each with one fault.
final class BadCatalogs {
  private static final String ID =
      "must be 1 to 128 of A-Z a-z 0-9 . _ : @ | + = ~ - and not . or ..";
  private static final String NAME = "must be 1 to 100 characters and not blank";
  private static final String LINK = "must be an https link of at most 2048 characters";
  private static final String INSTANT = "must be an instant in UTC, such as 2026-03-01T00:00:00Z";
  private static final String MISSING = "is missing";
  private static final String TWICE = "is there twice";
  private static final String GRACE = "must be whole days or hours up to 366 days, such as P14D";
  private static final String KINDS = "must be plan or promotional or starter or pool or top-up";
  private static final String UNKNOWN = "is not a known field";

  private BadCatalogs() {}

  /// `structural` marks a fault that a schema can detect: in one place and without counting.
  record Bad(String json, String place, String reason, boolean structural) {
    String message() {
      return place.isEmpty() ? reason : place + ": " + reason;
    }

    @Override
    public String toString() {
      return message();
    }
  }

  static List<Bad> all() {
    return Stream.of(
            document(),
            actions(),
            plans(),
            changes(),
            offers(),
            rest(),
            gracePolicy(),
            references())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Bad> document() {
    return List.of(
        new Bad("", "", "is empty", false),
        new Bad("[]", "", "must be an object", true),
        new Bad(quoted("{'product': 'sample'"), "", "is not JSON, from line 1, column 21", false),
        new Bad("{}", "product", MISSING, true),
        bad("{'product': 'sample'}", "actions", "needs at least one action"),
        bad("{'product': 'sample', 'actions': []}", "actions", "needs at least one action"),
        bad("{'product': 'sample', 'actions': {}}", "actions", "must be an array"),
        bad("'product': 'sample'", "'product': ''", "product", ID),
        bad("'product': 'sample'", "'product': 7", "product", "must be text"),
        bad("'product': 'sample'", "'product': 'sample', 'colour': 1", "colour", UNKNOWN),
        hidden("'product': 'sample'", "'product': 'a', 'product': 'a'", "product", TWICE));
  }

  private static List<Bad> actions() {
    return List.of(
        bad("'id': 'write', ", "", "actions[0].id", MISSING),
        bad("'id': 'write'", "'id': 'wri te'", "actions[0].id", ID),
        bad("'id': 'write'", "'id': '.'", "actions[0].id", ID),
        bad("'id': 'write'", "'id': '..'", "actions[0].id", ID),
        bad("'id': 'write'", "'id': '" + "w".repeat(129) + "'", "actions[0].id", ID),
        hidden("'id': 'read'", "'id': 'write'", "actions[1].id", "is there twice: write"),
        bad("'name': 'Write', ", "", "actions[0].name", MISSING),
        bad("'name': 'Write'", "'name': ''", "actions[0].name", NAME),
        bad("'name': 'Write'", "'name': ' '", "actions[0].name", NAME),
        bad("'name': 'Write'", "'name': '" + "w".repeat(101) + "'", "actions[0].name", NAME),
        bad("'name': 'Write'", "'name': 5", "actions[0].name", "must be text"),
        bad("'cost': 2, ", "", "actions[0].cost", MISSING),
        bad("'cost': 2", "'cost': -1", "actions[0].cost", whole("0", "1000000000")),
        bad("'cost': 2", "'cost': 1000000001", "actions[0].cost", whole("0", "1000000000")),
        bad("'cost': 2", "'cost': 1.5", "actions[0].cost", whole("0", "1000000000")),
        bad("'cost': 2", "'cost': '2'", "actions[0].cost", whole("0", "1000000000")),
        bad(
            "'cost': 2",
            "'cost': 18446744073709551618",
            "actions[0].cost",
            whole("0", "1000000000")),
        bad(
            "'oncePerDocument': true",
            "'oncePerDocument': 'yes'",
            "actions[0].oncePerDocument",
            "must be true or false"),
        bad("'cost': 0}", "'cost': 0, 'costs': 1}", "actions[1].costs", UNKNOWN),
        bad("{'id': 'read', 'name': 'Read', 'cost': 0}", "7", "actions[1]", "must be an object"));
  }

  private static List<Bad> plans() {
    String days = whole("1", "3660");
    return List.of(
        bad("'id': 'solo', ", "", "plans[0].id", MISSING),
        hidden("'id': 'custom'", "'id': 'solo'", "plans[1].id", "is there twice: solo"),
        bad("'name': 'Solo', ", "", "plans[0].name", MISSING),
        bad(
            "'period': 'calendar-month'",
            "'period': 'month'",
            "plans[3].period",
            "must be calendar-month or billing-cycle or fixed"),
        bad("'period': 'calendar-month', ", "", "plans[3].period", MISSING),
        bad("'days': 14, ", "", "plans[4].days", MISSING),
        bad("'days': 14", "'days': 0", "plans[4].days", days),
        bad("'days': 14", "'days': 3661", "plans[4].days", days),
        bad(
            "'credits': 50}",
            "'credits': 50, 'days': 30}",
            "plans[3].days",
            "needs the period fixed"),
        bad("'credits': 100", "'credits': 0", "plans[0].credits", whole("1", "1000000000000")),
        bad(
            "'credits': 100",
            "'credits': 1000000000001",
            "plans[0].credits",
            whole("1", "1000000000000")),
        bad("'calendar-month', 'credits': 50", "'calendar-month'", "plans[3].credits", MISSING),
        bad("'days': 14, 'credits': 30", "'days': 14", "plans[4].credits", MISSING),
        bad(
            "'credits': 50}",
            "'credits': 50, 'renewalBonus': 1}",
            "plans[3].renewalBonus",
            "needs the period billing-cycle"),
        bad(
            "'credits': 30}",
            "'credits': 30, 'stripePrices': ['price_3']}",
            "plans[4].stripePrices",
            "needs the period billing-cycle"),
        bad(
            "'renewalBonus': 5",
            "'renewalBonus': -5",
            "plans[0].renewalBonus",
            whole("0", "1000000000000")),
        bad("'pool': true", "'pool': 1", "plans[2].pool", "must be true or false"),
        bad(
            "'credits': 30}",
            "'credits': 30, 'pool': true}",
            "plans[4].pool",
            "needs the period billing-cycle"),
        bad("'pool': true", "'shards': 2", "plans[2].shards", "needs pool"),
        bad("'pool': true", "'pool': true, 'shards': 0", "plans[2].shards", whole("1", "16")),
        bad("'pool': true", "'pool': true, 'shards': 17", "plans[2].shards", whole("1", "16")),
        bad("['price_2']", "'price_2'", "plans[1].stripePrices", "must be an array"),
        bad("'price_2'", "''", "plans[1].stripePrices[0]", ID),
        bad("'price_2'", "2", "plans[1].stripePrices[0]", "must be text"),
        hidden("'price_2'", "'price_1'", "plans[1].stripePrices[0]", "is listed already: price_1"),
        bad(
            "'price_1_yearly'",
            "'price_1'",
            "plans[0].stripePrices[1]",
            "is listed already: price_1"),
        bad("'refill': 'month'", "'refill': 'week'", "plans[0].refill", "must be month"),
        bad(
            "'credits': 50}",
            "'credits': 50, 'refill': 'month'}",
            "plans[3].refill",
            "needs the period billing-cycle"),
        bad("'P5D'", "'P1M'", "plans[0].grace", GRACE),
        hidden("'PT12H'", "'P6D'", "plans[0].minimumGrace", "is longer than grace"),
        bad(
            "'credits': 50}",
            "'credits': 50, 'grace': 'P1D'}",
            "plans[3].grace",
            "needs the period billing-cycle"),
        bad(
            "'credits': 50}",
            "'credits': 50, 'minimumGrace': 'P1D'}",
            "plans[3].minimumGrace",
            "needs the period billing-cycle"),
        bad("'credits': 50}", "'credits': 50, 'rollover': true}", "plans[3].rollover", UNKNOWN));
  }

  private static List<Bad> changes() {
    String credits = whole("0", "1000000000000");
    return List.of(
        bad("'credits': 100,", "", "plans[0].changes", "needs credits"),
        bad("'from': '2027-01-01T00:00:00Z', ", "", "plans[0].changes[1].from", MISSING),
        bad("2027-01-01T00:00:00Z", "2027-01-01", "plans[0].changes[1].from", INSTANT),
        bad(
            "2027-01-01T00:00:00Z",
            "2027-01-01T01:00:00+01:00",
            "plans[0].changes[1].from",
            INSTANT),
        bad(
            "2027-01-01T00:00:00Z",
            "2027-01-01T00:00:00.0001Z",
            "plans[0].changes[1].from",
            INSTANT),
        hidden("2027-01-01T00:00:00Z", "2027-02-30T00:00:00Z", "plans[0].changes[1].from", INSTANT),
        hidden("2027-01-01T00:00:00Z", "2028-01-01T00:00:00.0Z", "plans[0].changes[1].from", TWICE),
        bad(", 'credits': 120", "", "plans[0].changes[1].credits", MISSING),
        bad("'credits': 120", "'credits': -1", "plans[0].changes[1].credits", credits),
        bad("'credits': 120", "'credits': 120, 'to': 1", "plans[0].changes[1].to", UNKNOWN));
  }

  private static List<Bad> offers() {
    String amount = whole("0", "1000000000000");
    String currency = "must be three lower-case letters, such as usd";
    return List.of(
        bad("'amount': 1900, ", "", "plans[0].price.amount", MISSING),
        bad("'amount': 1900", "'amount': -1", "plans[0].price.amount", amount),
        bad("'amount': 1900", "'amount': 19.5", "plans[0].price.amount", amount),
        bad("'amount': 1900", "'amount': 1000000000001", "plans[0].price.amount", amount),
        bad(", 'currency': 'usd'", "", "plans[0].price.currency", MISSING),
        bad("'usd'", "'USD'", "plans[0].price.currency", currency),
        bad("'usd'", "'usd', 'tax': 1", "plans[0].price.tax", UNKNOWN),
        bad("{'amount': 1900, 'currency': 'usd'}", "'$19'", "plans[0].price", "must be an object"),
        bad("'credits': 2}", "'credits': 0}", "packs[1].credits", whole("1", "1000000000000")),
        bad(", 'credits': 2}", "}", "packs[1].credits", MISSING),
        hidden("'id': 'pack-2'", "'id': 'pack-1'", "packs[1].id", "is there twice: pack-1"),
        bad("'credits': 2}", "'credits': 2, 'expires': 1}", "packs[1].expires", UNKNOWN),
        bad("'eur'", "'eu'", "packs[0].price.currency", currency));
  }

  private static List<Bad> rest() {
    return List.of(
        bad("Only': true", "Only': 1", "packsForPlanHoldersOnly", "must be true or false"),
        bad(
            "'starterCredits': 10",
            "'starterCredits': 0",
            "starterCredits",
            whole("1", "1000000000000")),
        bad("'warn': 60", "'warn': 0", "usageThresholds.warn", whole("1", "99")),
        bad("'critical': 80", "'critical': 101", "usageThresholds.critical", whole("61", "100")),
        hidden("'critical': 80", "'critical': 60", "usageThresholds.critical", whole("61", "100")),
        bad(", 'critical': 80", "", "usageThresholds.critical", MISSING),
        bad("'critical': 80", "'critical': 80, 'ok': 1", "usageThresholds.ok", UNKNOWN),
        bad("https://example.com/top-up", "http://example.com/top-up", "links.topUp", LINK),
        bad("https://example.com/top-up", "javascript:alert(1)", "links.topUp", LINK),
        bad("https://example.com/top-up", "https://", "links.topUp", LINK),
        bad("https://example.com/top-up", "/top-up", "links.topUp", LINK),
        bad("https://example.com/top-up", "", "links.topUp", LINK),
        bad("https://example.com/top-up", "https://example.com/top up", "links.topUp", LINK),
        bad("example.com/top-up", "example.com/" + "a".repeat(2040), "links.topUp", LINK),
        hidden("https://example.com/top-up", "https://example.com/%zz", "links.topUp", LINK),
        bad("'choosePlan'", "'cancel'", "links.cancel", UNKNOWN));
  }

  private static List<Bad> gracePolicy() {
    return List.of(
        bad("'P7D'", "''", "grace", GRACE),
        bad("'P7D'", "7", "grace", "must be text"),
        bad("'P7D'", "'P-7D'", "grace", GRACE),
        bad("'P7D'", "'P1M'", "grace", GRACE),
        bad("'P7D'", "'PT0.5S'", "grace", GRACE),
        hidden("'P7D'", "'P367D'", "grace", GRACE),
        bad("'P2D'", "'2 days'", "minimumGrace", GRACE),
        hidden("'P2D'", "'P8D'", "minimumGrace", "is longer than grace"),
        bad("'reset'", "'add'", "upgrade", "must be reset or difference"),
        bad("'top-up', 's", "'bonus', 's", "suspendedDraws[0]", KINDS),
        bad("'top-up', 's", "'starter', 's", "suspendedDraws[1]", "names starter again"));
  }

  private static List<Bad> references() {
    String otherPlan = " has another period or is for pools";
    return List.of(
        hidden("'trialPlan': 'trial'", "'trialPlan': 'try'", "trialPlan", "there is no plan try"),
        hidden("'trialPlan': 'trial'", "'trialPlan': 'solo'", "trialPlan", "plan solo" + otherPlan),
        bad("'trialPlan': 'trial'", "'trialPlan': ''", "trialPlan", ID),
        hidden(
            "'defaultPlan': 'monthly'", "'defaultPlan': 'x'", "defaultPlan", "there is no plan x"),
        hidden(
            "'defaultPlan': 'monthly'",
            "'defaultPlan': 'team'",
            "defaultPlan",
            "plan team" + otherPlan),
        bad("'top-up']", "'bonus']", "drawOrder[3]", KINDS),
        bad("'top-up']", "'plan']", "drawOrder[3]", "names plan again"),
        bad("'top-up']", "4]", "drawOrder[3]", "must be text"),
        hidden(", 'top-up']", "]", "drawOrder", "misses top-up, which the product has"),
        hidden(
            "'starterCredits': 10,",
            "",
            "drawOrder[1]",
            "names starter, which the product doesn't have"),
        hidden(", 'pool': true", "", "drawOrder[2]", "names pool, which the product doesn't have"));
  }

  private static String whole(String min, String max) {
    return "must be a whole number from " + min + " to " + max;
  }

  private static Bad bad(String json, String place, String reason) {
    return new Bad(quoted(json), place, reason, true);
  }

  private static Bad bad(String written, String instead, String place, String reason) {
    return new Bad(with(written, instead), place, reason, true);
  }

  private static Bad hidden(String written, String instead, String place, String reason) {
    return new Bad(with(written, instead), place, reason, false);
  }
}
