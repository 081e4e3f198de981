package dev.drawdown.client;

import org.jspecify.annotations.Nullable;

/// Work that costs credits, such as a call of a model.
///
/// It runs on a virtual thread of its own, which is interrupted when its time is up. Work that
/// doesn't heed the interrupt runs on unseen: what it returns then is dropped.
@FunctionalInterface
public interface Work<T extends @Nullable Object, X extends Exception> {
  T run() throws X;
}
