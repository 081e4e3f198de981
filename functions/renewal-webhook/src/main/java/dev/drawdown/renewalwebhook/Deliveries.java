package dev.drawdown.renewalwebhook;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.store.Attempts;
import dev.drawdown.domain.parking.ParkedEvent;
import dev.drawdown.renewalwebhook.Effect.Given;
import dev.drawdown.renewalwebhook.Effect.Impossible;
import dev.drawdown.renewalwebhook.Effect.Known;
import dev.drawdown.renewalwebhook.Effect.Waiting;
import dev.drawdown.renewalwebhook.Meaning.NoInterest;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Optional;

/// Takes genuine events: each has its effect once, or waits for people, or is of no interest.
final class Deliveries {
  /// How the log says that an event was parked. The alarm on parked events looks for it.
  static final String PARKED = "Parked an event";

  private static final System.Logger LOG = System.getLogger(Deliveries.class.getName());

  private final Reader reader;
  private final Effects effects;
  private final ParkingLot lot;

  Deliveries(Ports ports, Attempts attempts) {
    this.reader = new Reader(ports.catalog(), ports.webhook().livemode());
    this.effects = new Effects(ports, attempts);
    this.lot = new ParkingLot(ports, attempts);
  }

  /// Takes `event`, which came as `body`.
  Delivered take(StripeEvent event, String body, Instant clock) {
    Meaning meaning = reader.read(event);
    if (meaning instanceof NoInterest) {
      return Delivered.IGNORED;
    }
    Effect effect = effects.give(meaning, Optional.of(event.id()), clock);
    return switch (effect) {
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
