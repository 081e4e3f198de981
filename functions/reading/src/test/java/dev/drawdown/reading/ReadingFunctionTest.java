package dev.drawdown.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.http.Call;
import dev.drawdown.adapters.http.Reply;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.DocumentId;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.charge.Charging;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.domain.fixtures.CatalogFixtures;
import dev.drawdown.domain.ledger.Purchase.Metadata;
import dev.drawdown.domain.rules.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadingFunctionTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:15:30Z");
  private static final Instant NEXT_MONTH = Instant.parse("2026-12-01T00:00:00Z");
  private static final AccountId ANNA = new AccountId("anna");

  private final InMemoryStore store = new InMemoryStore();

  @Test
  void a_new_account_reads_with_its_first_credits() {
    Reply reply = Call.sample("balance").on(at(NOW));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text())
        .isEqualTo(
            """
            {"account":"anna","standing":"active",\
            "plan":{"id":"monthly","periodEnd":"2026-12-01T00:00:00Z"},"total":50,"held":0,\
            "buckets":[{"id":"plan-1","kind":"plan","remaining":50,"granted":50,\
            "expiresAt":"2026-12-01T00:00:00Z"}],\
            "usage":{"used":0,"granted":50,"percent":0,"level":"ok",\
            "resetsAt":"2026-12-01T00:00:00Z"},"version":0}\
            """);
    assertThat(store.isEmpty()).isTrue();
  }

  @Test
  void a_quote_splits_the_cost_and_writes_nothing() {
    Reply reply = Call.sample("quote").on(at(NOW));

    assertThat(reply.text())
        .isEqualTo(
            """
            {"cost":6,"draws":[{"bucket":"plan-1","kind":"plan","credits":6}]}\
            """);
    assertThat(store.isEmpty()).isTrue();
  }

  @Test
  void a_quote_that_the_balance_cannot_cover_is_a_refusal_answered_200() {
    Reply reply = Call.sample("quote").query("quantity", "17").on(at(NOW));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.at("cost")).isEqualTo(51);
    assertThat(reply.at("refusal.code")).isEqualTo("out-of-credits");
    assertThat(reply.at("refusal.actions")).isEqualTo(List.of());
    assertThat(reply.at("refusal.refreshesAt")).isEqualTo("2026-12-01T00:00:00Z");
  }

  @Test
  void a_quote_for_a_document_that_a_charge_holds_is_refused_as_the_charge_would_be() {
    Ports outsmart = new Ports(Catalogs.shipped("outsmart"), store, () -> NOW);
    ChargeRequest hold =
        new ChargeRequest(
            new ActionId("lab.analyze"),
            Optional.of(new DocumentId("report-7")),
            1,
            Optional.of(Duration.ofMinutes(5)));
    charge(Rules.of(outsmart.catalog()).charging(), "first", hold);

    Reply reply =
        Call.sample("quote")
            .query("action", "lab.analyze")
            .query("document", "report-7")
            .query("quantity", "1")
            .on(new ReadingFunction(outsmart));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.at("cost")).isEqualTo(1);
    assertThat(reply.at("refusal.code")).isEqualTo("in-progress");
    assertThat(reply.at("refusal.expiresAt")).isEqualTo("2026-11-20T10:20:30Z");
  }

  @Test
  void one_charge_is_answered_bare() {
    charge("draft-1001", 1, Optional.empty());

    Reply reply = Call.sample("one-charge").on(at(NEXT_MONTH));

    assertThat(reply.at("id")).isEqualTo("draft-1001");
    assertThat(reply.at("status")).isEqualTo("charged");
    assertThat(Call.sample("one-charge").path("charge", "none").on(at(NOW)).at("code"))
        .isEqualTo("unknown-charge");
  }

  @Test
  void an_entry_of_a_charge_names_its_purchase_also_if_the_hold_expired() {
    Ports outsmart = new Ports(Catalogs.shipped("outsmart"), store, () -> NOW.plusSeconds(600));
    ChargeRequest hold =
        new ChargeRequest(
            new ActionId("lab.analyze"),
            Optional.of(new DocumentId("report-7")),
            2,
            Optional.empty(),
            Optional.of(Duration.ofMinutes(5)),
            new Metadata(Map.of("team", "sales", "feature", "inbox")));
    charge(Rules.of(outsmart.catalog()).charging(), "first", hold);

    Reply reply = Call.sample("ledger").on(new ReadingFunction(outsmart));

    for (String entry : List.of("data.0", "data.1")) {
      assertThat(reply.at(entry + ".charge")).isEqualTo("first");
      assertThat(reply.at(entry + ".action")).isEqualTo("lab.analyze");
      assertThat(reply.at(entry + ".document")).isEqualTo("report-7");
      assertThat(reply.at(entry + ".quantity")).isEqualTo(2);
      assertThat(reply.at(entry + ".metadata"))
          .isEqualTo(Map.of("feature", "inbox", "team", "sales"));
    }
    assertThat(reply.at("data.0.reason")).isEqualTo("expired");
    assertThat(reply.at("data.2.kind")).isEqualTo("grant");
    assertThat(reply.at("data.2.action")).isNull();
    assertThat(reply.text()).contains("\"quantity\":2,\"metadata\":{\"feature\":");
  }

  @Test
  void entries_of_one_kind_fill_a_page_wherever_they_are() {
    for (int charge = 0; charge < 45; charge++) {
      charge("k" + charge, 1, Optional.empty());
    }
    charge("held", 1, Optional.of(Duration.ofMinutes(5)));

    Reply grants = Call.sample("ledger").query("kind", "grant").on(at(NOW));
    Reply some = Call.sample("ledger").query("kind", "charge").query("limit", "40").on(at(NOW));
    Reply rest =
        Call.sample("ledger")
            .query("kind", "charge")
            .query("limit", "40")
            .query("cursor", (String) some.at("nextCursor"))
            .on(at(NOW));

    assertThat(grants.at("data.0.reason")).isEqualTo("calendar-month");
    assertThat(grants.at("data.1")).isNull();
    assertThat(grants.at("nextCursor")).isNull();
    assertThat(some.at("data.0.charge")).isEqualTo("k44");
    assertThat(some.at("data.39.charge")).isEqualTo("k5");
    assertThat(some.at("data.40")).isNull();
    assertThat(rest.at("data.4.charge")).isEqualTo("k0");
    assertThat(rest.at("data.5")).isNull();
    assertThat(rest.at("nextCursor")).isNull();
  }

  @Test
  void a_page_of_one_kind_reads_1000_entries_and_its_cursor_continues_if_it_is_not_full() {
    Catalog catalog = CatalogFixtures.catalog().action("run", 1).starter(9_000).build();
    Charging charging = Rules.of(catalog).charging();
    for (int charge = 0; charge < 1_200; charge++) {
      charge(charging, "k" + charge, ChargeRequest.of(new ActionId("run")));
    }
    ReadingFunction reading = new ReadingFunction(new Ports(catalog, store, () -> NOW));

    Reply first = Call.sample("ledger").query("kind", "grant").on(reading);
    Reply last =
        Call.sample("ledger")
            .query("kind", "grant")
            .query("cursor", (String) first.at("nextCursor"))
            .on(reading);

    assertThat(first.text()).isEqualTo("{\"data\":[],\"nextCursor\":\"202\"}");
    assertThat(last.at("data.0.reason")).isEqualTo("starter");
    assertThat(last.at("nextCursor")).isNull();
  }

  @Test
  void an_unknown_kind_is_refused_and_the_known_ones_are_listed() {
    Reply reply = Call.sample("ledger").query("kind", "gift").on(at(NOW));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.at("field")).isEqualTo("kind");
    assertThat(reply.text()).contains("must be one of grant, charge, hold, capture");
  }

  @Test
  void a_ledger_is_read_newest_first_page_by_page() {
    charge("one", 1, Optional.empty());
    charge("two", 2, Optional.empty());

    Reply first = Call.sample("ledger").query("limit", "2").on(at(NOW));
    Reply second =
        Call.sample("ledger")
            .query("limit", "2")
            .query("cursor", (String) first.at("nextCursor"))
            .on(at(NOW));

    assertThat(first.at("data.0.number")).isEqualTo(3);
    assertThat(first.at("data.0.charge")).isEqualTo("two");
    assertThat(first.at("data.0.change")).isEqualTo(-2);
    assertThat(first.at("data.0.balanceAfter")).isEqualTo(47);
    assertThat(second.at("data.0"))
        .isEqualTo(
            Map.of(
                "number",
                1,
                "at",
                "2026-11-20T10:15:30Z",
                "kind",
                "grant",
                "reason",
                "calendar-month",
                "change",
                50,
                "postings",
                List.of(Map.of("bucket", "plan-1", "kind", "plan", "change", 50)),
                "balanceAfter",
                50));
    assertThat(second.at("nextCursor")).isNull();
  }

  @Test
  void a_ledger_shows_due_entries_with_the_numbers_that_they_will_get() {
    charge("one", 1, Optional.empty());

    Reply reply = Call.sample("ledger").query("limit", "2").on(at(NEXT_MONTH));

    assertThat(reply.at("data.0.number")).isEqualTo(4);
    assertThat(reply.at("data.0.kind")).isEqualTo("grant");
    assertThat(reply.at("data.1.kind")).isEqualTo("expiry");
    assertThat(reply.at("nextCursor")).isEqualTo("3");
    assertThat(Call.sample("ledger").query("limit", "4").on(at(NEXT_MONTH)).at("data.3.number"))
        .isEqualTo(1);
  }

  @Test
  void an_expired_hold_names_its_charge() {
    charge("one", 1, Optional.of(Duration.ofMinutes(1)));

    Reply reply = Call.sample("ledger").query("limit", "1").on(at(NOW.plusSeconds(60)));

    assertThat(reply.at("data.0.kind")).isEqualTo("release");
    assertThat(reply.at("data.0.reason")).isEqualTo("expired");
    assertThat(reply.at("data.0.charge")).isEqualTo("one");
  }

  @Test
  void each_of_several_expired_holds_names_its_own_charge() {
    charge("one", 1, Optional.of(Duration.ofMinutes(1)));
    charge("two", 2, Optional.of(Duration.ofMinutes(2)));

    Reply reply = Call.sample("ledger").query("limit", "2").on(at(NOW.plusSeconds(120)));

    assertThat(reply.at("data.0.charge")).isEqualTo("two");
    assertThat(reply.at("data.0.quantity")).isEqualTo(2);
    assertThat(reply.at("data.1.charge")).isEqualTo("one");
    assertThat(reply.at("data.1.quantity")).isEqualTo(1);
  }

  @Test
  void an_audit_adds_the_ledger_up() {
    charge("one", 1, Optional.empty());

    assertThat(Call.sample("audit").on(at(NOW)).text())
        .isEqualTo(
            """
            {"entries":2,"ledgerTotal":49,"balanceTotal":49,"consistent":true}\
            """);
    assertThat(Call.sample("audit").on(at(NEXT_MONTH)).text())
        .isEqualTo(
            """
            {"entries":4,"ledgerTotal":50,"balanceTotal":50,"consistent":true}\
            """);
  }

  /// V5: no token is needed.
  @Test
  void the_catalog_is_cached_for_a_minute_and_not_sent_again_to_a_caller_who_has_it() {
    Reply first = Call.sample("catalog").on(at(NOW));
    String tag = (String) Objects.requireNonNull(first.headers().get("ETag"));

    Reply again = Call.sample("catalog").header("if-none-match", "\"other\", W/" + tag).on(at(NOW));
    Reply other = Call.sample("catalog").header("if-none-match", "\"other\"").on(at(NOW));

    assertThat(first.headers()).containsEntry("Cache-Control", "public, max-age=60");
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.text()).isEmpty();
    assertThat(again.headers()).containsEntry("ETag", tag);
    assertThat(other.status()).isEqualTo(200);
    assertThat(other.body()).isEqualTo(first.body());
  }

  /// A client's build may ask for the description often.
  @Test
  void everyone_may_read_the_API_description_and_nobody_receives_it_twice() {
    Reply first = Call.sample("openapi").on(at(NOW));
    String tag = (String) Objects.requireNonNull(first.headers().get("ETag"));

    Reply again = Call.sample("openapi").header("if-none-match", tag).on(at(NOW));

    assertThat(first.at("openapi")).isEqualTo("3.1.0");
    assertThat(first.headers()).containsEntry("Cache-Control", "public, max-age=60");
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.text()).isEmpty();
  }

  @Test
  void everyone_may_read_the_catalog() {
    Reply reply = Call.sample("catalog").on(at(NOW));

    assertThat(reply.text())
        .isEqualTo(
            """
            {"product":"assistant-coach","drawOrder":["plan"],"actions":[\
            {"id":"checkin.draft","name":"Check-in response draft","cost":1,\
            "oncePerDocument":false},\
            {"id":"trend.analyze","name":"Client trend analysis","cost":3,\
            "oncePerDocument":false}],\
            "plans":[{"id":"monthly","name":"Monthly credits","credits":50,"period":"calendar-month"}],\
            "packs":[]}\
            """);
  }

  /// V5: prices where the catalog has them.
  @Test
  void the_catalog_has_the_prices_of_plans_and_packs() {
    Ports outsmart = new Ports(Catalogs.shipped("outsmart"), store, () -> NOW);

    Reply reply = Call.sample("catalog").on(new ReadingFunction(outsmart));

    assertThat(reply.text())
        .endsWith(
            """
            "plans":[\
            {"id":"solo","name":"Solo","credits":100,"renewalBonus":5,\
            "period":"billing-cycle","price":{"amount":1900,"currency":"usd"}},\
            {"id":"plus","name":"Plus","credits":300,"renewalBonus":15,\
            "period":"billing-cycle","price":{"amount":4900,"currency":"usd"}},\
            {"id":"office","name":"Office Pool","credits":500,\
            "period":"billing-cycle","pool":true,"price":{"amount":7900,"currency":"usd"}}],\
            "packs":[\
            {"id":"pack-50","name":"50 credits","credits":50,\
            "price":{"amount":1200,"currency":"usd"}},\
            {"id":"pack-200","name":"200 credits","credits":200,\
            "price":{"amount":3900,"currency":"usd"}}]}\
            """);
  }

  @ParameterizedTest(name = "{0} with {1} of {2}")
  @CsvSource({
    "balance,    credits/read,   anyone, 200",
    "balance,    credits/self,   anna,   200",
    "balance,    credits/self,   bea,    403",
    "balance,    credits/charge, anna,   403",
    "one-charge, credits/self,   bea,    403",
    "quote,      credits/self,   bea,    403",
    "ledger,     credits/self,   bea,    403",
    "ledger,     credits/self,   anna,   200",
    "audit,      credits/read,   anyone, 403",
    "audit,      credits/self,   anna,   403",
    "audit,      credits/manage, anyone, 200",
  })
  void rights_come_from_scopes(String sample, String scope, String subject, int status) {
    Reply reply = Call.sample(sample).token(subject, scope).on(at(NOW));

    assertThat(reply.status()).isEqualTo(status);
  }

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({
    "balance,    anna,    200",
    "balance,    subject, 403",
    "one-charge, subject, 403",
    "quote,      anna,    200",
    "quote,      subject, 403",
    "ledger,     subject, 403",
  })
  void the_deployment_names_the_claim_with_a_persons_account(
      String sample, String account, int status) {
    Map<String, Object> claims =
        Map.of("sub", "subject", "https://example.com/account", "anna", "scope", "credits/self");
    ReadingFunction function = new ReadingFunction(ports(NOW), "https://example.com/account");

    Reply reply = Call.sample(sample).account(account).claims(claims).on(function);

    assertThat(reply.status()).isEqualTo(status);
  }

  @Test
  void a_token_without_the_accounts_claim_reads_no_account() {
    ReadingFunction function = new ReadingFunction(ports(NOW), "account");

    Reply reply = Call.sample("balance").account("anna").token("anna", "credits/self").on(function);

    assertThat(reply.status()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "quote,   action,   ,              action",
    "quote,   action,   'a b',         action",
    "quote,   action,   lab.analyze,   ''",
    "quote,   quantity, 0,             quantity",
    "quote,   quantity, 1001,          quantity",
    "quote,   quantity, +1,            quantity",
    "quote,   quantity, 1.0,           quantity",
    "quote,   document, 'a b',         document",
    "quote,   hold,     true,          hold",
    "ledger,  limit,    0,             limit",
    "ledger,  limit,    101,           limit",
    "ledger,  limit,    ten,           limit",
    "ledger,  cursor,   0,             cursor",
    "ledger,  cursor,   -1,            cursor",
    "ledger,  cursor,   9999999999999999999, cursor",
    "ledger,  page,     2,             page",
    "balance, verbose,  1,             verbose",
  })
  void a_malformed_query_is_refused_by_its_parameter(
      String sample, String name, String value, String field) {
    Reply reply = Call.sample(sample).query(name, value).on(at(NOW));

    assertThat(reply.status()).isEqualTo(field.isEmpty() ? 404 : 400);
    assertThat(reply.at("field")).isEqualTo(field.isEmpty() ? null : field);
  }

  @ParameterizedTest
  @CsvSource({
    "quote,   action=ask&action=ask,              action",
    "quote,   action=ask&document=a&%64ocument=b, document",
    "ledger,  limit=1&cursor=9&limit=1,           limit",
    "ledger,  limit=1&=1,                         query",
    "catalog, lang=en,                            lang",
  })
  void a_repeated_or_unknown_parameter_is_refused_by_its_name(
      String sample, String query, String field) {
    Reply reply = Call.sample(sample).rawQuery(query).on(at(NOW));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.at("field")).isEqualTo(field);
  }

  @Test
  void a_caller_without_rights_gets_no_answer_about_parameters() {
    Call stranger = Call.sample("ledger").token("bea", "credits/self").query("page", "2");

    assertThat(stranger.on(at(NOW)).status()).isEqualTo(403);
    assertThat(stranger.anonymous().on(at(NOW)).status()).isEqualTo(401);
  }

  @Test
  void a_call_without_a_token_reads_only_the_catalog() {
    UnaryOperator<Call> anonymous = Call::anonymous;

    assertThat(anonymous.apply(Call.sample("balance")).on(at(NOW)).status()).isEqualTo(401);
    assertThat(anonymous.apply(Call.sample("catalog")).on(at(NOW)).status()).isEqualTo(200);
  }

  private ReadingFunction at(Instant now) {
    return new ReadingFunction(ports(now));
  }

  private Ports ports(Instant now) {
    return new Ports(Catalogs.shipped("assistant-coach"), store, () -> now);
  }

  private void charge(String key, int quantity, Optional<Duration> hold) {
    ChargeRequest request =
        new ChargeRequest(new ActionId("checkin.draft"), Optional.empty(), quantity, hold);
    charge(Rules.of(Catalogs.shipped("assistant-coach")).charging(), key, request);
  }

  private void charge(Charging charging, String key, ChargeRequest request) {
    ChargeId id = new ChargeId(key);
    Situation found = store.load(ANNA, Optional.of(id), Optional.empty());
    store.commitAll(charging.charge(id, request, found, NOW).commits());
  }
}
