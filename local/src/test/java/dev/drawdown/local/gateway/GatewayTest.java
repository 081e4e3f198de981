package dev.drawdown.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The access to each function, and the answers without a call.
class GatewayTest {
  private static LocalGateway gateway;

  @BeforeAll
  static void start() throws Exception {
    gateway = new LocalGateway();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @ParameterizedTest(name = "{0} {1} with {2}: {3}")
  @CsvSource({
    "GET,  /v1/accounts/ada/charges/c,      Bearer dev-service,       200, {}",
    "GET,  /v1/accounts/ada/charges/c,      bearer dev-user:ada,      200, {}",
    "GET,  /v1/anyone,                      Bearer dev-user:ada,      200, {}",
    "GET,  /v1/catalog,                     '',                       200, {}",
    "GET,  /v1/catalog,                     Bearer nonsense,          200, {}",
    "GET,  /v1/accounts/ada/charges/c,      '',                       401, Unauthorized",
    "GET,  /v1/accounts/ada/charges/c,      Bearer nonsense,          401, Unauthorized",
    "GET,  /v1/accounts/ada/charges/c,      Bearer dev-user:,         401, Unauthorized",
    "GET,  /v1/accounts/ada/charges/c,      Bearer dev-user:a/b,      401, Unauthorized",
    "GET,  /v1/accounts/ada/charges/c,      Basic dev-service,        401, Unauthorized",
    "GET,  /v1/anyone,                      '',                       401, Unauthorized",
    "POST, /v1/accounts/ada/charges,        Bearer dev-user:ada,      403, Forbidden",
    "GET,  /,                               Bearer dev-service,       404, Not Found",
    "GET,  /v1/catalog/,                    Bearer dev-service,       404, Not Found",
    "POST, /v1/catalog,                     Bearer dev-service,       404, Not Found",
    "HEAD, /v1/catalog,                     Bearer dev-service,       404, ''",
    "GET,  /v1/accounts//charges/c,         Bearer dev-service,       404, Not Found",
    "GET,  /v1/accounts/ada/charges/c/d,    Bearer dev-service,       404, Not Found",
    "GET,  /V1/catalog,                     '',                       404, Not Found",
    "GET,  /v1/accounts/%FF/charges/c,      Bearer dev-service,       400, Bad Request",
    "GET,  /v1/catalog?a=%C3,               '',                       400, Bad Request",
  })
  void a_call_is_accepted_or_refused_in_the_gateways_words(
      String method, String path, String authorization, int status, String message)
      throws Exception {
    var request = gateway.request(path).method(method, noBody());
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }

    HttpResponse<String> response = gateway.send(request);

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).isEqualTo(bodyOf(message));
    assertThat(gateway.echo.wasCalled()).isEqualTo(status == 200);
    if (status == 200) {
      gateway.echo.event();
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "/v1/accounts/ada/charges/latest,  GET /v1/accounts/{account}/charges/latest",
    "/v1/accounts/ada/charges/late%73t, GET /v1/accounts/{account}/charges/latest",
    "/v1/accounts/ada/charges/other,   GET /v1/accounts/{account}/charges/{charge}",
  })
  void a_named_segment_is_matched_before_a_parameter(String path, String routeKey)
      throws Exception {
    gateway.send(gateway.request(path).header("Authorization", "Bearer dev-service"));

    assertThat(gateway.echo.event().getRouteKey()).isEqualTo(routeKey);
  }

  @Test
  void a_body_of_more_than_ten_megabytes_is_refused() throws Exception {
    byte[] body = new byte[LocalRequest.BODY_BYTES_MAXIMUM + 1];

    HttpResponse<String> response =
        gateway.send(gateway.request("/hook").POST(BodyPublishers.ofByteArray(body)));

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(response.body()).isEqualTo("{\"message\":\"Request Entity Too Large\"}");
    assertThat(gateway.echo.wasCalled()).isFalse();
  }

  private static BodyPublisher noBody() {
    return BodyPublishers.noBody();
  }

  private static String bodyOf(String message) {
    boolean isBody = message.isEmpty() || message.startsWith("{");
    return isBody ? message : "{\"message\":\"" + message + "\"}";
  }
}
