package dev.drawdown.renewalwebhook;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.store.OptimisticRetry;
import dev.drawdown.adapters.store.Unavailable;
import dev.drawdown.domain.parking.Parked;
import dev.drawdown.domain.parking.ReceivedEvent;
import dev.drawdown.renewalwebhook.WebhookOutcome.AlreadyApplied;
import dev.drawdown.renewalwebhook.WebhookOutcome.AlreadyParked;
import dev.drawdown.renewalwebhook.WebhookOutcome.Applied;
import dev.drawdown.renewalwebhook.WebhookOutcome.Ignored;
import dev.drawdown.renewalwebhook.WebhookOutcome.Noted;
import dev.drawdown.renewalwebhook.WebhookOutcome.Unprocessable;
import dev.drawdown.renewalwebhook.stripe.EventReader;
import dev.drawdown.renewalwebhook.stripe.StripeEvent;
import dev.drawdown.renewalwebhook.stripe.WebhookCommand;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// Receives genuine events. It applies each one once, parks it, or ignores it.
final class EventDeliveries {
  /// The log line of a parked event. The alarm on parked events counts these lines. So each event
  /// has one line, and a delivery that finds the event parked writes none.
  static final String PARKED = "Parked an event";

  private static final System.Logger LOG = System.getLogger(EventDeliveries.class.getName());

  private final EventReader reader;
  private final CommandApplier applier;
  private final ParkingLot lot;

  /// The outcome of a delivery, as the webhook answers it. After each of these the provider stops
  /// sending the event.
  enum DeliveryOutcome {
    /// The event was applied.
    APPLIED,
    /// Everything in it was known.
    KNOWN,
    /// It is stored whole until an operator decides.
    PARKED,
    /// It belongs to another product, or has no effect.
    IGNORED;

    /// The metric that counts these deliveries.
    String metric() {
      return "Events" + name().charAt(0) + label().substring(1);
    }

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  EventDeliveries(Ports ports, OptimisticRetry retry) {
    this.reader = new EventReader(ports.catalog(), ports.webhook().livemode());
    this.applier = new CommandApplier(ports, retry);
    this.lot = new ParkingLot(ports, retry);
  }

  /// Receives `event`, which arrived as `body`.
  DeliveryOutcome take(StripeEvent event, String body, Instant clock) {
    WebhookCommand command = reader.read(event);
    WebhookOutcome outcome = applier.apply(command, Optional.of(event.id()), clock);
    return switch (outcome) {
      case Applied _ -> DeliveryOutcome.APPLIED;
      case AlreadyApplied _ -> DeliveryOutcome.KNOWN;
      case Noted _, Ignored _ -> DeliveryOutcome.IGNORED;
      case AlreadyParked _ -> DeliveryOutcome.PARKED;
      case Unprocessable impossible -> park(event, body, impossible, clock);
    };
  }

  private DeliveryOutcome park(
      StripeEvent event, String body, Unprocessable because, Instant clock) {
    ReceivedEvent whole = new ReceivedEvent(event.id(), event.type(), body, because.owner());
    Parked<ReceivedEvent> parked = new Parked<>(whole, because.reason(), clock);
    return switch (parked(parked, clock)) {
      case AlreadyApplied _, Noted _, Ignored _ -> DeliveryOutcome.KNOWN;
      case AlreadyParked _, Unprocessable _ -> DeliveryOutcome.PARKED;
      case Applied _ -> {
        count(parked);
        yield DeliveryOutcome.PARKED;
      }
    };
  }

  /// A lost answer may hide that this call parked the event, so the event is counted here. The next
  /// delivery finds it parked and doesn't count it again.
  private WebhookOutcome parked(Parked<ReceivedEvent> event, Instant clock) {
    try {
      return lot.park(event, clock);
    } catch (Unavailable unavailable) {
      if (!unavailable.isOutcomeKnown()) {
        count(event);
      }
      throw unavailable;
    }
  }

  private static void count(Parked<ReceivedEvent> event) {
    LOG.log(Level.WARNING, PARKED + ": {0} {1}", event.work().id(), event.work().type());
  }
}
