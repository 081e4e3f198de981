package dev.drawdown.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.http.Call;
import dev.drawdown.adapters.http.Reply;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.adapters.store.PaidPool;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.DocumentId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.domain.rules.Rules;
import dev.drawdown.domain.wallet.AccountWallet;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// O2, O3: membership over HTTP.
class MembershipFunctionTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:15:30Z");
  private static final Catalog CATALOG = Catalogs.load("outsmart");
  private static final PoolId NORTHSIDE = new PoolId("northside");
  private static final PoolId SOUTHSIDE = new PoolId("southside");
  private static final AccountId ANNA = new AccountId("anna");

  private final InMemoryStore store = new InMemoryStore();
  private final MembershipFunction function =
      new MembershipFunction(new Ports(CATALOG, store, () -> NOW));

  @Test
  void an_account_joins_and_is_shown_as_a_member_with_its_cap() {
    paid(NORTHSIDE);

    Reply reply = Call.sample("join-pool").on(function);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text())
        .isEqualTo(
            """
            {"account":"anna","drawn":0,"limitPerPeriod":100}\
            """);
    assertThat(anna().membership().orElseThrow().pool()).isEqualTo(NORTHSIDE);
    assertThat(store.members(NORTHSIDE, 10, Optional.empty())).containsExactly(anna());
  }

  @Test
  void a_second_join_changes_at_most_the_cap() {
    paid(NORTHSIDE);
    Call.sample("join-pool").on(function);

    assertThat(Call.sample("join-pool").on(function).status()).isEqualTo(200);
    assertThat(anna().version()).isEqualTo(1);
    assertThat(Call.sample("join-pool").body("{\"limitPerPeriod\":5}").on(function).text())
        .isEqualTo("{\"account\":\"anna\",\"drawn\":0,\"limitPerPeriod\":5}");
    assertThat(Call.sample("join-pool").body(null).on(function).text())
        .isEqualTo("{\"account\":\"anna\",\"drawn\":0}");
    assertThat(anna().version()).isEqualTo(3);
    assertThat(store.members(NORTHSIDE, 10, Optional.empty())).hasSize(1);
  }

  @Test
  void an_account_is_in_one_pool_at_a_time() {
    paid(NORTHSIDE);
    paid(SOUTHSIDE);
    Call.sample("join-pool").on(function);

    Reply second = Call.sample("join-pool").path("pool", "southside").on(function);

    assertThat(second.status()).isEqualTo(409);
    assertThat(second.at("code")).isEqualTo("already-in-a-pool");
    assertThat(second.at("detail"))
        .isEqualTo("anna is in the pool northside, and must leave it first. Nothing was changed.");
    assertThat(anna().version()).isEqualTo(1);
    assertThat(store.members(SOUTHSIDE, 10, Optional.empty())).isEmpty();
  }

  @Test
  void draws_of_the_pool_period_still_count_after_a_new_join() {
    paid(NORTHSIDE);
    Call.sample("join-pool").on(function);
    spend("k", 15);

    assertThat(Call.sample("leave-pool").on(function).status()).isEqualTo(204);
    Reply back = Call.sample("join-pool").on(function);

    assertThat(back.at("drawn")).isEqualTo(5);
  }

  @Test
  void leaving_answers_without_a_body_and_may_be_repeated() {
    paid(NORTHSIDE);
    Call.sample("join-pool").on(function);

    Reply left = Call.sample("leave-pool").on(function);
    Reply again = Call.sample("leave-pool").on(function);

    assertThat(left.status()).isEqualTo(204);
    assertThat(left.text()).isEmpty();
    assertThat(again.status()).isEqualTo(204);
    assertThat(anna().version()).isEqualTo(2);
    assertThat(store.members(NORTHSIDE, 10, Optional.empty())).isEmpty();
  }

  @Test
  void leaving_another_pool_changes_nothing() {
    paid(NORTHSIDE);
    paid(SOUTHSIDE);
    Call.sample("join-pool").on(function);

    assertThat(Call.sample("leave-pool").path("pool", "southside").on(function).status())
        .isEqualTo(204);

    assertThat(anna().membership()).isPresent();
    assertThat(anna().version()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"join-pool", "leave-pool"})
  void a_pool_without_a_payment_is_unknown(String sample) {
    Reply reply = Call.sample(sample).on(function);

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.at("code")).isEqualTo("unknown-pool");
    assertThat(store.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'limitPerPeriod':0} | limitPerPeriod",
        "{'limitPerPeriod':-1} | limitPerPeriod",
        "{'limitPerPeriod':1.5} | limitPerPeriod",
        "{'limitPerPeriod':'5'} | limitPerPeriod",
        "{'limit':5} | limit",
        "[] | body",
        "{ | body"
      })
  void a_wrong_body_is_refused_by_field(String body, String field) {
    paid(NORTHSIDE);

    Reply reply = Call.sample("join-pool").body(body.replace('\'', '"')).on(function);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.at("code")).isEqualTo("invalid-request");
    assertThat(reply.at("field")).isEqualTo(field);
    assertThat(anna().version()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"pool, a b", "account, a/b"})
  void a_path_with_invalid_names_is_refused_by_field(String field, String value) {
    assertThat(Call.sample("join-pool").path(field, value).on(function).at("field"))
        .isEqualTo(field);
    assertThat(Call.sample("leave-pool").path(field, value).on(function).at("field"))
        .isEqualTo(field);
  }

  @ParameterizedTest
  @CsvSource({
    "join-pool, anna, credits/self",
    "join-pool, app, credits/charge credits/read",
    "leave-pool, anna, credits/self",
    "leave-pool, app, credits/charge credits/read"
  })
  void only_the_manage_scope_may_add_and_remove_members(
      String sample, String subject, String scope) {
    paid(NORTHSIDE);

    assertThat(Call.sample(sample).token(subject, scope).on(function).status()).isEqualTo(403);
    assertThat(Call.sample(sample).anonymous().on(function).status()).isEqualTo(401);
  }

  private void paid(PoolId pool) {
    PaidPool.of(pool, "office", CATALOG, NOW).in(store);
  }

  private AccountWallet anna() {
    return store.wallet(ANNA);
  }

  /// The first ten credits come from starter credits.
  private void spend(String key, int quantity) {
    ChargeRequest request =
        new ChargeRequest(
            new ActionId("lab.analyze"),
            Optional.of(new DocumentId("report-1")),
            quantity,
            Optional.empty());
    ChargeId id = new ChargeId(key);
    Situation found = store.load(ANNA, Optional.of(id), Optional.empty());
    store.commitAll(Rules.of(CATALOG).charging().charge(id, request, found, NOW).commits());
  }
}
