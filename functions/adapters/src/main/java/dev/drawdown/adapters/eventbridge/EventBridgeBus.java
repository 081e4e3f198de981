package dev.drawdown.adapters.eventbridge;

import dev.drawdown.adapters.bus.BusEvent;
import dev.drawdown.adapters.bus.EventBus;
import dev.drawdown.adapters.bus.PutOutcome;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/// A bus of EventBridge. Its client must not retry by itself, as those of [EventBridgeClients]
/// don't.
public record EventBridgeBus(EventBridgeClient client, String name) implements EventBus {
  @Override
  public List<PutOutcome> put(List<BusEvent> events) {
    PutEventsRequest request =
        PutEventsRequest.builder().entries(events.stream().map(this::entry).toList()).build();
    try {
      PutEventsResponse answer = client.putEvents(request);
      if (answer.entries().size() != events.size()) {
        return all(events, new PutOutcome.Failed("an answer of another length"));
      }
      return answer.entries().stream().map(Refusal::outcome).toList();
    } catch (SdkException failure) {
      return outcomes(events, Refusal.outcome(failure));
    }
  }

  /// A request refused as a whole doesn't say because of which event: each is tried by itself.
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
}
