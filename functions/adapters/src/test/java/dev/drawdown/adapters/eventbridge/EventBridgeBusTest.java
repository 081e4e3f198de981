package dev.drawdown.adapters.eventbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drawdown.adapters.aws.StubAws;
import dev.drawdown.adapters.bus.EventBus.BusEvent;
import dev.drawdown.adapters.bus.EventBus.PutOutcome;
import dev.drawdown.adapters.bus.EventBus.PutOutcome.Failed;
import dev.drawdown.adapters.bus.EventBus.PutOutcome.Put;
import dev.drawdown.adapters.bus.EventBus.PutOutcome.Refused;
import dev.drawdown.adapters.bus.EventBus.PutOutcome.Throttled;
import dev.drawdown.adapters.eventbridge.EventBridgeBus.EventBridgeClients;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

class EventBridgeBusTest {
  private static final BusEvent ONE = event("1");
  private static final BusEvent TWO = event("2");
  private static final BusEvent THREE = event("3");

  @AutoClose private final StubAws server = new StubAws();
  @AutoClose private final EventBridgeClient client = server.client(EventBridgeClient.builder());
  private final EventBridgeBus bus = new EventBridgeBus(client, "credits");

  EventBridgeBusTest() throws Exception {}

  @Test
  void an_event_is_put_with_its_source_type_time_and_detail() {
    server.answers(200, "{\"FailedEntryCount\":0,\"Entries\":[{\"EventId\":\"a\"}]}");

    assertThat(bus.put(List.of(ONE))).containsExactly(new Put());

    assertThat(server.requests.getFirst())
        .isEqualTo(
            Map.of(
                "Entries",
                List.of(
                    Map.of(
                        "EventBusName", "credits",
                        "Source", "drawdown",
                        "DetailType", "CreditsCharged",
                        "Time", 1795169730.0,
                        "Detail", "{\"id\":\"1\"}"))));
  }

  @Test
  void the_outcome_of_each_event_is_reported() {
    server.answers(
        200,
        """
        {"FailedEntryCount":2,"Entries":[
          {"ErrorCode":"ThrottlingException","ErrorMessage":"slow down"},
          {"EventId":"b"},
          {"ErrorCode":"InternalFailure","ErrorMessage":"oh"}]}
        """);

    assertThat(bus.put(List.of(ONE, TWO, THREE)))
        .containsExactly(new Throttled(), new Put(), new Failed("InternalFailure: oh"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"MalformedDetail", "InvalidArgument", "RedactionFailure", "SomethingNew"})
  void a_faulty_event_is_refused(String code) {
    server.answers(200, "{\"FailedEntryCount\":1,\"Entries\":[{\"ErrorCode\":\"" + code + "\"}]}");

    assertThat(bus.put(List.of(ONE))).containsExactly(new Refused(code));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AccessDeniedException",
        "InvalidAccountIdException",
        "NotAuthorizedForSourceException",
        "NotAuthorizedForDetailTypeException"
      })
  void a_faulty_deployment_is_a_failure_to_retry(String code) {
    server
        .answers(200, "{\"FailedEntryCount\":1,\"Entries\":[{\"ErrorCode\":\"" + code + "\"}]}")
        .answers(400, "{\"__type\":\"" + code + "\",\"message\":\"no\"}");

    assertThat(bus.put(List.of(ONE))).containsExactly(new Failed(code));
    assertThat(bus.put(List.of(ONE))).containsExactly(new Failed(code + ": no"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ThrottlingException", "RequestLimitExceeded"})
  void a_throttled_request_is_throttled_for_all_events_and_sent_once(String code) {
    server.answers(400, "{\"__type\":\"" + code + "\"}");

    assertThat(bus.put(List.of(ONE, TWO))).containsExactly(new Throttled(), new Throttled());
    assertThat(server.requests).hasSize(1);
  }

  @Test
  void after_a_failed_or_unanswered_request_the_outcome_is_open_and_the_request_is_sent_once() {
    server.answers(500, "{\"__type\":\"InternalException\",\"message\":\"oh\"}");

    PutOutcome failed = bus.put(List.of(ONE)).getFirst();
    server.close();
    PutOutcome silent = bus.put(List.of(ONE)).getFirst();

    assertThat(failed).isEqualTo(new Failed("InternalException: oh"));
    assertThat(silent).isInstanceOf(Failed.class);
    assertThat(server.requests).hasSize(1);
  }

  @Test
  void an_answer_with_another_number_of_events_leaves_the_outcome_open() {
    server.answers(200, "{\"FailedEntryCount\":0,\"Entries\":[{\"EventId\":\"a\"}]}");

    assertThat(bus.put(List.of(ONE, TWO)))
        .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Failed.class));
  }

  @Test
  void a_request_refused_as_a_whole_is_repeated_event_by_event() {
    String put = "{\"FailedEntryCount\":0,\"Entries\":[{\"EventId\":\"a\"}]}";
    String invalid = "{\"__type\":\"ValidationException\",\"message\":\"no\"}";
    server.answers(400, invalid).answers(200, put).answers(400, invalid).answers(200, put);

    assertThat(bus.put(List.of(ONE, TWO, THREE)))
        .containsExactly(new Put(), new Refused("ValidationException: no"), new Put());
  }

  @Test
  void an_event_too_large_for_the_service_is_refused() {
    server.answers(413, "{}");

    assertThat(bus.put(List.of(ONE)).getFirst()).isInstanceOf(Refused.class);
  }

  @Test
  void a_region_is_required_and_another_endpoint_is_optional() {
    URI endpoint = URI.create("http://127.0.0.1:9");
    Map<String, String> environment =
        Map.of("AWS_REGION", "eu-west-1", "AWS_ENDPOINT_URL_EVENTBRIDGE", endpoint.toString());

    try (EventBridgeClient named = EventBridgeClients.of(environment)) {
      assertThat(named.serviceClientConfiguration().endpointOverride()).contains(endpoint);
      assertThat(named.serviceClientConfiguration().region()).isEqualTo(Region.EU_WEST_1);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventBridgeClients.of(Map.of()))
        .withMessage("AWS_REGION is not set");
  }

  private static BusEvent event(String id) {
    return new BusEvent(
        "drawdown",
        "CreditsCharged",
        Instant.parse("2026-11-20T10:15:30Z"),
        "{\"id\":\"" + id + "\"}");
  }
}
