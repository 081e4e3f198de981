package dev.drawdown.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The part of a request that a function sees, and the part of its answer that the caller sees.
class GatewayEventTest {
  private static LocalGateway gateway;

  @BeforeAll
  static void start() throws Exception {
    gateway = new LocalGateway();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @BeforeEach
  void answer_normally() {
    gateway.echo.answers(() -> Endpoint.json(200, "{}"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "ada,              ada",
    "a%20b,            'a b'",
    "a+b,              a+b",
    "a%2Fb,            a/b",
    "a%252Fb,          a%2Fb",
    "J%C3%B6rg,        Jörg",
    "%F0%9F%99%82,     🙂",
    "a:b@c.d,          a:b@c.d",
    "a%2Bb%7Cc%3Dd%7Ee, a+b|c=d~e",
    "a+b=c~d,          a+b=c~d",
  })
  void path_parameters_are_decoded_once(String raw, String decoded) throws Exception {
    APIGatewayV2HTTPEvent event = eventOf(authorized("/v1/accounts/" + raw + "/charges/c%2D1"));

    assertThat(event.getPathParameters()).isEqualTo(Map.of("account", decoded, "charge", "c-1"));
    assertThat(event.getRawPath()).isEqualTo("/v1/accounts/" + decoded + "/charges/c-1");
  }

  @Test
  void query_parameters_are_decoded_and_repeated_ones_joined() throws Exception {
    String query = "a=1&b=x%26y+z&a=2&c&=d&&J%C3%B6rg=%F0%9F%99%82";

    APIGatewayV2HTTPEvent event = eventOf(gateway.request("/v1/catalog?" + query));

    assertThat(event.getRawQueryString()).isEqualTo(query);
    assertThat(event.getQueryStringParameters())
        .isEqualTo(Map.of("a", "1,2", "b", "x&y z", "c", "", "", "d", "Jörg", "🙂"));
  }

  @Test
  void absent_parts_of_a_request_are_absent() throws Exception {
    APIGatewayV2HTTPEvent event = eventOf(gateway.request("/v1/catalog"));

    assertThat(event.getRawQueryString()).isEmpty();
    assertThat(event.getQueryStringParameters()).isNull();
    assertThat(event.getPathParameters()).isNull();
    assertThat(event.getCookies()).isNull();
    assertThat(event.getBody()).isNull();
    assertThat(event.getIsBase64Encoded()).isFalse();
    assertThat(event.getRequestContext().getAuthorizer()).isNull();
  }

  @Test
  void headers_have_lower_case_names_and_joined_values_and_cookies_are_apart() throws Exception {
    APIGatewayV2HTTPEvent event =
        eventOf(
            gateway
                .request("/v1/catalog")
                .header("X-Twice", "one")
                .header("x-twice", "two, three")
                .header("Cookie", "a=1; b=2"));

    assertThat(event.getHeaders()).containsEntry("x-twice", "one,two, three");
    assertThat(event.getHeaders()).doesNotContainKey("cookie");
    assertThat(event.getCookies()).containsExactly("a=1", "b=2");
  }

  @Test
  void the_context_has_caller_route_and_time() throws Exception {
    APIGatewayV2HTTPEvent event =
        eventOf(authorized("/v1/accounts/ada/charges/c?x=1").header("User-Agent", "test/1"));

    var context = event.getRequestContext();
    assertThat(event.getVersion()).isEqualTo("2.0");
    assertThat(context.getRouteKey()).isEqualTo("GET /v1/accounts/{account}/charges/{charge}");
    assertThat(context.getTime()).isEqualTo("04/Mar/2027:05:06:07 +0000");
    assertThat(context.getTimeEpoch()).isEqualTo(LocalGateway.NOW.toEpochMilli());
    assertThat(context.getRequestId()).isNotEmpty();
    assertThat(context.getHttp().getMethod()).isEqualTo("GET");
    assertThat(context.getHttp().getPath()).isEqualTo("/v1/accounts/ada/charges/c");
    assertThat(context.getHttp().getSourceIp()).isEqualTo("127.0.0.1");
    assertThat(context.getHttp().getUserAgent()).isEqualTo("test/1");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "dev-service,  dev-service, credits/charge credits/read credits/self",
    "dev-user:ada, ada,         credits/self",
  })
  void a_token_has_its_subject_and_scopes(String token, String subject, String scopes)
      throws Exception {
    APIGatewayV2HTTPEvent event =
        eventOf(
            gateway
                .request("/v1/accounts/ada/charges/c")
                .header("Authorization", "Bearer " + token));

    var jwt = event.getRequestContext().getAuthorizer().getJwt();
    assertThat(jwt.getClaims()).containsEntry("sub", subject).containsEntry("scope", scopes);
    assertThat(jwt.getScopes()).isEqualTo(List.of(scopes.split(" ")));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource({
    "application/json,                          true,  é{",
    "'application/problem+json; charset=utf-8', true,  é{",
    "text/plain,                                true,  é{",
    "application/octet-stream,                  false, w6l7",
    "application/x-www-form-urlencoded,         false, w6l7",
  })
  void a_body_that_is_no_text_comes_in_base64(String type, boolean isText, String body)
      throws Exception {
    APIGatewayV2HTTPEvent event =
        eventOf(
            gateway
                .request("/hook")
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString("é{")));

    assertThat(event.getBody()).isEqualTo(body);
    assertThat(event.getIsBase64Encoded()).isEqualTo(!isText);
  }

  @Test
  void an_answer_keeps_its_status_headers_cookies_and_text() throws Exception {
    gateway.echo.answers(
        () ->
            APIGatewayV2HTTPResponse.builder()
                .withStatusCode(402)
                .withHeaders(Map.of("Content-Type", "application/problem+json", "X-Own", "1"))
                .withCookies(List.of("a=1", "b=2"))
                .withBody("{\"detail\":\"é\"}")
                .build());

    HttpResponse<String> response = gateway.send(gateway.request("/v1/catalog"));

    gateway.echo.event();
    assertThat(response.statusCode()).isEqualTo(402);
    assertThat(response.headers().allValues("content-type"))
        .containsExactly("application/problem+json");
    assertThat(response.headers().allValues("x-own")).containsExactly("1");
    assertThat(response.headers().allValues("set-cookie")).containsExactly("a=1", "b=2");
    assertThat(response.body()).isEqualTo("{\"detail\":\"é\"}");
  }

  @Test
  void an_answer_in_base64_is_decoded() throws Exception {
    gateway.echo.answers(
        () ->
            APIGatewayV2HTTPResponse.builder()
                .withStatusCode(200)
                .withBody("AP+A")
                .withIsBase64Encoded(true)
                .build());

    HttpResponse<byte[]> response = gateway.sendForBytes(gateway.request("/v1/catalog"));

    gateway.echo.event();
    assertThat(response.body()).containsExactly(0, 0xFF, 0x80);
  }

  @Test
  void an_answer_may_have_no_body() throws Exception {
    gateway.echo.answers(() -> APIGatewayV2HTTPResponse.builder().withStatusCode(204).build());

    HttpResponse<String> response = gateway.send(gateway.request("/v1/catalog"));

    gateway.echo.event();
    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.body()).isEmpty();
  }

