package dev.drawdown.renewalwebhook;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.store.OptimisticRetry;
import dev.drawdown.adapters.store.Stores.ParkedList;
import dev.drawdown.domain.parking.Parked;
import dev.drawdown.domain.parking.ReceivedEvent;
import dev.drawdown.domain.subscription.ProviderEventId;
import dev.drawdown.renewalwebhook.WebhookOutcome.Foreign;
import dev.drawdown.renewalwebhook.WebhookOutcome.Given;
import dev.drawdown.renewalwebhook.WebhookOutcome.Impossible;
import dev.drawdown.renewalwebhook.WebhookOutcome.Known;
import dev.drawdown.renewalwebhook.WebhookOutcome.Waiting;
import dev.drawdown.renewalwebhook.stripe.EventReader;
import dev.drawdown.renewalwebhook.stripe.StripeEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/// What an operator can do about parked events: list them, replay them as if they had just come, or
/// drop them.
public final class ParkedEvents {
  private final ParkedList<ProviderEventId, ReceivedEvent> parked;
  private final EventReader reader;
  private final WebhookOutcomes outcomes;
  private final ParkingLot lot;

  public ParkedEvents(Ports ports) {
    OptimisticRetry retry = ports.retry();
    this.parked = ports.stores().parkedEvents();
    this.reader = new EventReader(ports.catalog(), ports.webhook().livemode());
    this.outcomes = new WebhookOutcomes(ports, retry);
    this.lot = new ParkingLot(ports, retry);
  }

  public ParkedList<ProviderEventId, ReceivedEvent> list() {
    return parked;
  }

  /// Gives the event its effect, and unparks it then. If it still can't have an effect, it stays
  /// parked as it is.
  ///
  /// The effect comes first. If this breaks off between the two, the next replay finds that all of
  /// it is known.
  public WebhookOutcome replay(Parked<ReceivedEvent> event, Instant clock) {
    StripeEvent read = StripeEvent.read(event.what().body().getBytes(StandardCharsets.UTF_8));
    WebhookOutcome outcome = outcomes.give(reader.read(read), Optional.empty(), clock);
    return switch (outcome) {
      case Given _, Known _, Foreign _ -> {
        lot.unpark(event, Optional.empty(), clock);
        yield outcome;
      }
      case Waiting _, Impossible _ -> outcome;
    };
  }

  /// Ends the event without its effect, now and however often it comes again. Its id and `reason`
  /// are kept. Returns [Known] if the event isn't parked any more.
  public WebhookOutcome drop(Parked<ReceivedEvent> event, String reason, Instant clock) {
    return lot.unpark(event, Optional.of(reason), clock);
  }
}
