package dev.drawdown.adapters.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Events are read and answers are written as Lambda's own serializer does it.
class HttpEventJsonTest {
  private static final PojoSerializer<APIGatewayV2HTTPEvent> EVENT =
      LambdaEventSerializers.serializerFor(
          APIGatewayV2HTTPEvent.class, HttpEventJsonTest.class.getClassLoader());
  private static final PojoSerializer<APIGatewayV2HTTPResponse> RESPONSE =
      LambdaEventSerializers.serializerFor(
          APIGatewayV2HTTPResponse.class, HttpEventJsonTest.class.getClassLoader());

  /// The fields that functions use. The others aren't read.
  private static final String[] USED = {
    "routeKey",
    "rawQueryString",
    "headers",
    "queryStringParameters",
    "pathParameters",
    "body",
    "isBase64Encoded",
    "requestContext.requestId",
    "requestContext.authorizer.jwt.claims"
  };

  @ParameterizedTest
  @ValueSource(
      strings = {
        "audit",
        "balance",
        "capture",
        "catalog",
        "charge",
        "join-pool",
        "leave-pool",
        "ledger",
        "one-charge",
        "openapi",
        "pool",
        "pool-audit",
        "pool-ledger",
        "pool-members",
        "pool-term",
        "quote",
        "refund",
        "term",
        "top-up",
        "webhook"
      })
  void a_sample_is_read_as_by_the_runtime(String sample) throws IOException {
    assertSame(Call.sample(sample).json());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"headers\":null,\"pathParameters\":null,\"requestContext\":null,\"body\":null}",
        "{\"requestContext\":{\"authorizer\":null,\"http\":null}}",
        "{\"requestContext\":{\"authorizer\":{\"jwt\":null}}}",
        "{\"requestContext\":{\"authorizer\":{\"jwt\":{\"claims\":{\"exp\":1,\"x\":null},\"scopes\":null}}}}",
        "{\"new\":{\"a\":[1,{\"b\":2}]},\"cookies\":[\"a=1\",\"b=2\"],\"isBase64Encoded\":true}",
        "{\"routeKey\":7,\"requestContext\":{\"requestId\":true}}",
        "{\"body\":\"{\\\"a\\\":\\\"\\ud83d\\ude00 ü\\\"}\",\"stageVariables\":{\"a\":\"b\"}}"
      })
  void absent_null_unknown_and_non_ascii_values_are_read_as_by_the_runtime(String event)
      throws IOException {
    assertSame(event);
  }

  private static void assertSame(String event) throws IOException {
    assertThat(read(event))
        .usingRecursiveComparison()
        .comparingOnlyFields(USED)
        .isEqualTo(EVENT.fromJson(event));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "\"a\"",
        "{\"headers\":\"a\"}",
        "{\"pathParameters\":[]}",
        "{\"body\":{}}",
        "{\"isBase64Encoded\":{\"routeKey\":\"GET /v1/catalog\"}}",
        "{\"requestContext\":{\"requestId\":[]}}",
        "{"
      })
  void events_that_the_gateway_never_sends_are_refused(String event) {
    assertThatIOException().isThrownBy(() -> read(event));
  }

  @Test
  void an_answer_is_written_as_by_the_runtime() throws IOException {
    for (Answer answer :
        new Answer[] {
          Answer.created(Map.of("text", "\"ü\"")).with("Retry-After", "1"), Answer.noContent()
        }) {
      APIGatewayV2HTTPResponse response = answer.toResponse();
      ByteArrayOutputStream ours = new ByteArrayOutputStream();
      ByteArrayOutputStream theirs = new ByteArrayOutputStream();

      HttpEventJson.write(response, ours);
      RESPONSE.toJson(response, theirs);

      assertThat(JSON.std.mapFrom(ours.toString(UTF_8)))
          .isEqualTo(JSON.std.mapFrom(theirs.toString(UTF_8)));
    }
  }

  private static APIGatewayV2HTTPEvent read(String event) throws IOException {
    return HttpEventJson.read(new ByteArrayInputStream(event.getBytes(UTF_8)));
  }
}
