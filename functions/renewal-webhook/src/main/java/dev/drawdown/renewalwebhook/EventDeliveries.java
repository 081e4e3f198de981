package dev.drawdown.renewalwebhook;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.store.OptimisticRetry;
import dev.drawdown.domain.parking.ParkedEvent;
import dev.drawdown.renewalwebhook.WebhookCommand.NoInterest;
import dev.drawdown.renewalwebhook.WebhookOutcome.Given;
import dev.drawdown.renewalwebhook.WebhookOutcome.Impossible;
import dev.drawdown.renewalwebhook.WebhookOutcome.Known;
import dev.drawdown.renewalwebhook.WebhookOutcome.Waiting;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Optional;

/// Takes genuine events: each has its effect once, or waits for people, or is of no interest.
final class EventDeliveries {
  /// How the log says that an event was parked. The alarm on parked events looks for it.
  static final String PARKED = "Parked an event";

  private static final System.Logger LOG = System.getLogger(EventDeliveries.class.getName());

  private final Reader reader;
  private final WebhookOutcomes outcomes;
  private final ParkingLot lot;

  EventDeliveries(Ports ports, OptimisticRetry retry) {
    this.reader = new Reader(ports.catalog(), ports.webhook().livemode());
    this.outcomes = new WebhookOutcomes(ports, retry);
    this.lot = new ParkingLot(ports, retry);
  }

  /// Takes `event`, which came as `body`.
  Delivered take(StripeEvent event, String body, Instant clock) {
    WebhookCommand command = reader.read(event);
    if (command instanceof NoInterest) {
      return Delivered.IGNORED;
    }
    WebhookOutcome outcome = outcomes.give(command, Optional.of(event.id()), clock);
    return switch (outcome) {
      case Given _ -> Delivered.APPLIED;
      case Known _ -> Delivered.KNOWN;
      case Waiting _ -> Delivered.PARKED;
      case Impossible impossible -> park(event, body, impossible, clock);
    };
  }

  private Delivered park(StripeEvent event, String body, Impossible because, Instant clock) {
    ParkedEvent parked =
        new ParkedEvent(event.id(), event.type(), because.reason(), body, clock, because.owner());
    return switch (lot.park(parked, clock)) {
      case Known _ -> Delivered.KNOWN;
      case Given _, Waiting _, Impossible _ -> {
        LOG.log(
            Level.WARNING, PARKED + ": {0} {1}: {2}", event.id(), event.type(), because.reason());
        yield Delivered.PARKED;
      }
    };
  }
}
