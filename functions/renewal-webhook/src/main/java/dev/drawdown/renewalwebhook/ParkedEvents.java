package dev.drawdown.renewalwebhook;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.store.OptimisticRetry;
import dev.drawdown.adapters.store.Pages;
import dev.drawdown.adapters.store.PaymentStore;
import dev.drawdown.domain.parking.ParkedEvent;
import dev.drawdown.domain.subscription.ProviderEventId;
import dev.drawdown.renewalwebhook.WebhookOutcome.Given;
import dev.drawdown.renewalwebhook.WebhookOutcome.Impossible;
import dev.drawdown.renewalwebhook.WebhookOutcome.Known;
import dev.drawdown.renewalwebhook.WebhookOutcome.Waiting;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// What can be done about parked events: look at them, try them again as if they had just come, or
/// drop them.
public final class ParkedEvents {
  private final PaymentStore store;
  private final Reader reader;
  private final WebhookOutcomes outcomes;
  private final ParkingLot lot;

  public ParkedEvents(Ports ports) {
    OptimisticRetry retry = OptimisticRetry.inRealTime(ports.store());
    this.store = ports.payments();
    this.reader = new Reader(ports.catalog(), ports.webhook().livemode());
    this.outcomes = new WebhookOutcomes(ports, retry);
    this.lot = new ParkingLot(ports, retry);
  }

  /// All of them by id, a page at a time.
  public Stream<ParkedEvent> all() {
    return Pages.all(store::parked, ParkedEvent::id);
  }

  /// The event of that id, if it is parked.
  public Optional<ParkedEvent> find(ProviderEventId id) {
    return store.parked(id);
  }

  /// Gives the event its effect, and is done with it then. What is impossible still leaves it
  /// parked as it is.
  ///
  /// The effect comes first: should this break off between the two, the next replay finds that all
  /// of it is known.
  public WebhookOutcome replay(ParkedEvent event, Instant clock) {
    StripeEvent read = StripeEvent.read(event.body().getBytes(StandardCharsets.UTF_8));
    WebhookOutcome outcome = outcomes.give(reader.read(read), Optional.empty(), clock);
    return switch (outcome) {
      case Given _, Known _ -> {
        lot.unpark(event, Optional.empty(), clock);
        yield outcome;
      }
      case Waiting _, Impossible _ -> outcome;
    };
  }

  /// Ends the event without its effect, now and however often it comes again. Its id and `reason`
  /// are kept. Returns [Known] if the event isn't parked any more.
  public WebhookOutcome drop(ParkedEvent event, String reason, Instant clock) {
    return lot.unpark(event, Optional.of(reason), clock);
  }
}
