package dev.drawdown.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.http.Call;
import dev.drawdown.adapters.http.Reply;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.adapters.store.PaidPool;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.fixtures.CatalogFixtures;
import dev.drawdown.domain.pool.Joining.MembershipSituation;
import dev.drawdown.domain.rules.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// O1 and L1: an owner reads its pool.
class PoolReaderTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:15:30Z");
  private static final PoolId NORTHSIDE = new PoolId("northside");
  private static final AccountId ANNA = new AccountId("anna");
  private static final AccountId BEA = new AccountId("bea");

  private final InMemoryStore store = new InMemoryStore();

  @Test
  void a_pool_reads_like_an_account_with_its_members() {
    Catalog catalog = office(1);
    paid(catalog);
    join(catalog, ANNA, Optional.of(Credits.of(100)));
    join(catalog, BEA, Optional.empty());
    charge(catalog, ANNA, "k1", 15, Optional.empty());

    Reply reply = Call.sample("pool").on(on(catalog));

    assertThat(reply.text())
        .isEqualTo(
            """
            {"pool":"northside","standing":"active",\
            "plan":{"id":"office","periodEnd":"2026-12-15T10:15:30Z"},"total":485,"held":0,\
            "buckets":[{"id":"plan-1","kind":"plan","remaining":485,"granted":500,\
            "expiresAt":"2026-12-15T10:15:30Z"}],\
            "usage":{"used":15,"granted":500,"percent":3,"level":"ok",\
            "resetsAt":"2026-12-15T10:15:30Z"},"version":2}\
            """);
  }

  @Test
  void members_are_read_by_name_page_by_page() {
    Catalog catalog = office(1);
    paid(catalog);
    join(catalog, BEA, Optional.empty());
    join(catalog, new AccountId("cem"), Optional.empty());
    join(catalog, ANNA, Optional.of(Credits.of(100)));
    charge(catalog, ANNA, "k1", 15, Optional.empty());

    Reply first = members(catalog, "2", null);
    Reply last = members(catalog, "2", "bea");

    assertThat(first.text())
        .isEqualTo(
            """
            {"members":[{"account":"anna","drawn":15,"limitPerPeriod":100},\
            {"account":"bea","drawn":0}],"nextCursor":"bea"}\
            """);
    assertThat(last.text()).isEqualTo("{\"members\":[{\"account\":\"cem\",\"drawn\":0}]}");
    assertThat(members(catalog, "3", null).at("nextCursor")).isNull();
    assertThat(members(catalog, "1", "cem").text()).isEqualTo("{\"members\":[]}");
  }

  @Test
  void a_page_has_50_members_by_default() {
    Catalog catalog = office(1);
    paid(catalog);
    for (int member = 10; member <= 60; member++) {
      join(catalog, new AccountId("member-" + member), Optional.empty());
    }

    Reply page = members(catalog, null, null);

    assertThat(page.at("members.49.account")).isEqualTo("member-59");
    assertThat(page.at("members.50")).isNull();
    assertThat(page.at("nextCursor")).isEqualTo("member-59");
  }

  @Test
  void a_pool_of_several_shards_reads_as_one() {
    Catalog catalog = office(3);
    paid(catalog);
    join(catalog, ANNA, Optional.empty());
    charge(catalog, ANNA, "k1", 400, Optional.empty());

    Reply reply = Call.sample("pool").on(on(catalog));

    assertThat(reply.at("total")).isEqualTo(100);
    assertThat(reply.at("buckets.0.remaining")).isEqualTo(100);
    assertThat(reply.at("buckets.0.granted")).isEqualTo(500);
    assertThat(reply.at("buckets.1")).isNull();
    assertThat(reply.at("usage.used")).isEqualTo(400);
    assertThat(members(catalog, null, null).at("members.0.drawn")).isEqualTo(400);
  }

  @Test
  void a_members_balance_shows_its_allowance_and_the_pools_ledger_shows_the_draw() {
    Catalog catalog = office(1);
    paid(catalog);
    join(catalog, ANNA, Optional.of(Credits.of(20)));
    charge(catalog, ANNA, "k1", 15, Optional.empty());

    Reply balance = Call.sample("balance").on(on(catalog));
    Reply own = Call.sample("ledger").on(on(catalog));
    Reply pools = Call.sample("pool-ledger").on(on(catalog));

    assertThat(balance.at("total")).isEqualTo(5);
    assertThat(balance.at("buckets.0.id")).isEqualTo("pool-1");
    assertThat(balance.at("buckets.0.kind")).isEqualTo("pool");
    assertThat(balance.at("buckets.0.remaining")).isEqualTo(5);
    assertThat(balance.at("buckets.0.granted")).isEqualTo(20);
    assertThat(own.at("data.0.kind")).isEqualTo("charge");
    assertThat(own.at("data.0.change")).isEqualTo(0);
    assertThat(own.at("data.0.postings.0.bucket")).isEqualTo("pool-1");
    assertThat(own.at("data.0.postings.0.change")).isEqualTo(-15);
    assertThat(own.at("data.0.balanceAfter")).isEqualTo(0);
    assertThat(pools.at("data.0.kind")).isEqualTo("charge");
    assertThat(pools.at("data.0.account")).isEqualTo("anna");
    assertThat(pools.at("data.0.charge")).isEqualTo("k1");
    assertThat(pools.at("data.0.change")).isEqualTo(-15);
    assertThat(pools.at("data.0.balanceAfter")).isEqualTo(485);
    assertThat(pools.at("data.1.kind")).isEqualTo("grant");
    assertThat(pools.at("nextCursor")).isNull();
  }

  @Test
  void the_due_expiry_of_a_hold_on_a_pool_names_account_and_charge() {
    Catalog catalog = office(1);
    paid(catalog);
    join(catalog, ANNA, Optional.empty());
    charge(catalog, ANNA, "k1", 15, Optional.of(Duration.ofMinutes(15)));
    ReadingFunction later =
        new ReadingFunction(new Ports(catalog, store, () -> NOW.plus(Duration.ofHours(1))));

    Reply ledger = Call.sample("pool-ledger").on(later);

    assertThat(ledger.at("data.0.kind")).isEqualTo("release");
    assertThat(ledger.at("data.0.reason")).isEqualTo("expired");
    assertThat(ledger.at("data.0.account")).isEqualTo("anna");
    assertThat(ledger.at("data.0.charge")).isEqualTo("k1");
    assertThat(Call.sample("pool-members").query("cursor", "a").on(later).at("members.0.drawn"))
        .isEqualTo(0);
    assertThat(Call.sample("pool").on(later).at("total")).isEqualTo(500);
  }

  @Test
  void each_shard_has_a_ledger_and_the_audit_proves_them_together() {
    Catalog catalog = office(3);
    paid(catalog);
    join(catalog, ANNA, Optional.empty());
    charge(catalog, ANNA, "k1", 400, Optional.empty());

    Reply audit = Call.sample("pool-audit").on(on(catalog));

    assertThat(audit.text())
        .isEqualTo(
            """
            {"entries":%s,"ledgerTotal":100,"balanceTotal":100,"consistent":true}\
            """
                .formatted(Call.sample("pool").on(on(catalog)).at("version")));
    assertThat(Call.sample("pool-ledger").query("shard", "2").on(on(catalog)).at("data.0.kind"))
        .isNotNull();
    assertThat(Call.sample("pool-ledger").query("shard", "3").on(on(catalog)).at("field"))
        .isEqualTo("shard");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pool", "pool-members", "pool-ledger", "pool-audit"})
  void a_pool_without_a_payment_is_unknown(String sample) {
    Reply reply = Call.sample(sample).on(on(office(1)));

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.at("code")).isEqualTo("unknown-pool");
    assertThat(store.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "pool, anna, credits/self",
    "pool-members, anna, credits/self",
    "pool-ledger, anna, credits/self",
    "pool-audit, app, credits/read credits/charge"
  })
  void a_members_token_reads_no_pool(String sample, String subject, String scope) {
    paid(office(1));

    assertThat(Call.sample(sample).token(subject, scope).on(on(office(1))).status()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "pool, q, 1",
    "pool-audit, shard, 1",
    "pool-members, limit, 101",
    "pool-members, cursor, a/b",
    "pool-members, cursor, ''",
    "pool-members, sort, name",
    "pool-ledger, shard, x",
    "pool-ledger, shard, 16",
    "pool-ledger, limit, 0",
    "pool-ledger, cursor, -1"
  })
  void an_unknown_or_malformed_parameter_is_named(String sample, String name, String value) {
    Reply reply = Call.sample(sample).query(name, value).on(on(office(1)));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.at("field")).isEqualTo(name);
  }

  /// The pool lists the members. Each member's own wallet is read after that.
  @Test
  void an_account_that_leaves_before_its_wallet_is_read_is_no_member() {
    Catalog catalog = office(1);
    paid(catalog);
    join(catalog, ANNA, Optional.empty());
    join(catalog, BEA, Optional.empty());
    store.commitAll(left(catalog, ANNA).stream().map(PoolReaderTest::alone).toList());

    Reply reply = members(catalog, null, null);

    assertThat(reply.at("members.0.account")).isEqualTo("bea");
    assertThat(reply.at("members.1")).isNull();
  }

  private Reply members(Catalog catalog, @Nullable String limit, @Nullable String cursor) {
    return Call.sample("pool-members")
        .query("limit", limit)
        .query("cursor", cursor)
        .on(on(catalog));
  }

  private List<Commit> left(Catalog catalog, AccountId account) {
    MembershipSituation found =
        new MembershipSituation(store.wallet(account), store.pool(NORTHSIDE, 1));
    return Rules.of(catalog).joining().leave(found, NOW).commits();
  }

  /// The wallet's part of the commit, without the pool's.
  private static Commit alone(Commit commit) {
    return new Commit.Step(((Commit.Step) commit).journal(), List.of());
  }

  private static Catalog office(int shards) {
    return CatalogFixtures.catalog().action("run", 1).pool("office", 500, shards).build();
  }

  private ReadingFunction on(Catalog catalog) {
    return new ReadingFunction(new Ports(catalog, store, () -> NOW));
  }

  private void paid(Catalog catalog) {
    PaidPool.of(NORTHSIDE, "office", catalog, NOW).in(store);
  }

  private void join(Catalog catalog, AccountId account, Optional<Credits> limit) {
    MembershipSituation found =
        new MembershipSituation(store.wallet(account), store.pool(NORTHSIDE, 1));
    store.commitAll(Rules.of(catalog).joining().join(found, limit, NOW).commits());
  }

  private void charge(
      Catalog catalog, AccountId account, String key, int quantity, Optional<Duration> hold) {
    ChargeId id = new ChargeId(key);
    ChargeRequest request =
        new ChargeRequest(new ActionId("run"), Optional.empty(), quantity, hold);
    Situation found = store.load(account, Optional.of(id), Optional.empty());
    store.commitAll(Rules.of(catalog).charging().charge(id, request, found, NOW).commits());
  }
}
