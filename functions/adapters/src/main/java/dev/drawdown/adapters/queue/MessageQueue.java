package dev.drawdown.adapters.queue;

import java.util.List;

/// A queue that calls a function for each message: at least once, in any order.
@FunctionalInterface
public interface MessageQueue {
  /// The largest number of messages that one call sends.
  int MAX_BATCH = 10;

  /// Sends at most [#MAX_BATCH] messages, and returns those that the queue may not have.
  ///
  /// After a lost answer, the queue may have a returned message.
  List<Unsent> send(List<String> bodies);

  /// A message that may not be in the queue, and the reason.
  record Unsent(String body, String reason) {}
}
