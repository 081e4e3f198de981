package dev.drawdown.adapters;

import dev.drawdown.adapters.store.Store;
import dev.drawdown.domain.catalog.Catalog;
import java.time.InstantSource;

/// What a function works on: the product's catalog, the store, and the clock that only its edge
/// reads.
public record Ports(Catalog catalog, Store store, InstantSource clock) {}
