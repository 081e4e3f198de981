package dev.drawdown.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.drawdown.adapters.calllog.CallLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The rights of callers by the claims of a token, as the gateway passes them: all as text, and a
/// list as text in brackets.
class CallerTest {
  /// Needs `credits/manage`.
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"scope":"credits/manage"}                                 | 204
          {"scope":"credits/read credits/manage"}                    | 204
          {"scope":"  credits/read   credits/manage "}               | 204
          {"scp":"credits/manage"}                                   | 204
          {"scp":"credits/read credits/manage"}                      | 204
          {"scope":"[credits/manage]"}                               | 204
          {"scope":"[credits/read credits/manage]"}                  | 204
          {"scp":"[credits/read credits/manage]"}                    | 204
          {"scp":["credits/manage"]}                                 | 204
          {"scope":"credits/read","scp":"credits/manage"}            | 204
          {"scope":null,"scp":"credits/manage"}                      | 204
          {"scope":"credits/manage","scp":null}                      | 204
          {}                                                         | 403
          {"scope":null}                                             | 403
          {"scp":null}                                               | 403
          {"scope":null,"scp":null}                                  | 403
          {"scope":""}                                               | 403
          {"scope":"[]"}                                             | 403
          {"scope":"["}                                              | 403
          {"scp":[]}                                                 | 403
          {"scope":7}                                                | 403
          {"scope":1.5,"scp":true}                                   | 403
          {"scope":"credits/manager"}                                | 403
          {"scope":"credits"}                                        | 403
          {"scope":"credits/manag"}                                  | 403
          {"scope":"CREDITS/MANAGE"}                                 | 403
          {"scope":"xcredits/manage"}                                | 403
          {"scope":"[[credits/manage]]"}                             | 403
          {"scope":"(credits/manage)"}                               | 403
          {"scopes":"credits/manage"}                                | 403
          {"sub":"credits/manage"}                                   | 403
          {"sub":null,"scope":"credits/manage"}                      | 204
          """)
  void rights_come_from_the_scopes_in_scope_and_scp(String claims, int status) {
    assertThat(asking(claims, request -> request.requireScope("credits/manage"))).isEqualTo(status);
  }

  /// Needs `credits/read`, or `credits/self` and the subject `auth0:Anna+1`.
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"sub":"auth0:Anna+1","scope":"credits/self"}              | 204
          {"sub":"auth0:Anna+1","scp":"[openid credits/self]"}       | 204
          {"sub":"bea","scope":"credits/read"}                       | 204
          {"scope":"credits/read"}                                   | 204
          {"sub":null,"scope":"credits/read"}                        | 204
          {"sub":"auth0:anna+1","scope":"credits/self"}              | 403
          {"sub":"auth0:Anna 1","scope":"credits/self"}              | 403
          {"sub":" auth0:Anna+1","scope":"credits/self"}             | 403
          {"sub":"auth0:Anna+1 ","scope":"credits/self"}             | 403
          {"sub":"auth0:Anna+12","scope":"credits/self"}             | 403
          {"sub":"[auth0:Anna+1]","scope":"credits/self"}            | 403
          {"sub":"","scope":"credits/self"}                          | 403
          {"sub":null,"scope":"credits/self"}                        | 403
          {"scope":"credits/self"}                                   | 403
          {"sub":true,"scope":"credits/self"}                        | 403
          {"sub":"auth0:Anna+1","scope":null}                        | 403
          {"sub":"auth0:Anna+1"}                                     | 403
          {"sub":"auth0:Anna+1","scope":"credits/manage"}            | 403
          """)
  void a_person_reads_only_the_account_of_its_exact_subject(String claims, int status) {
    assertThat(asking(claims, request -> request.requireReading("sub"))).isEqualTo(status);
  }

  /// A path without an account matches no subject, not even an empty one.
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {"`{\"sub\":\"\",\"scope\":\"credits/self\"}`", "`{\"scope\":\"credits/self\"}`"})
  void an_empty_account_name_matches_no_token(String claims) {
    Reply reply =
        Call.sample("balance")
            .path("account", null)
            .claims(map(claims))
            .on(function(request -> request.requireReading("sub")));

    assertThat(reply.status()).isEqualTo(403);
  }

  /// The log, the ledger and the operator's lists show the actor on one line.
  @Test
  void the_actor_is_the_first_claim_that_is_a_line_of_text() {
    assertThat(actor(Map.of("sub", "olga", "client_id", "desk"))).isEqualTo("olga");
    assertThat(actor(Map.of("client_id", "desk"))).isEqualTo("desk");
    assertThat(actor(Map.of("sub", " ", "client_id", "desk"))).isEqualTo("desk");
    assertThat(actor(Map.of("sub", "olga\n2 of 2", "client_id", "desk"))).isEqualTo("desk");
    assertThat(actor(Map.of("sub", " ".repeat(128) + "olga"))).isEqualTo("none");
  }

  @Test
  void a_long_actor_is_cut_between_two_characters() {
    String coin = "\uD83E\uDE99";

    assertThat(actor(Map.of("sub", "a".repeat(129)))).isEqualTo("a".repeat(128));
    assertThat(actor(Map.of("sub", "a".repeat(126) + coin))).isEqualTo("a".repeat(126) + coin);
    assertThat(actor(Map.of("sub", "a".repeat(127) + coin))).isEqualTo("a".repeat(127));
    assertThat(actor(Map.of("sub", coin.repeat(65)))).isEqualTo(coin.repeat(64));
  }

  private static String actor(Map<String, String> claims) {
    List<String> found = new ArrayList<>();
    Call.sample("balance")
        .claims(claims)
        .on(function(request -> found.add(request.actor().orElse("none"))));
    return found.getFirst();
  }

  private static int asking(String claims, Check check) {
    return Call.sample("balance")
        .account("auth0:Anna+1")
        .claims(map(claims))
        .on(function(check))
        .status();
  }

  @FunctionalInterface
  private interface Check {
    void of(Request request);
  }

  private static HttpFunction function(Check check) {
    return new HttpFunction(CallLog.unkeyed("table")) {
      @Override
      protected Answer answer(Request request) {
        check.of(request);
        return Answer.noContent();
      }
    };
  }

  private static Map<String, Object> map(String json) {
    try {
      return JSON.std.mapFrom(json);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
