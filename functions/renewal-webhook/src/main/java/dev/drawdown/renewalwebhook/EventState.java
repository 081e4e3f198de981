package dev.drawdown.renewalwebhook;

import dev.drawdown.adapters.store.PaymentStore;
import dev.drawdown.domain.subscription.ProviderEventId;

/// What has become of an event so far.
enum EventState {
  NEW,
  PARKED,
  DONE;

  static EventState of(ProviderEventId event, PaymentStore store) {
    if (store.isDone(event)) {
      return DONE;
    }
    return store.parked(event).isPresent() ? PARKED : NEW;
  }
}
