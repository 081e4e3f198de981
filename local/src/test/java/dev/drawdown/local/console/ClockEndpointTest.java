package dev.drawdown.local.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.store.DueTimes;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.local.gateway.LocalRequest;
import dev.drawdown.local.gateway.LocalRequest.Body;
import dev.drawdown.local.stream.DevClock;
import dev.drawdown.local.stream.Ticks;
import dev.drawdown.local.template.Template;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockEndpointTest {
  private static final Instant NOW = Instant.parse("2027-01-31T10:00:00Z");

  private final InMemoryStore store =
      new InMemoryStore(DueTimes.of(Catalogs.shipped("assistant-coach")));
  private final DevClock clock = new DevClock(InstantSource.fixed(NOW));
  private final Ticks ticks =
      new Ticks(
          Template.load(),
          new Ports(Catalogs.shipped("assistant-coach"), store, clock),
          clock,
          System.err);
  private final ClockEndpoint endpoint = new ClockEndpoint(clock, ticks);

  @Test
  void reports_the_time_and_that_it_runs() {
    assertThat(call("GET", "").getBody())
        .isEqualTo("{\"now\":\"2027-01-31T10:00:00Z\",\"running\":true}");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"now":"2027-02-01T00:00:00Z"}         | 2027-02-01T00:00:00Z | false
          {"now":"2027-01-31T10:00:00Z"}         | 2027-01-31T10:00:00Z | false
          {"advance":"P1M"}                      | 2027-02-28T10:00:00Z | false
          {"advance":"P1DT2H","sweep":false}     | 2027-02-01T12:00:00Z | false
          {"advance":"PT15M","sweep":true}       | 2027-01-31T10:15:00Z | false
          {"resume":true}                        | 2027-01-31T10:00:00Z | true
          """)
  void moves_as_requested(String body, String now, boolean running) {
    APIGatewayV2HTTPResponse answer = call("POST", body);

    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(answer.getBody()).isEqualTo("{\"now\":\"" + now + "\",\"running\":" + running + "}");
  }

  @ParameterizedTest(name = "{0}: {1} {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                     | body    | must have one of
          []                                     | body    | must be an object
          {}                                     | body    | must have one of
          {"resume":false}                       | body    | must have one of
          {"advance":"P1M","resume":true}        | body    | must have one of
          {"advance":"P1M","unknown":1}          | unknown | is not a known field
          {"advance":"P1M","sweep":"no"}         | sweep   | must be true or false
          {"advance":1}                          | advance | must be text
          {"advance":"soon"}                     | advance | must be a length of time
          {"advance":"P-1D"}                     | advance | must be a length of time
          {"advance":"PT"}                       | advance | is refused
          {"advance":"P99999999999D"}            | advance | is refused
          {"advance":"P999999999Y"}              | advance | is refused
          {"now":"2027-01-31T09:59:59.999Z"}     | now     | the clock never goes back
          {"now":"tomorrow"}                     | now     | is refused
          """)
  void refuses_a_request_that_is_no_move_forward_and_stays(
      String body, String field, String reason) {
    APIGatewayV2HTTPResponse answer = call("POST", body);

    assertThat(answer.getStatusCode()).isEqualTo(400);
    assertThat(answer.getHeaders()).containsEntry("content-type", "application/problem+json");
    assertThat(answer.getBody())
        .contains("\"code\":\"invalid-request\"", "\"field\":\"" + field + "\"", reason);
    assertThat(call("GET", "").getBody()).contains("2027-01-31T10:00:00Z", "true");
  }

  private APIGatewayV2HTTPResponse call(String method, String body) {
    return endpoint.answer(
        new LocalRequest(
            method,
            DevConsole.CLOCK,
            List.of("__dev", "clock"),
            "",
            Map.of(),
            Map.of(),
            List.of(),
            Optional.of(new Body(body, false)),
            "127.0.0.1"));
  }
}
