package dev.drawdown.adapters.store;

import java.time.Instant;

/// A wallet's name, as it is written, and when it was to be looked at: what the index tells. The
/// wallet itself may have moved on, and need not even be readable.
public record DueWallet(String wallet, Instant dueAt) {}
