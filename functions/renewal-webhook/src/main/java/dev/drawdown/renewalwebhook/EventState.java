package dev.drawdown.renewalwebhook;

import dev.drawdown.adapters.store.Stores;
import dev.drawdown.domain.subscription.ProviderEventId;

/// The state of an event so far.
enum EventState {
  NEW,
  PARKED,
  DONE;

  static EventState of(ProviderEventId event, Stores stores) {
    if (stores.payments().isDone(event)) {
      return DONE;
    }
    return stores.parkedEvents().find(event).isPresent() ? PARKED : NEW;
  }
}