  @Test
  void a_failed_function_is_a_500_and_the_service_continues() throws Exception {
    gateway.echo.answers(
        () -> {
          throw new StackOverflowError("as the test asked");
        });
    HttpResponse<String> failed = gateway.send(gateway.request("/v1/catalog"));
    answer_normally();
    HttpResponse<String> next = gateway.send(gateway.request("/v1/catalog"));

    gateway.echo.forget();
    assertThat(failed.statusCode()).isEqualTo(500);
    assertThat(failed.body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
    assertThat(gateway.log()).contains("echo failed on GET /v1/catalog", "as the test asked");
    assertThat(next.statusCode()).isEqualTo(200);
  }

  @Test
  void an_answer_without_a_status_is_a_500() throws Exception {
    gateway.echo.answers(APIGatewayV2HTTPResponse::new);

    HttpResponse<String> response = gateway.send(gateway.request("/v1/catalog"));

    gateway.echo.event();
    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(gateway.log()).contains("no status code in the answer");
  }

  private static HttpRequest.Builder authorized(String path) {
    return gateway.request(path).header("Authorization", "Bearer dev-service");
  }

  private static APIGatewayV2HTTPEvent eventOf(HttpRequest.Builder request) throws Exception {
    gateway.send(request);
    return gateway.echo.event();
  }
}
