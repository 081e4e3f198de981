package dev.drawdown.charge;

import static dev.drawdown.domain.fixtures.CatalogFixtures.catalog;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.http.Call;
import dev.drawdown.adapters.http.Reply;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.adapters.store.PaidPool;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.pool.Joining.MembershipSituation;
import dev.drawdown.domain.rules.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ChargeFunctionTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:15:30Z");

  private final InMemoryStore store = new InMemoryStore();
  private final ChargeFunction coach = on("assistant-coach");

  /// V2: the answer has the balance after the charge, and a note of the credits that it used.
  @Test
  void a_charge_has_a_complete_answer() {
    Reply reply = Call.sample("charge").on(coach);

    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.headers())
        .containsEntry("Content-Type", "application/json")
        .doesNotContainKey("Idempotent-Replayed");
    assertThat(reply.text())
        .isEqualTo(
            """
            {"charge":{"id":"draft-1001","action":"checkin.draft","quantity":1,"cost":1,\
            "status":"charged","draws":[{"bucket":"plan-1","kind":"plan","credits":1}],\
            "at":"2026-11-20T10:15:30Z"},\
            "balance":{"account":"anna","standing":"active",\
            "plan":{"id":"monthly","periodEnd":"2026-12-01T00:00:00Z"},"total":49,"held":0,\
            "buckets":[{"id":"plan-1","kind":"plan","remaining":49,"granted":50,\
            "expiresAt":"2026-12-01T00:00:00Z"}],\
            "usage":{"used":1,"granted":50,"percent":2,"level":"ok",\
            "resetsAt":"2026-12-01T00:00:00Z"},"version":2},\
            "note":{"text":"1 credit used, 49 left.","used":1,"left":49}}\
            """);
  }

  @Test
  void metadata_is_kept_in_the_ledger_and_with_the_charge() {
    String body =
        """
        {"action":"checkin.draft","metadata":{"team":"sales","feature":"inbox","none":null}}\
        """;

    assertThat(Call.sample("charge").body(body).on(coach).status()).isEqualTo(201);

    assertThat(store.ledgers().entries(WalletId.of(new AccountId("anna")), Set.of(2L)))
        .first()
        .extracting(entry -> entry.cause().purchase().orElseThrow().metadata().pairs())
        .isEqualTo(Map.of("feature", "inbox", "team", "sales"));
    String other = body.replace("sales", "support");
    assertThat(Call.sample("charge").body(other).on(coach).status()).isEqualTo(200);
  }

  /// A character may take two code units. Names of object properties in JavaScript have no special
  /// meaning.
  @Test
  void metadata_may_have_any_names_and_texts_of_the_allowed_length() {
    Map<String, String> pairs =
        Map.of(
            "__proto__",
            "a",
            "constructor",
            "b",
            "toString",
            "",
            "\ud83c\udf1e".repeat(40),
            "\ud83c\udf1e".repeat(100),
            "e\u0301",
            "decomposed",
            "\u00e9",
            "composed",
            " ",
            "\n\t",
            "$.#",
            "\u0000");
    String members =
        pairs.entrySet().stream()
            .map(pair -> quoted(pair.getKey()) + ":" + quoted(pair.getValue()))
            .collect(joining(","));

    Reply reply =
        Call.sample("charge")
            .body("{\"action\":\"checkin.draft\",\"metadata\":{" + members + "}}")
            .on(coach);

    assertThat(reply.status()).isEqualTo(201);
    assertThat(store.ledgers().entries(WalletId.of(new AccountId("anna")), Set.of(2L)))
        .first()
        .extracting(entry -> entry.cause().purchase().orElseThrow().metadata().pairs())
        .isEqualTo(pairs);
  }

  private static String quoted(String text) {
    return text.chars().mapToObj("\\u%04x"::formatted).collect(joining("", "\"", "\""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badMetadata")
  void metadata_is_eight_pairs_of_short_texts_and_a_refusal_names_the_fault(
      String metadata, String field) {
    String body = "{\"action\":\"checkin.draft\",\"metadata\":" + metadata + "}";

    Reply reply = Call.sample("charge").body(body).on(coach);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.at("field")).isEqualTo(field);
    assertThat(store.isEmpty()).isTrue();
  }

  static Stream<Arguments> badMetadata() {
    String nine =
        IntStream.range(0, 9)
            .mapToObj(number -> "\"n" + number + "\":\"text\"")
            .collect(joining(",", "{", "}"));
    return Stream.of(
        arguments(nine, "metadata"),
        arguments("{\"" + "n".repeat(41) + "\":\"text\"}", "metadata"),
        arguments("{\"\":\"text\"}", "metadata"),
        arguments("{\"\\ud800\":\"text\"}", "body"),
        arguments("{\"note\":\"" + "t".repeat(101) + "\"}", "metadata.note"),
        arguments("{\"note\":\"\\ud800\"}", "metadata.note"),
        arguments("{\"\\ud800\":\"text\"}", "body"),
        arguments("{\"a\\udc00\\ud800\":\"text\"}", "body"),
        arguments("{\"note\":{\"a\":\"b\"}}", "metadata.note"),
        arguments("{\"note\":[\"a\"]}", "metadata.note"),
        arguments("{\"note\":7}", "metadata.note"),
        arguments("{\"note\":true}", "metadata.note"),
        arguments("{\"note\":\"a\",\"note\":\"b\"}", "metadata.note"),
        arguments("[\"a\"]", "metadata"),
        arguments("\"a\"", "metadata"));
  }

  @Test
  void the_same_key_and_request_get_the_same_charge_with_todays_balance() {
    Call.sample("charge").on(coach);
    Call.sample("charge").key("another").on(coach);

    Reply replay = Call.sample("charge").on(coach);

    assertThat(replay.status()).isEqualTo(200);
    assertThat(replay.headers()).containsEntry("Idempotent-Replayed", "true");
    assertThat(replay.at("charge.id")).isEqualTo("draft-1001");
    assertThat(replay.at("balance.total")).isEqualTo(48);
    assertThat(replay.at("note.used")).isEqualTo(1);
  }

  @Test
  void a_key_in_quotes_is_the_same_key() {
    Reply first = Call.sample("charge").key("\"click-1\"").on(coach);

    Reply replay = Call.sample("charge").key("click-1").on(coach);

    assertThat(first.status()).isEqualTo(201);
    assertThat(first.at("charge.id")).isEqualTo("click-1");
    assertThat(replay.headers()).containsEntry("Idempotent-Replayed", "true");
  }

  @Test
  void the_same_key_for_another_request_is_refused() {
    Call.sample("charge").on(coach);

    Reply reply = Call.sample("charge").body("{\"action\":\"trend.analyze\"}").on(coach);

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.at("code")).isEqualTo("key-reused");
  }

  /// I1, H7: the hold that a charge continues is part of the request. The service doesn't look it
  /// up.
  @Test
  void a_charge_names_the_hold_that_it_continues() {
    String rest = "{\"action\":\"checkin.draft\",\"continues\":\"nobody-made-it\"}";

    Reply reply = Call.sample("charge").body(rest).on(coach);

    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.at("charge.continues")).isEqualTo("nobody-made-it");
    assertThat(Call.sample("charge").body(rest).on(coach).status()).isEqualTo(200);
    assertThat(Call.sample("charge").on(coach).at("code")).isEqualTo("key-reused");
  }

  @Test
  void a_request_with_explicit_defaults_is_the_same_request() {
    Call.sample("charge").on(coach);

    Reply reply =
        Call.sample("charge")
            .body("{\"action\":\"checkin.draft\",\"quantity\":1,\"document\":null,\"hold\":null}")
            .on(coach);

    assertThat(reply.status()).isEqualTo(200);
  }

  @Test
  void a_hold_shows_as_held_until_it_expires() {
    Reply reply =
        Call.sample("charge").body("{\"action\":\"trend.analyze\",\"hold\":{}}").on(coach);

    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.at("charge.status")).isEqualTo("held");
    assertThat(reply.at("charge.expiresAt")).isEqualTo("2026-11-20T10:30:30Z");
    assertThat(reply.at("balance.held")).isEqualTo(3);
    assertThat(reply.at("balance.total")).isEqualTo(47);
  }

  @Test
  void a_refusal_for_lack_of_credits_has_the_date_of_the_refresh() {
    Call.sample("charge").body("{\"action\":\"checkin.draft\",\"quantity\":49}").on(coach);

    Reply reply =
        Call.sample("charge").key("next").body("{\"action\":\"trend.analyze\"}").on(coach);

    assertThat(reply.status()).isEqualTo(402);
    assertThat(reply.headers()).containsEntry("Content-Type", "application/problem+json");
    assertThat(reply.text())
        .startsWith(
            """
            {"type":"urn:drawdown:problem:out-of-credits","title":"Out of credits","status":402,\
            "detail":"This takes 3 credits and 1 is left. Credits refresh at \
            2026-12-01T00:00:00Z.","code":"out-of-credits","cost":3,"balance":{"account":"anna",\
            """)
        .endsWith(
            """
            "refreshesAt":"2026-12-01T00:00:00Z",\
            "actions":[{"type":"wait","at":"2026-12-01T00:00:00Z"}]}\
            """);
  }

  @Test
  void an_action_of_cost_zero_runs_and_stores_nothing() {
    Reply first = Call.sample("charge").body("{\"action\":\"ask\"}").on(on("outsmart"));
    Reply again = Call.sample("charge").body("{\"action\":\"ask\"}").on(on("outsmart"));

    assertThat(first.status()).isEqualTo(201);
    assertThat(first.at("charge.cost")).isEqualTo(0);
    assertThat(first.at("note.text")).isEqualTo("No credits used, 10 left.");
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.at("balance.version")).isEqualTo(0);
  }

  @Test
  void a_document_paid_for_before_answers_the_first_charge_and_takes_nothing() {
    String body = "{\"action\":\"lab.analyze\",\"document\":\"report-7\"}";
    Call.sample("charge").key("first").body(body).on(on("outsmart"));

    Reply reply = Call.sample("charge").key("second").body(body).on(on("outsmart"));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.headers()).containsEntry("Idempotent-Replayed", "true");
    assertThat(reply.at("charge.id")).isEqualTo("first");
    assertThat(reply.at("note"))
        .isEqualTo(Map.of("text", "No credits used, 9 left.", "used", 0, "left", 9));
  }

  @Test
  void a_document_that_another_charge_holds_is_refused_until_that_hold_ends() {
    String body = "{\"action\":\"lab.analyze\",\"document\":\"report-7\"}";
    String held = body.replace("}", ",\"hold\":{\"expiresIn\":\"PT5M\"}}");
    Call.sample("charge").key("first").body(held).on(on("outsmart"));

    Reply reply = Call.sample("charge").key("second").body(body).on(on("outsmart"));

    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.at("code")).isEqualTo("in-progress");
    assertThat(reply.at("expiresAt")).isEqualTo(NOW.plus(Duration.ofMinutes(5)).toString());
    assertThat(reply.at("detail"))
        .isEqualTo(
            "The charge first holds credits for this document until 2026-11-20T10:20:30Z."
                + " Nothing was taken.");
  }

  @Test
  void a_members_21st_hold_on_a_pool_is_refused() {
    Catalog catalog = catalog().action("run", 1).pool("office", 500).build();
    PoolId office = new PoolId("office");
    PaidPool.of(office, "office", catalog, NOW).in(store);
    MembershipSituation joining =
        new MembershipSituation(store.wallet(new AccountId("anna")), store.pool(office, 1));
    store.commitAll(Rules.of(catalog).joining().join(joining, Optional.empty(), NOW).commits());
    ChargeFunction function = new ChargeFunction(new Ports(catalog, store, () -> NOW));
    String hold = "{\"action\":\"run\",\"hold\":{}}";
    for (int held = 1; held <= 20; held++) {
      Call.sample("charge").key("k" + held).body(hold).on(function);
    }

    Reply reply = Call.sample("charge").key("k21").body(hold).on(function);

    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.at("code")).isEqualTo("pool-holds-full");
    assertThat(reply.at("detail"))
        .isEqualTo(
            "20 of the account's open holds draw on the pool. Capture or release some first.");
  }

  @Test
  void the_next_steps_are_those_that_would_work_now() {
    Reply reply =
        Call.sample("charge")
            .body("{\"action\":\"lab.analyze\",\"document\":\"d\",\"quantity\":11}")
            .on(on("outsmart"));

    assertThat(reply.status()).isEqualTo(402);
    assertThat(reply.at("actions.0.type")).isEqualTo("choose-plan");
    assertThat(reply.at("actions.1")).isNull();
  }

  private ChargeFunction on(String product) {
    return new ChargeFunction(new Ports(Catalogs.shipped(product), store, () -> NOW));
  }
}
