package dev.drawdown.renewalwebhook;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.json.JsonProblem;
import dev.drawdown.adapters.store.OptimisticRetry;
import dev.drawdown.adapters.store.Stores.ParkedList;
import dev.drawdown.domain.parking.Parked;
import dev.drawdown.domain.parking.ReceivedEvent;
import dev.drawdown.domain.subscription.ProviderEventId;
import dev.drawdown.renewalwebhook.WebhookOutcome.AlreadyApplied;
import dev.drawdown.renewalwebhook.WebhookOutcome.Unprocessable;
import dev.drawdown.renewalwebhook.stripe.EventReader;
import dev.drawdown.renewalwebhook.stripe.StripeEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/// An operator's commands on parked events: list them, replay them as if they had just arrived, or
/// drop them.
public final class ParkedEvents {
  private final ParkedList<ProviderEventId, ReceivedEvent> parked;
  private final EventReader reader;
  private final CommandApplier applier;
  private final ParkingLot lot;

  public ParkedEvents(Ports ports) {
    OptimisticRetry retry = ports.retry();
    this.parked = ports.stores().parkedEvents();
    this.reader = new EventReader(ports.catalog(), ports.webhook().livemode());
    this.applier = new CommandApplier(ports, retry);
    this.lot = new ParkingLot(ports, retry);
  }

  public ParkedList<ProviderEventId, ReceivedEvent> list() {
    return parked;
  }

  /// Applies the event, and then unparks it. If it still can't be applied, it stays parked. An
  /// ignored event stays parked, too. The operator may have named the wrong catalog, under which a
  /// paid event names nothing.
  ///
  /// The effect comes first. If the process stops between the two steps, the next replay finds
  /// everything known.
  public WebhookOutcome replay(Parked<ReceivedEvent> event, Instant clock) {
    WebhookOutcome outcome = apply(event.work(), clock);
    if (outcome.isRecorded()) {
      lot.unpark(event, Optional.empty(), clock);
    }
    return outcome;
  }

  /// The webhook parks only bodies that it can read. Another program may have written this one.
  private WebhookOutcome apply(ReceivedEvent event, Instant clock) {
    StripeEvent read;
    try {
      read = StripeEvent.read(event.body().getBytes(StandardCharsets.UTF_8));
    } catch (JsonProblem problem) {
      String place = problem.place().isEmpty() ? "" : "'s " + problem.place();
      return new Unprocessable("the stored body" + place + " " + problem.reason(), event.owner());
    }
    return applier.apply(reader.read(read), Optional.empty(), clock);
  }

  /// Ends the event without applying it. A later delivery has no effect either. The service keeps
  /// its id and `reason`. Returns [AlreadyApplied] if the event is no longer parked.
  public WebhookOutcome drop(Parked<ReceivedEvent> event, String reason, Instant clock) {
    return lot.unpark(event, Optional.of(reason), clock);
  }
}
