package dev.drawdown.client;

import java.time.Duration;

/// Sends a call until it is answered or the retry budget is spent, always the same request.
final class Calls {
  private final Exchange exchange;
  private final Timing timing;
  private final Duration retryBudget;
  private final Duration answerTimeout;

  Calls(Exchange exchange, Timing timing, Duration retryBudget, Duration answerTimeout) {
    this.exchange = exchange;
    this.timing = timing;
    this.retryBudget = retryBudget;
    this.answerTimeout = answerTimeout;
  }

  Reply send(Call call) throws InterruptedException {
    Patience patience = new Patience(timing, retryBudget);
    boolean mayHaveHappened = false;
    while (true) {
      switch (exchange.once(call, shorter(answerTimeout, patience.left()))) {
        case Attempt.Answered(var status, var isReplay, var body) -> {
          return new Reply.Answered(status, isReplay, body, mayHaveHappened);
        }
        case Attempt.Failed(var isHarmless, var retryAfter, var reason) -> {
          mayHaveHappened |= !isHarmless;
          if (!patience.pause(retryAfter)) {
            return new Reply.Lost(mayHaveHappened, reason);
          }
        }
      }
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
