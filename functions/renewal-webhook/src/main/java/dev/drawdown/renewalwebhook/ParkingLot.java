package dev.drawdown.renewalwebhook;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.store.Attempts;
import dev.drawdown.adapters.store.PaymentStore;
import dev.drawdown.adapters.store.Store;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.parking.ParkedEvent;
import dev.drawdown.domain.renewal.Parking;
import dev.drawdown.domain.wallet.Wallet;
import dev.drawdown.domain.wallet.WalletId;
import dev.drawdown.renewalwebhook.Effect.Given;
import dev.drawdown.renewalwebhook.Effect.Known;
import dev.drawdown.renewalwebhook.Effect.Waiting;
import java.time.Instant;
import java.util.Optional;

/// Where events wait for people. The owner's wallet counts them, in the same transaction.
final class ParkingLot {
  private final Store wallets;
  private final PaymentStore store;
  private final Attempts attempts;
  private final Parking parking;

  ParkingLot(Ports ports, Attempts attempts) {
    this.wallets = ports.store();
    this.store = ports.payments();
    this.attempts = attempts;
    this.parking = new Parking(ports.catalog());
  }

  /// Keeps the event whole, unless it is done or kept already.
  Effect park(ParkedEvent event, Instant clock) {
    Write write = new Write.ParkEvent(event);
    return attempts
        .run(
            () -> found(event),
            found ->
                switch (found.state()) {
                  case NEW -> parked(found, clock).with(write);
                  case PARKED -> Effecting.nothing(new Waiting());
                  case DONE -> Effecting.nothing(new Known());
                })
        .effect();
  }

  /// Is done with a parked event: it has had its effect, or was dropped for a reason.
  Effect unpark(ParkedEvent event, Optional<String> droppedBecause, Instant clock) {
    Write write = new Write.UnparkEvent(event.id(), droppedBecause);
    return attempts
        .run(
            () -> found(event),
            found ->
                switch (found.state()) {
                  case PARKED -> unparked(found, clock).with(write);
                  case NEW, DONE -> Effecting.nothing(new Known());
                })
        .effect();
  }

  private Effecting parked(Found found, Instant clock) {
    return found
        .wallet()
        .map(wallet -> new Effecting(new Waiting(), parking.park(wallet, clock).commits()))
        .orElse(Effecting.nothing(new Waiting()));
  }

  private Effecting unparked(Found found, Instant clock) {
    return found
        .wallet()
        .map(wallet -> new Effecting(new Given(), parking.unpark(wallet, clock).commits()))
        .orElse(Effecting.nothing(new Given()));
  }

  private Found found(ParkedEvent event) {
    return new Found(
        EventState.of(event.id(), store),
        event.owner().map(owner -> wallets.wallet(WalletId.of(owner))));
  }

  private record Found(EventState state, Optional<Wallet> wallet) {}
}
