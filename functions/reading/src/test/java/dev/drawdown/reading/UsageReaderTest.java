package dev.drawdown.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.http.Call;
import dev.drawdown.adapters.http.Reply;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.adapters.store.PaidPool;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.charge.ChargeResult.Charged;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.fixtures.CatalogFixtures;
import dev.drawdown.domain.pool.Joining.MembershipSituation;
import dev.drawdown.domain.rules.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// L1: accounts and owners of pools read what they spent credits on.
class UsageReaderTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:15:30Z");
  private static final PoolId NORTHSIDE = new PoolId("northside");
  private static final AccountId ANNA = new AccountId("anna");
  private static final AccountId BEA = new AccountId("bea");
  private static final Catalog PERSONAL =
      CatalogFixtures.catalog().action("run", 1).action("dear", 7).starter(1_000_000).build();

  private final InMemoryStore store = new InMemoryStore();

  @Test
  void a_new_account_has_no_usage() {
    Reply reply = Call.sample("usage").on(on(PERSONAL, NOW));

    assertThat(reply.text())
        .isEqualTo(
            """
            {"from":"2026-11-01T00:00:00Z","to":"2026-12-01T00:00:00Z","data":[]}\
            """);
  }

  @Test
  void rows_are_in_order_and_contain_only_the_period() {
    charge(PERSONAL, ANNA, "october", "run", 1, Instant.parse("2026-10-31T23:59:59.999Z"));
    charge(PERSONAL, ANNA, "first", "run", 2, Instant.parse("2026-11-01T00:00:00Z"));
    charge(PERSONAL, ANNA, "dear", "dear", 3, NOW);
    charge(PERSONAL, ANNA, "last", "run", 4, Instant.parse("2026-11-30T23:59:59.999Z"));
    charge(PERSONAL, ANNA, "december", "run", 5, Instant.parse("2026-12-01T00:00:00Z"));
    ReadingFunction later = on(PERSONAL, Instant.parse("2027-01-05T00:00:00Z"));

    assertThat(Call.sample("usage").on(later).at("data"))
        .isEqualTo(
            List.of(
                Map.of("key", "dear", "charges", 1, "quantity", 3, "credits", 21),
                Map.of("key", "run", "charges", 2, "quantity", 6, "credits", 6)));
    assertThat(Call.sample("usage").query("by", "day").on(later).at("data"))
        .isEqualTo(
            List.of(
                Map.of("key", "2026-11-01", "charges", 1, "quantity", 2, "credits", 2),
                Map.of("key", "2026-11-20", "charges", 1, "quantity", 3, "credits", 21),
                Map.of("key", "2026-11-30", "charges", 1, "quantity", 4, "credits", 4)));
  }

  @Test
  void the_default_period_is_the_last_30_days_by_the_services_clock() {
    charge(PERSONAL, ANNA, "october", "run", 1, Instant.parse("2026-10-21T23:59:59.999Z"));
    charge(PERSONAL, ANNA, "first", "run", 2, Instant.parse("2026-10-22T00:00:00Z"));
    charge(PERSONAL, ANNA, "today", "run", 4, NOW);
    Call call = Call.sample("usage").query("from", null).query("to", null);

    Reply today = call.on(on(PERSONAL, NOW));
    Reply later = call.on(on(PERSONAL, Instant.parse("2026-12-20T00:00:00Z")));

    assertThat(today.at("from")).isEqualTo("2026-10-22T00:00:00Z");
    assertThat(today.at("to")).isEqualTo("2026-11-21T00:00:00Z");
    assertThat(today.at("data.0.credits")).isEqualTo(6);
    assertThat(later.at("from")).isEqualTo("2026-11-21T00:00:00Z");
    assertThat(later.at("data")).isEqualTo(List.of());
  }

  @Test
  void a_period_with_one_end_gets_a_default_for_the_other() {
    Call call = Call.sample("usage");

    assertThat(call.query("from", null).on(on(PERSONAL, NOW)).at("from"))
        .isEqualTo("2026-11-01T00:00:00Z");
    assertThat(call.query("to", null).on(on(PERSONAL, NOW)).at("to"))
        .isEqualTo("2026-11-21T00:00:00Z");
    assertThat(
            call.query("from", null)
                .query("to", Instant.MIN.toString())
                .on(on(PERSONAL, NOW))
                .at("field"))
        .isEqualTo("to");
  }

  @Test
  void a_page_covers_5000_entries_and_pages_add_up() {
    for (int charge = 0; charge < 5_100; charge++) {
      charge(PERSONAL, ANNA, "k" + charge, "run", 1, NOW);
    }
    ReadingFunction reading = on(PERSONAL, NOW);

    Reply first = Call.sample("usage").on(reading);
    Reply last = Call.sample("usage").query("cursor", (String) first.at("nextCursor")).on(reading);

    // The first entry is a grant.
    assertThat(first.at("nextCursor")).isEqualTo("5000");
    assertThat(first.at("data.0.charges")).isEqualTo(4_999);
    assertThat(last.at("data.0.charges")).isEqualTo(101);
    assertThat(last.at("nextCursor")).isNull();
    assertThat(Call.sample("usage").query("cursor", "101").on(reading).at("nextCursor")).isNull();
    assertThat(Call.sample("usage").query("cursor", "100").on(reading).at("nextCursor"))
        .isEqualTo("5100");
  }

  @Test
  void an_expired_hold_never_counts_whether_or_not_its_expiry_is_written() {
    hold(PERSONAL, ANNA, "held", Duration.ofMinutes(5));
    ReadingFunction later = on(PERSONAL, NOW.plus(Duration.ofDays(1)));

    assertThat(Call.sample("usage").on(later).at("data")).isEqualTo(List.of());
  }

  @Test
  void a_pool_of_several_shards_is_added_up_shard_by_shard_by_member() {
    Catalog catalog = CatalogFixtures.catalog().action("run", 1).pool("office", 500, 3).build();
    PaidPool.of(NORTHSIDE, "office", catalog, NOW).in(store);
    join(catalog, ANNA);
    join(catalog, BEA);
    charge(catalog, ANNA, "wide", "run", 400, NOW);
    charge(catalog, BEA, "k1", "run", 2, NOW);
    charge(catalog, BEA, "k2", "run", 3, NOW);

    Reply reply = Call.sample("pool-usage").on(on(catalog, NOW));

    assertThat(reply.at("data"))
        .isEqualTo(
            List.of(
                Map.of("key", "anna", "charges", 1, "quantity", 400, "credits", 400),
                Map.of("key", "bea", "charges", 2, "quantity", 5, "credits", 5)));
    assertThat(Call.sample("usage").on(on(catalog, NOW)).at("data"))
        .isEqualTo(List.of(Map.of("key", "run", "charges", 1, "quantity", 400, "credits", 0)));
  }

  @Test
  void pages_of_a_pool_go_from_one_shard_to_the_next() {
    Catalog catalog = CatalogFixtures.catalog().action("run", 1).pool("office", 30_000, 2).build();
    PaidPool.of(NORTHSIDE, "office", catalog, NOW).in(store);
    int members = 0;
    for (String name : List.of("anna", "bea", "cem", "dan", "eve", "fay")) {
      join(catalog, new AccountId(name));
      members++;
      for (int charge = 0; charge < 1_000; charge++) {
        charge(catalog, new AccountId(name), "k" + charge, "run", 1, NOW);
      }
    }
    ReadingFunction reading = on(catalog, NOW);

    Reply first = Call.sample("pool-usage").query("by", "action").on(reading);
    String cursor = (String) first.at("nextCursor");
    Reply last =
        Call.sample("pool-usage").query("by", "action").query("cursor", cursor).on(reading);

    assertThat(cursor).startsWith("1:");
    assertThat(last.at("nextCursor")).isNull();
    assertThat((int) first.at("data.0.charges") + (int) last.at("data.0.charges"))
        .isEqualTo(members * 1_000);
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({
    "by, moon, must be one of action; day",
    "by, member, must be one of action; day",
    "from, yesterday, must be an instant such as 2026-11-01T00:00:00Z",
    "to, 2026-11-01T00:00:00Z, must be after from",
    "to, 2026-10-01T00:00:00Z, must be after from",
    "to, 2027-12-06T00:00:00Z, must be at most 366 days after from",
    "cursor, x, must be the nextCursor of another page",
    "cursor, 1:7, must be the nextCursor of another page",
    "limit, 7, is not a parameter of this call"
  })
  void a_wrong_parameter_is_refused_by_its_name(
      String name, @Nullable String value, String reason) {
    Reply reply = Call.sample("usage").query(name, value).on(on(PERSONAL, NOW));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.at("code")).isEqualTo("invalid-request");
    assertThat(reply.at("field")).isEqualTo(name);
    assertThat(reply.text()).contains(reason.replace(';', ','));
  }

  @Test
  void only_a_reader_of_the_account_or_a_manager_of_the_pool_gets_an_answer() {
    assertThat(Call.sample("usage").token("svc", "credits/charge").on(on(PERSONAL, NOW)).status())
        .isEqualTo(403);
    assertThat(
            Call.sample("pool-usage").token("svc", "credits/read").on(on(PERSONAL, NOW)).status())
        .isEqualTo(403);
    assertThat(Call.sample("pool-usage").on(on(PERSONAL, NOW)).at("code"))
        .isEqualTo("unknown-pool");
  }

  // Steps.

  private ReadingFunction on(Catalog catalog, Instant now) {
    return new ReadingFunction(new Ports(catalog, store, () -> now));
  }

  private void charge(
      Catalog catalog, AccountId account, String key, String action, int quantity, Instant now) {
    take(catalog, account, key, request(action, quantity, Optional.empty()), now);
  }

  private void hold(Catalog catalog, AccountId account, String key, Duration lasts) {
    take(catalog, account, key, request("run", 1, Optional.of(lasts)), NOW);
  }

  private static ChargeRequest request(String action, int quantity, Optional<Duration> hold) {
    return new ChargeRequest(new ActionId(action), Optional.empty(), quantity, hold);
  }

  private void take(
      Catalog catalog, AccountId account, String key, ChargeRequest request, Instant now) {
    ChargeId id = new ChargeId(key);
    Situation found = store.accounts().load(account, Optional.of(id), Optional.empty());
    Charged charged = (Charged) Rules.of(catalog).charging().charge(id, request, found, now);
    commit(charged.commits());
  }

  private void join(Catalog catalog, AccountId account) {
    MembershipSituation found =
        new MembershipSituation(
            store.wallets().wallet(account), store.wallets().pool(NORTHSIDE, 16));
    commit(Rules.of(catalog).joining().join(found, Optional.empty(), NOW).commits());
  }

  private void commit(List<Commit> commits) {
    commits.forEach(commit -> store.commits().commit(commit, UUID.randomUUID()));
  }
}
