package dev.drawdown.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.CachedSecrets;
import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.SigningSecrets;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.http.Call;
import dev.drawdown.adapters.http.Reply;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.adapters.store.PaidPool;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.PoolId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A backend opens a session, and a browser reads one account or one pool with it.
class SessionFunctionTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:15:30.900Z");
  private static final String SECRET = "a-secret-that-signs-sessions-0001";
  private static final String NEXT = "a-secret-that-signs-sessions-0002";
  private static final PoolId OFFICE = new PoolId("northside");

  private final InMemoryStore store = new InMemoryStore();
  private final AtomicReference<String> stored = new AtomicReference<>(SECRET);
  private final SigningSecrets secrets = new CachedSecrets(stored::get);
  private Instant clock = NOW;

  @Test
  void a_session_reads_its_account() {
    Reply opened = open("session", "{}");

    assertThat(opened.status()).isEqualTo(201);
    assertThat(opened.at("expiresAt")).isEqualTo("2026-11-20T10:30:30Z");
    assertThat(opened.text()).contains("\"token\":\"s1.");
    assertThat(read("balance", opened).at("account")).isEqualTo("anna");
    assertThat(read("balance", opened).at("total")).isEqualTo(10);
    assertThat(read("ledger", opened).at("data")).isEqualTo(List.of());
    assertThat(read("usage", opened).at("data")).isEqualTo(List.of());
    assertThat(quote(opened).at("cost")).isEqualTo(1);
  }

  @Test
  void a_pools_session_reads_the_pool() {
    PaidPool.of(OFFICE, "office", Catalogs.shipped("outsmart"), NOW).in(store);

    Reply opened = open("pool-session", "{}");

    assertThat(read("pool", opened).at("pool")).isEqualTo("northside");
    assertThat(read("members", opened).at("members")).isEqualTo(List.of());
    assertThat(read("ledger", opened).at("data.0.kind")).isEqualTo("grant");
    assertThat(call("usage", token(opened)).query("by", "member").on(function()).status())
        .isEqualTo(200);
  }

  @Test
  void a_pools_session_reads_no_account_and_an_accounts_session_no_pool() {
    Reply pool = open("pool-session", "{}");
    Reply account = open("session", "{}");

    for (Reply reply : List.of(read("balance", pool), quote(pool))) {
      assertThat(reply.status()).isEqualTo(403);
      assertThat(reply.at("code")).isEqualTo("forbidden");
    }
    for (Reply reply : List.of(read("pool", account), read("members", account))) {
      assertThat(reply.status()).isEqualTo(403);
    }
    assertThat(read("pool", pool).at("code")).isEqualTo("unknown-pool");
  }

  @Test
  void a_session_reads_the_entries_of_one_kind() {
    PaidPool.of(OFFICE, "office", Catalogs.shipped("outsmart"), NOW).in(store);
    String token = token(open("pool-session", "{}"));

    Reply grants = call("ledger", token).query("kind", "grant").on(function());
    Reply charges = call("ledger", token).query("kind", "charge").on(function());

    assertThat(grants.at("data.0.kind")).isEqualTo("grant");
    assertThat(charges.at("data")).isEqualTo(List.of());
  }

  @Test
  void a_session_ends_at_its_expiry() {
    Reply opened = open("session", "{\"expiresIn\":\"PT60S\"}");

    clock = Instant.parse("2026-11-20T10:16:29.999Z");
    assertThat(read("balance", opened).status()).isEqualTo(200);
    clock = Instant.parse("2026-11-20T10:16:30Z");
    assertUnauthenticated(read("balance", opened));
  }

  @Test
  void a_session_from_the_future_is_refused_but_clocks_may_differ_by_seconds() {
    Reply opened = open("session", "{}");

    clock = Instant.parse("2026-11-20T10:15:25Z");
    assertThat(read("balance", opened).status()).isEqualTo(200);
    clock = Instant.parse("2026-11-20T10:15:24.999Z");
    assertUnauthenticated(read("balance", opened));
  }

  @Test
  void a_signed_session_with_too_long_a_life_is_refused() {
    SessionToken hour = SessionToken.of(new AccountId("anna"), NOW, Duration.ofSeconds(901));

    assertUnauthenticated(read("balance", hour.signedWith(SECRET)));
  }

  /// The test replaces each character by one that differs in its lowest bit, and by one that may
  /// decode to the same bytes.
  @Test
  void a_token_with_one_different_bit_is_refused() {
    String token = (String) open("session", "{}").at("token");

    for (int place = 0; place < token.length(); place++) {
      for (int bit = 0; bit < 7; bit++) {
        char other = (char) (token.charAt(place) ^ (1 << bit));
        String forged = token.substring(0, place) + other + token.substring(place + 1);
        assertThat(SessionToken.read(forged, List.of(SECRET)))
            .as("bit %d of character %d", bit, place)
            .isEmpty();
      }
    }
    IntStream.range(0, token.length())
        .mapToObj(length -> token.substring(0, length))
        .forEach(cut -> assertThat(SessionToken.read(cut, List.of(SECRET))).isEmpty());
    assertThat(SessionToken.read(token, List.of(SECRET))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "s1", "s1..", "s1.a.b", "s2.a.b", "...", "eyJhbGciOiJub25lIn0.e30.", "ä"})
  void a_text_that_is_no_token_is_refused(String token) {
    assertUnauthenticated(read("balance", token));
  }

  @Test
  void a_call_without_a_token_is_refused_before_its_parameters_are_read() {
    assertUnauthenticated(
        Call.sample("session-balance")
            .header("authorization", null)
            .query("limit", "1")
            .on(function()));
  }

  @Test
  void a_parameter_that_a_read_does_not_take_is_refused() {
    Reply opened = open("session", "{}");

    Reply balance = call("balance", token(opened)).query("account", "bea").on(function());
    Reply shard = call("ledger", token(opened)).query("shard", "1").on(function());
    Reply member = call("usage", token(opened)).query("by", "member").on(function());

    assertThat(balance.at("field")).isEqualTo("account");
    assertThat(shard.at("field")).isEqualTo("shard");
    assertThat(member.at("field")).isEqualTo("by");
  }

  @Test
  void after_a_rotation_both_secrets_are_valid_and_the_first_one_signs() {
    Reply before = open("session", "{}");
    stored.set(NEXT + "\n" + SECRET);
    clock = clock.plus(CachedSecrets.LIFE);

    Reply after = open("session", "{}");

    assertThat(SessionToken.read(token(after), List.of(NEXT))).isPresent();
    assertThat(read("balance", before).status()).isEqualTo(200);
    assertThat(read("balance", after).status()).isEqualTo(200);
    stored.set(NEXT);
    clock = clock.plus(CachedSecrets.LIFE);
    assertUnauthenticated(read("balance", before));
    assertThat(read("balance", after).status()).isEqualTo(200);
  }

  /// Another instance of the function has read the new secret already.
  @Test
  void an_unknown_secret_is_read_at_once() {
    open("session", "{}");
    stored.set(NEXT + "\n" + SECRET);
    clock = clock.plus(CachedSecrets.PAUSE);
    SessionToken session = SessionToken.of(new AccountId("anna"), clock, Duration.ofMinutes(1));

    assertThat(read("balance", session.signedWith(NEXT)).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"expiresIn\":\"PT15M1S\"}  | expiresIn",
        "{\"expiresIn\":\"PT0S\"}     | expiresIn",
        "{\"expiresIn\":\"-PT1S\"}    | expiresIn",
        "{\"expiresIn\":\"PT1.5S\"}   | expiresIn",
        "{\"expiresIn\":\"soon\"}     | expiresIn",
        "{\"expiresIn\":60}           | expiresIn",
        "{\"scope\":\"credits/read\"} | scope",
      })
  void a_malformed_body_is_refused_by_naming_its_field(String body, String field) {
    Reply reply = open("session", body);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.at("field")).isEqualTo(field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"session", "pool-session"})
  void only_a_backend_with_the_scope_opens_sessions(String sample) {
    for (String scope :
        List.of("credits/manage", "credits/read", "credits/self", "credits/charge")) {
      assertThat(Call.sample(sample).token("anna", scope).on(function()).status()).isEqualTo(403);
    }
    assertThat(Call.sample(sample).anonymous().on(function()).status()).isEqualTo(401);
  }

  @Test
  void a_session_opens_no_session() {
    String token = token(open("session", "{}"));

    Reply reply =
        Call.sample("session")
            .anonymous()
            .header("authorization", "Bearer " + token)
            .on(function());

    assertThat(reply.status()).isEqualTo(401);
  }

  @Test
  void names_with_every_allowed_character_are_kept() {
    AccountId name = new AccountId("a.b_c:d@e|f+g=h~i-" + "x".repeat(110));
    SessionToken session = SessionToken.of(name, NOW, Duration.ofMinutes(1));

    assertThat(SessionToken.read(session.signedWith(SECRET), List.of(SECRET))).contains(session);
    assertThat(session.signedWith(SECRET)).matches("[A-Za-z0-9._-]{1,512}");
  }

  private Reply open(String sample, String body) {
    return Call.sample(sample).body(body).on(function());
  }

  private static String token(Reply opened) {
    return (String) opened.at("token");
  }

  private Reply read(String what, Reply opened) {
    return read(what, token(opened));
  }

  private Reply read(String what, String token) {
    return call(what, token).on(function());
  }

  private Reply quote(Reply opened) {
    return call("quote", token(opened))
        .query("action", "lab.analyze")
        .query("document", "d")
        .on(function());
  }

  private static Call call(String what, String token) {
    return Call.sample("session-" + what).header("authorization", "Bearer " + token);
  }

  private static void assertUnauthenticated(Reply reply) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(401);
    assertThat(reply.at("code")).isEqualTo("unauthenticated");
  }

  private SessionFunction function() {
    return new SessionFunction(
        new Ports(Catalogs.shipped("outsmart"), store, () -> clock).withSessions(secrets));
  }
}
