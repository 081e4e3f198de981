package dev.drawdown.charge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.http.Call;
import dev.drawdown.adapters.http.Reply;
import dev.drawdown.adapters.store.InMemoryStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A malformed request is refused with the name of the fault, and changes nothing.
class ChargeRefusalsTest {
  private final InMemoryStore store = new InMemoryStore();
  private final ChargeFunction function =
      new ChargeFunction(
          new Ports(
              Catalogs.shipped("outsmart"), store, () -> Instant.parse("2026-11-20T10:15:30Z")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"action\":\"ask\"                             | body",
        "[]                                              | body",
        "\"ask\"                                         | body",
        "{\"action\":\"ask\"} {}                         | body",
        "{}                                              | action",
        "{\"action\":null}                               | action",
        "{\"action\":\"\"}                               | action",
        "{\"action\":7}                                  | action",
        "{\"action\":\"lab analyze\"}                    | action",
        "{\"action\":\"ask\",\"action\":\"ask\"}         | action",
        "{\"action\":\"ask\",\"price\":0}                | price",
        "{\"action\":\"ask\",\"quantity\":0}             | quantity",
        "{\"action\":\"ask\",\"quantity\":-1}            | quantity",
        "{\"action\":\"ask\",\"quantity\":1.5}           | quantity",
        "{\"action\":\"ask\",\"quantity\":1000000000}    | quantity",
        "{\"action\":\"ask\",\"quantity\":1001}          | quantity",
        "{\"action\":\"ask\",\"quantity\":99999999999999999999} | quantity",
        "{\"action\":\"ask\",\"quantity\":\"2\"}         | quantity",
        "{\"action\":\"ask\",\"document\":\"\"}          | document",
        "{\"action\":\"ask\",\"document\":\"a b\"}       | document",
        "{\"action\":\"ask\",\"document\":\"é\"}         | document",
        "{\"action\":\"ask\",\"document\":[]}            | document",
        "{\"action\":\"ask\",\"hold\":true}              | hold",
        "{\"action\":\"ask\",\"hold\":{\"for\":\"PT1M\"}}         | hold.for",
        "{\"action\":\"ask\",\"continues\":\"a b\"}             | continues",
        "{\"action\":\"ask\",\"continues\":\"\"}                | continues",
        "{\"action\":\"ask\",\"continues\":7}                 | continues",
        "{\"action\":\"ask\",\"hold\":{\"expiresIn\":\"PT0S\"}}   | hold.expiresIn",
        "{\"action\":\"ask\",\"hold\":{\"expiresIn\":\"-PT1S\"}}  | hold.expiresIn",
        "{\"action\":\"ask\",\"hold\":{\"expiresIn\":\"PT24H0.001S\"}} | hold.expiresIn",
        "{\"action\":\"ask\",\"hold\":{\"expiresIn\":\"15m\"}}    | hold.expiresIn",
        "{\"action\":\"lab.analyze\"}                    | document",
      })
  void a_malformed_body_is_refused_by_its_field(String body, String field) {
    Reply reply = Call.sample("charge").account("bea").body(body).on(function);

    assertThat(reply.status()).as(reply.text()).isEqualTo(400);
    assertThat(reply.at("code")).isEqualTo("invalid-request");
    assertThat(reply.at("field")).isEqualTo(field);
    assertThat(store.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "é", "a\u0000b", "a,b", "a/b", "a%20b", ".", ".."})
  void a_malformed_key_is_refused(String key) {
    Reply reply = Call.sample("charge").key(key).on(function);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.at("field")).isEqualTo("Idempotency-Key");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"",
        "\"\"",
        "\"k",
        "k\"",
        "\"\"k\"\"",
        "\"k\\\"\"",
        "\"k\\\\\"",
        "\"\\k\"",
        "k\\",
        "\"k\";v=1",
        "\"k\", \"k\"",
        "'k'"
      })
  void a_key_in_quotes_has_no_escapes_and_nothing_after_it(String key) {
    Reply reply = Call.sample("charge").key(key).body(ASK).on(function);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.at("field")).isEqualTo("Idempotency-Key");
  }

  @Test
  void keys_have_1_to_128_characters() {
    Reply longest = Call.sample("charge").body(ASK).key("k".repeat(128)).on(function);
    Reply quoted = Call.sample("charge").body(ASK).key('"' + "q".repeat(128) + '"').on(function);
    Reply tooLong = Call.sample("charge").body(ASK).key("k".repeat(129)).on(function);
    Reply missing = Call.sample("charge").body(ASK).key(null).on(function);

    assertThat(longest.status()).isEqualTo(201);
    assertThat(quoted.status()).isEqualTo(201);
    assertThat(tooLong.at("field")).isEqualTo("Idempotency-Key");
    assertThat(missing.at("field")).isEqualTo("Idempotency-Key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ännä", "an na", "anna/../bea", "%61nna", "anna#", "анна", ".", ".."})
  void a_malformed_account_is_refused(String account) {
    Reply reply = Call.sample("charge").account(account).body(ASK).on(function);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.at("field")).isEqualTo("account");
  }

  @Test
  void a_body_has_at_most_16_kib_once_decoded() {
    String padded = ASK + " ".repeat(16 * 1024 - ASK.length());

    Reply longest = Call.sample("charge").base64(encoded(padded)).on(function);
    Reply tooLong = Call.sample("charge").base64(encoded(padded + " ")).on(function);

    assertThat(longest.status()).isEqualTo(201);
    assertThat(tooLong.status()).isEqualTo(400);
    assertThat(tooLong.at("field")).isEqualTo("body");
  }

  @Test
  void a_body_that_does_not_match_its_headers_is_refused() {
    assertThat(Call.sample("charge").base64("***").on(function).at("field")).isEqualTo("body");
  }

  /// I4: each row has two faults, and gets the answer of the first one in the order.
  @ParameterizedTest(name = "{0}")
  @MethodSource
  void answers_come_in_order(String name, UnaryOperator<Call> wrong, int status, String code) {
    Call.sample("charge")
        .key("used")
        .body(ASK.replace("ask", "letter.generate").replace("}", ",\"document\":\"d\"}"))
        .on(function);

    Reply reply = wrong.apply(Call.sample("charge").key("used")).on(function);

    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    assertThat(reply.at("code")).isEqualTo(code);
  }

  static Stream<Arguments> answers_come_in_order() {
    return Stream.of(
        row("nobody, malformed", call -> call.anonymous().body("{"), 401, "unauthenticated"),
        row(
            "may not, malformed",
            call -> call.token("a", "credits/read").body("{"),
            403,
            "forbidden"),
        row("self only", call -> call.token("anna", "credits/self"), 403, "forbidden"),
        row("malformed, key used", call -> call.body("{"), 400, "invalid-request"),
        row(
            "no document, key used",
            call -> call.body("{\"action\":\"lab.analyze\"}"),
            400,
            "invalid-request"),
        row(
            "key used, unknown action",
            call -> call.body("{\"action\":\"nap\"}"),
            422,
            "key-reused"),
        row("key used, cost 0", call -> call.body(ASK), 422, "key-reused"),
        row(
            "unknown action",
            call -> call.key("new").body("{\"action\":\"nap\"}"),
            404,
            "unknown-action"),
        row(
            "document paid for before, out of credits",
            call ->
                call.key("new")
                    .body("{\"action\":\"letter.generate\",\"document\":\"d\",\"quantity\":1000}"),
            200,
            null));
  }

  private static final String ASK = "{\"action\":\"ask\"}";

  private static Arguments row(String name, UnaryOperator<Call> wrong, int status, String code) {
    return arguments(name, wrong, status, code);
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
