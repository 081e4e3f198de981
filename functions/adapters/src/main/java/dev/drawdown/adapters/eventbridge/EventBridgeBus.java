package dev.drawdown.adapters.eventbridge;

import dev.drawdown.adapters.aws.AwsClients;
import dev.drawdown.adapters.bus.EventBus;
import dev.drawdown.adapters.bus.EventBus.BusEvent;
import dev.drawdown.adapters.bus.EventBus.PutOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/// A bus of EventBridge. Its client must not retry by itself; those of [EventBridgeClients] don't.
public record EventBridgeBus(EventBridgeClient client, String name) implements EventBus {
  @Override
  public List<PutOutcome> put(List<BusEvent> events) {
    PutEventsRequest request =
        PutEventsRequest.builder().entries(events.stream().map(this::entry).toList()).build();
    try {
      PutEventsResponse answer = client.putEvents(request);
      if (answer.entries().size() != events.size()) {
        return all(events, new PutOutcome.Failed("the answer has another number of entries"));
      }
      return answer.entries().stream().map(Refusal::outcome).toList();
    } catch (SdkException failure) {
      return outcomes(events, Refusal.outcome(failure));
    }
  }

  /// The outcomes after a request failed as a whole. A refusal doesn't name the faulty event, so
  /// this puts each event on its own.
  private List<PutOutcome> outcomes(List<BusEvent> events, PutOutcome ofAll) {
    return ofAll instanceof PutOutcome.Refused && events.size() > 1
        ? events.stream().flatMap(event -> put(List.of(event)).stream()).toList()
        : all(events, ofAll);
  }

  private static List<PutOutcome> all(List<BusEvent> events, PutOutcome outcome) {
    return events.stream().map(_ -> outcome).toList();
  }

  private PutEventsRequestEntry entry(BusEvent event) {
    return PutEventsRequestEntry.builder()
        .eventBusName(name)
        .source(event.source())
        .detailType(event.type())
        .time(event.at())
        .detail(event.detail())
        .build();
  }

  /// Builds all EventBridge clients.
  ///
  /// They retry nothing. If part of a call fails, the caller repeats only that part. No call takes
  /// longer than [AwsClients#TIMEOUT].
  public static final class EventBridgeClients {
    private EventBridgeClients() {}

    /// The client of a deployed function. `AWS_REGION` names the region, and
    /// `AWS_ENDPOINT_URL_EVENTBRIDGE` overrides the endpoint, if set.
    public static EventBridgeClient of(Map<String, String> environment) {
      return AwsClients.client(EventBridgeClient.builder(), "EVENTBRIDGE", environment);
    }
  }

  /// The meaning of EventBridge's codes for an event or for a whole request.
  ///
  /// Missing rights or a missing bus aren't the event's fault. Such events are retried until an
  /// operator fixes the deployment.
  static final class Refusal {
    private static final String THROTTLED = "ThrottlingException";

    /// Codes of one event that don't concern the event itself.
    private static final Set<String> PASSING =
        Set.of(
            "InternalFailure",
            "InternalException",
            "ServiceUnavailable",
            "AccessDeniedException",
            "InvalidAccountIdException",
            "NotAuthorizedForSourceException",
            "NotAuthorizedForDetailTypeException",
            "ResourceNotFoundException");

    /// Codes of a whole request that say that it contains something unacceptable.
    private static final Set<String> MALFORMED =
        Set.of("ValidationException", "SerializationException", "RequestEntityTooLargeException");

    private static final int TOO_LARGE = 413;

    private Refusal() {}

    static PutOutcome outcome(PutEventsResultEntry result) {
      String code = result.errorCode();
      if (code == null) {
        return new PutOutcome.Put();
      }
      if (code.equals(THROTTLED)) {
        return new PutOutcome.Throttled();
      }
      String reason = reason(code, result.errorMessage());
      return PASSING.contains(code)
          ? new PutOutcome.Failed(reason)
          : new PutOutcome.Refused(reason);
    }

    static PutOutcome outcome(SdkException failure) {
      if (!(failure instanceof AwsServiceException service)) {
        return new PutOutcome.Failed(String.valueOf(failure.getMessage()));
      }
      if (service.isThrottlingException()) {
        return new PutOutcome.Throttled();
      }
      Optional<AwsErrorDetails> details = Optional.ofNullable(service.awsErrorDetails());
      String code = details.map(AwsErrorDetails::errorCode).orElse("");
      String reason = reason(code, details.map(AwsErrorDetails::errorMessage).orElse(""));
      return service.statusCode() == TOO_LARGE || MALFORMED.contains(code)
          ? new PutOutcome.Refused(reason)
          : new PutOutcome.Failed(reason);
    }

    private static String reason(String code, @Nullable String message) {
      return message == null ? code : code + ": " + message;
    }
  }
}
