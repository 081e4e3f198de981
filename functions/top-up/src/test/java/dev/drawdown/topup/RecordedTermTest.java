package dev.drawdown.topup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.http.Call;
import dev.drawdown.adapters.http.Reply;
import dev.drawdown.adapters.store.BrokenOff;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.adapters.store.Stores;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.DocumentId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.billing.Standing;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.pool.AvailableCredits;
import dev.drawdown.domain.pool.Pool;
import dev.drawdown.domain.reading.Balance;
import dev.drawdown.domain.rules.Rules;
import dev.drawdown.domain.wallet.AccountWallet;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// P1: a payment of a provider without a webhook is a term like any other.
class RecordedTermTest {
  private static final AccountId ANNA = new AccountId("anna");
  private static final String START = "2026-11-20T10:15:30Z";
  private static final String END = "2026-12-20T10:15:30Z";
  private static final String NEXT_END = "2027-01-20T10:15:30Z";

  private final InMemoryStore store = new InMemoryStore();
  private final Catalog catalog = Catalogs.shipped("outsmart");
  private Instant now = Instant.parse(START);

  @Test
  void a_recorded_term_is_granted_until_its_end() {
    Reply reply = record("txn_1", "solo", START, END);

    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.body())
        .isEqualTo(
            Map.of(
                "subscription",
                "sub_01hv8x",
                "key",
                "txn_1",
                "plan",
                "solo",
                "start",
                START,
                "end",
                END,
                "quantity",
                1));
    assertThat(granted()).containsExactly(100L);
    assertThat(wallet().buckets().getFirst().expiresAt()).contains(Instant.parse(END));
  }

  @Test
  void the_same_request_again_changes_nothing_and_says_so() {
    record("txn_1", "solo", START, END);
    AccountWallet before = wallet();

    Reply again = record("txn_1", "solo", START, END);

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.headers()).containsEntry("Idempotent-Replayed", "true");
    assertThat(wallet()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({
    "plus, 2026-11-20T10:15:30Z, 2026-12-20T10:15:30Z, 1",
    "solo, 2026-11-21T10:15:30Z, 2026-12-20T10:15:30Z, 1",
    "solo, 2026-11-20T10:15:30Z, 2026-12-21T10:15:30Z, 1",
    "solo, 2026-11-20T10:15:30Z, 2026-12-20T10:15:30Z, 2"
  })
  void a_key_that_was_used_for_another_term_is_refused(
      String plan, String start, String end, int quantity) {
    record("txn_1", "solo", START, END);
    AccountWallet before = wallet();

    Reply other = on(store, term("txn_1").body(body(plan, start, end, quantity)));

    assertThat(other.status()).isEqualTo(422);
    assertThat(other.at("code")).isEqualTo("key-reused");
    assertThat(wallet()).isEqualTo(before);
  }

  @Test
  void a_key_belongs_to_one_account() {
    record("txn_1", "solo", START, END);

    Reply other = on(store, term("txn_1").account("bea").body(body("solo", START, END, 1)));

    assertThat(other.at("code")).isEqualTo("key-reused");
    assertThat(store.wallet(new AccountId("bea")).version()).isZero();
  }

  @Test
  void a_term_of_one_account_is_refused_to_another() {
    record("txn_1", "solo", START, END);

    Reply other = on(store, term("txn_2").account("bea").body(body("solo", START, END, 1)));

    assertThat(other.status()).isEqualTo(400);
    assertThat(other.at("field")).isEqualTo("subscription");
    assertThat(other.text()).doesNotContain("anna");
    assertThat(store.wallet(new AccountId("bea")).version()).isZero();
  }

  /// The same payment under another name is the same term.
  @Test
  void the_same_term_under_another_key_grants_nothing_again() {
    record("txn_1", "solo", START, END);

    assertThat(record("txn_2", "solo", START, END).status()).isEqualTo(201);

    assertThat(granted()).containsExactly(100L);
    assertThat(record("txn_2", "plus", START, END).at("code")).isEqualTo("key-reused");
  }

  @Test
  void the_next_term_waits_and_brings_the_renewal_bonus() {
    record("txn_1", "solo", START, END);
    record("txn_2", "solo", END, NEXT_END);
    assertThat(granted()).containsExactly(100L);

    now = Instant.parse(END);

    assertThat(balance().buckets().getFirst().granted().amount()).isEqualTo(105);
  }

  @Test
  void an_upgrade_is_recorded_with_the_start_of_its_period() {
    record("txn_1", "solo", START, END);
    now = Instant.parse("2026-12-01T00:00:00Z");

    record("txn_2", "plus", START, END);

    assertThat(granted()).containsExactly(300L);
  }

  /// The outsmart catalog says that upgrades reset.
  @Test
  void an_upgrade_resets_only_if_it_is_recorded_with_a_later_start() {
    record("txn_1", "solo", START, END);
    charge(30);
    now = Instant.parse("2026-12-01T00:00:00Z");

    record("txn_2", "plus", START, END);
    assertThat(balance().buckets().getFirst().remaining().amount()).isEqualTo(270);

    record("txn_3", "solo", END, NEXT_END);
    now = Instant.parse(END);
    charge(30);
    now = now.plusSeconds(1);
    record("txn_4", "plus", now.toString(), NEXT_END);
    assertThat(balance().buckets().getFirst().remaining().amount()).isEqualTo(300);
  }

  /// A term ends at its end only. The credits can be taken back by an adjustment.
  @Test
  void another_term_with_an_earlier_end_does_not_end_a_recorded_term() {
    record("txn_1", "solo", START, END);

    record("txn_2", "solo", START, "2026-11-21T00:00:00Z");

    now = Instant.parse("2026-12-20T10:15:29Z");
    assertThat(balance().standing()).isEqualTo(Standing.ACTIVE);
    assertThat(balance().total().amount()).isEqualTo(110);
    assertThat(balance().plan().orElseThrow().periodEnd()).contains(Instant.parse(END));
  }

  @Test
  void an_account_that_does_not_pay_again_is_suspended_after_the_grace() {
    record("txn_1", "solo", START, END);

    now = Instant.parse(END).plusSeconds(14 * 86_400);

    assertThat(balance().standing()).isEqualTo(Standing.SUSPENDED);
  }

  @Test
  void a_pool_opens_with_its_first_term() {
    Reply reply = on(store, Call.sample("pool-term"));

    assertThat(reply.status()).isEqualTo(201);
    assertThat(store.pool(new PoolId("northside"), 1).granted().amount()).isEqualTo(2_500);
  }

  /// O2: its bucket is frozen from the start, and its members can still be read.
  @Test
  void a_pools_first_term_may_be_recorded_after_its_grace() {
    now = Instant.parse("2027-03-01T00:00:00Z");

    on(store, Call.sample("pool-term"));

    Pool pool = store.pool(new PoolId("northside"), 1);
    assertThat(pool.shown().orElseThrow().isFrozen()).isTrue();
    assertThat(pool.period()).isEqualTo(pool.shown().orElseThrow().number());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "no plan | {} | plan",
        "a blank in its name | {'plan':'so lo','start':'S','end':'E'} | plan",
        "an unknown plan | {'plan':'gold','start':'S','end':'E'} | plan",
        "a pool's plan | {'plan':'office','start':'S','end':'E'} | plan",
        "no start | {'plan':'solo','end':'E'} | start",
        "a start that is none | {'plan':'solo','start':'today','end':'E'} | start",
        "before 1970 | {'plan':'solo','start':'1969-12-31T23:59:59Z','end':'E'} | start",
        "nanoseconds | {'plan':'solo','start':'2026-11-20T10:15:30.000001Z','end':'E'} | start",
        "no end | {'plan':'solo','start':'S'} | end",
        "no time between | {'plan':'solo','start':'S','end':'S'} | end",
        "the end before the start | {'plan':'solo','start':'E','end':'S'} | end",
        "beyond year 9999 | {'plan':'solo','start':'S','end':'+10000-01-01T00:00:00Z'} | end",
        "eleven years | {'plan':'solo','start':'S','end':'2037-11-20T10:15:30Z'} | end",
        "nothing of it | {'plan':'solo','start':'S','end':'E','quantity':0} | quantity",
        "too many | {'plan':'solo','start':'S','end':'E','quantity':1000001} | quantity",
        "a half | {'plan':'solo','start':'S','end':'E','quantity':1.5} | quantity",
        "another field | {'plan':'solo','start':'S','end':'E','credits':5} | credits"
      })
  void a_term_that_can_not_be_granted_is_refused_with_the_reason(
      String name, String body, String field) {
    String json = body.replace("'S'", quoted(START)).replace("'E'", quoted(END)).replace('\'', '"');

    Reply reply = on(store, term("txn_1").body(json));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.at("field")).isEqualTo(field);
    assertThat(store.isEmpty()).isTrue();
  }

  /// A trial and a plan by calendar month need no payment, and an enterprise plan has no size.
  @ParameterizedTest
  @CsvSource({"ai-employee, trial", "ai-employee, enterprise", "assistant-coach, monthly"})
  void a_plan_that_is_not_sold_by_period_at_a_known_size_is_refused(String product, String plan) {
    Call call = term("txn_1").body(body(plan, START, END, 1));

    Reply reply =
        call.on(new TopUpFunction(new Ports(Catalogs.shipped(product), store, () -> now)));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.at("field")).isEqualTo("plan");
  }

  @ParameterizedTest
  @ValueSource(strings = {"subscription", "key", "account"})
  void a_path_that_names_nothing_valid_is_refused(String parameter) {
    Reply reply = on(store, term("txn_1").path(parameter, "a b"));

    assertThat(reply.at("field")).isEqualTo(parameter);
    assertThat(store.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"credits/read", "credits/charge", "credits/self"})
  void no_other_scope_states_terms(String scope) {
    assertThat(on(store, term("txn_1").token("shop", scope)).status()).isEqualTo(403);
    assertThat(on(store, term("txn_1").anonymous()).status()).isEqualTo(401);
  }

  @Test
  void a_retry_completes_a_term_that_was_interrupted_anywhere() {
    int calls =
        BrokenOff.anywhere(
            "a term", InMemoryStore::new, each -> on(each, term("txn_1").body(solo())));

    assertThat(calls).isGreaterThanOrEqualTo(3);
  }

  private void charge(int quantity) {
    ChargeId key = new ChargeId("charge-" + now);
    ChargeRequest request =
        new ChargeRequest(
            new ActionId("lab.analyze"),
            Optional.of(new DocumentId(key.value())),
            quantity,
            Optional.empty());
    store.commitAll(
        Rules.of(catalog)
            .charging()
            .charge(key, request, store.load(ANNA, Optional.of(key), Optional.empty()), now)
            .commits());
  }

  private Reply record(String key, String plan, String start, String end) {
    return on(store, term(key).body(body(plan, start, end, 1)));
  }

  private static Call term(String key) {
    return Call.sample("term").path("key", key);
  }

  private static String solo() {
    return body("solo", START, END, 1);
  }

  private static String body(String plan, String start, String end, int quantity) {
    return "{\"plan\":\"%s\",\"start\":\"%s\",\"end\":\"%s\",\"quantity\":%d}"
        .formatted(plan, start, end, quantity);
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }

  private Reply on(Stores stores, Call call) {
    return call.on(new TopUpFunction(new Ports(catalog, stores, () -> now)));
  }

  private AccountWallet wallet() {
    return store.wallet(ANNA);
  }

  private List<Long> granted() {
    return wallet().buckets().stream().map(bucket -> bucket.granted().amount()).toList();
  }

  private Balance balance() {
    return Rules.of(catalog).reading().balance(AvailableCredits.of(wallet()), now);
  }
}
