package dev.drawdown.adapters;

import dev.drawdown.adapters.bus.EventBus;
import dev.drawdown.adapters.store.PublishingStore;

/// What it takes to publish: the bus, and where that waits which can't be put on it.
public record Publishing(EventBus bus, PublishingStore store) {}
