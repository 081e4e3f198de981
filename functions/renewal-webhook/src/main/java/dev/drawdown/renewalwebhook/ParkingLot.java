package dev.drawdown.renewalwebhook;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.store.OptimisticRetry;
import dev.drawdown.adapters.store.Stores;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.parking.Parked;
import dev.drawdown.domain.parking.ReceivedEvent;
import dev.drawdown.domain.renewal.EventParking;
import dev.drawdown.domain.wallet.BilledWallet;
import dev.drawdown.renewalwebhook.WebhookOutcome.AlreadyApplied;
import dev.drawdown.renewalwebhook.WebhookOutcome.AlreadyParked;
import dev.drawdown.renewalwebhook.WebhookOutcome.Applied;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Parks events, and unparks them. The owner's wallet counts them in the same transaction.
final class ParkingLot {
  private final Stores stores;
  private final OptimisticRetry retry;
  private final EventParking parking;

  ParkingLot(Ports ports, OptimisticRetry retry) {
    this.stores = ports.stores();
    this.retry = retry;
    this.parking = ports.rules().eventParking();
  }

  /// Stores the event whole, unless it is done or parked already. [Applied] means that this call
  /// parked it.
  WebhookOutcome park(Parked<ReceivedEvent> event, Instant clock) {
    Write write = new Write.ParkEvent(event);
    return retry
        .run(
            () -> found(event),
            found ->
                switch (found.state()) {
                  case NEW ->
                      counted(found, wallet -> parking.park(wallet, event.since(), clock))
                          .with(write);
                  case PARKED -> DecidedOutcome.nothing(new AlreadyParked());
                  case DONE -> DecidedOutcome.nothing(new AlreadyApplied());
                })
        .outcome();
  }

  /// Unparks an event that was applied, or that an operator dropped for a reason.
  WebhookOutcome unpark(
      Parked<ReceivedEvent> event, Optional<String> droppedBecause, Instant clock) {
    Write write = new Write.UnparkEvent(event.work().id(), droppedBecause, clock);
    return retry
        .run(
            () -> found(event),
            found ->
                switch (found.state()) {
                  case PARKED ->
                      counted(found, wallet -> parking.unpark(wallet, event.since(), clock))
                          .with(write);
                  case NEW, DONE -> DecidedOutcome.nothing(new AlreadyApplied());
                })
        .outcome();
  }

  /// Changes the number of parked events in the owner's wallet, if the owner is known.
  private static DecidedOutcome counted(
      Found found, Function<BilledWallet<?>, List<Commit>> change) {
    return new DecidedOutcome(new Applied(), found.wallet().map(change).orElse(List.of()));
  }

  private Found found(Parked<ReceivedEvent> event) {
    return new Found(
        EventState.of(event.work().id(), stores), event.work().owner().map(this::billed));
  }

  private BilledWallet<?> billed(Owner owner) {
    return switch (owner) {
      case AccountId account -> stores.wallets().wallet(account);
      case PoolId pool -> stores.wallets().pool(pool, 1).billed();
    };
  }

  private record Found(EventState state, Optional<? extends BilledWallet<?>> wallet) {}
}
