package dev.drawdown.adapters.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.drawdown.adapters.calllog.CallLog;
import dev.drawdown.adapters.http.Problem.Code;
import dev.drawdown.adapters.store.Unavailable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/// The answers to everything that a function may throw.
class HttpFunctionTest {
  @Test
  void a_problem_is_the_answer() {
    Reply reply = answer(() -> failing(Problem.of(Code.UNKNOWN_ACTION, "There is no nap.")));

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.headers()).containsEntry("Content-Type", "application/problem+json");
    assertThat(reply.text())
        .isEqualTo(
            """
            {"type":"urn:drawdown:problem:unknown-action",\
            "title":"The catalog doesn't name this action","status":404,\
            "detail":"There is no nap.","code":"unknown-action"}\
            """);
  }

  @Test
  void contention_that_outlasts_the_deadline_is_busy() {
    assertBusy(answer(() -> failing(Unavailable.busy("TransactionConflict"))));
  }

  @Test
  void a_lost_answer_is_an_unknown_outcome() {
    Reply reply = answer(() -> failing(Unavailable.outcomeUnknown(new RuntimeException("secret"))));

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.at("code")).isEqualTo("outcome-unknown");
    assertThat(reply.text()).doesNotContain("secret");
  }

  @Test
  void a_missing_throttled_or_unreachable_table_is_busy() {
    assertBusy(answer(() -> failing(ResourceNotFoundException.builder().message("t").build())));
    assertBusy(answer(() -> failing(ProvisionedThroughputExceededException.builder().build())));
    assertBusy(answer(() -> failing(SdkClientException.create("connection refused"))));
  }

  @Test
  void a_bug_is_rethrown_so_the_gateway_answers() {
    assertThatIllegalStateException()
        .isThrownBy(() -> answer(() -> failing(new IllegalStateException("a bug"))));
  }

  @Test
  void an_error_that_names_a_callers_text_is_rethrown_without_it() {
    Call call = call().account("anna-4711");

    assertThatThrownBy(() -> call.on(throwing(new AssertionError("no wallet of anna-4711"))))
        .hasMessage("java.lang.AssertionError: no wallet of [hidden]");
    assertThatThrownBy(() -> call.on(throwing(new AssertionError("no wallet"))))
        .isInstanceOf(AssertionError.class)
        .hasMessage("no wallet");
  }

  /// Lambda ends the process after such an error.
  @Test
  void an_error_of_the_virtual_machine_is_rethrown_unchanged() {
    OutOfMemoryError error = new OutOfMemoryError("Java heap space");

    assertThatThrownBy(() -> call().account("heap").on(throwing(error))).isSameAs(error);
  }

  private static HttpFunction throwing(Error error) {
    return function(
        _ -> {
          throw error;
        });
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "{}", "{\"limit\":null}", "{\"limit\":null,\"unheardOf\":null}"})
  void an_empty_body_is_an_object_without_fields_and_null_is_an_absent_field(
      @Nullable String body) {
    assertThat(limit(call().body(body)).text()).isEqualTo("{\"limit\":0}");
  }

  @Test
  void an_empty_body_may_come_in_base64() {
    assertThat(limit(call().base64("")).text()).isEqualTo("{\"limit\":0}");
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "null", "[]", "\"\"", "0"})
  void a_body_that_is_not_an_object_is_refused(String body) {
    Reply reply = limit(call().body(body));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.at("field")).isEqualTo("body");
  }

  private static Call call() {
    return Call.of(Map.of("routeKey", "POST /any"));
  }

  /// Answers with the call's only field, or 0.
  private static Reply limit(Call call) {
    return call.on(
        function(
            request ->
                Answer.ok(
                    request.body(
                        body -> Map.of("limit", body.optionalNumber("limit", 1, 9).orElse(0))))));
  }

  @Test
  void a_parameter_with_an_undecodable_name_is_refused_with_that_name() {
    Reply reply =
        Call.of(Map.of("routeKey", "GET /any", "rawQueryString", "%zz=1"))
            .on(function(HttpFunctionTest::open));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.at("field")).isEqualTo("%zz");
  }

  @Test
  void a_parameter_a_header_and_a_claim_that_are_null_are_absent() throws IOException {
    String event =
        """
        {"routeKey":"GET /any","headers":{"authorization":null},"pathParameters":{"account":null},
        "requestContext":{"authorizer":{"jwt":{"claims":{"sub":null,"client_id":"shop"}}}}}
        """;
    ByteArrayOutputStream answer = new ByteArrayOutputStream();

    function(request -> Answer.ok(Map.of("actor", request.actor(), "token", request.bearer())))
        .handleRequest(new ByteArrayInputStream(event.getBytes(UTF_8)), answer, new NoContext());

    assertThat(JSON.std.mapFrom(answer.toByteArray()))
        .containsEntry("body", "{\"actor\":\"shop\"}");
  }

  private static Answer open(Request request) {
    request.requireKnownParameters();
    return Answer.noContent();
  }

  private static void assertBusy(Reply reply) {
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.at("code")).isEqualTo("busy");
    assertThat(reply.headers()).containsEntry("Retry-After", "1");
    assertThat(reply.body().keySet())
        .containsExactlyInAnyOrder("type", "title", "status", "detail", "code");
  }

  private static Reply answer(Supplier<Answer> function) {
    return Call.of(Map.of("routeKey", "GET /any")).on(function(_ -> function.get()));
  }

  private static HttpFunction function(Function<Request, Answer> answer) {
    return new HttpFunction(CallLog.unkeyed("table")) {
      @Override
      protected Answer answer(Request request) {
        return answer.apply(request);
      }
    };
  }

  private static Answer failing(RuntimeException failure) {
    throw failure;
  }
}
