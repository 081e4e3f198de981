package dev.drawdown.adapters.queue;

import java.util.List;

/// A queue that calls a function for each message: at least once, in any order.
@FunctionalInterface
public interface MessageQueue {
  /// The most messages that one call sends.
  int MAX_BATCH = 10;

  /// Sends messages, at most [#MAX_BATCH], and returns those that the queue didn't take. A message
  /// whose answer was lost is among them, and may have been taken.
  List<Unsent> send(List<String> bodies);

  /// A message that may not be in the queue, and why.
  record Unsent(String body, String reason) {}
}
