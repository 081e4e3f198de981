package dev.drawdown.client;

import dev.drawdown.client.ClientBuilder.Timing;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Sends a call of the API until it is answered or the retry budget is spent. Every try is the same
/// request.
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

  /// One request of the API, without its token.
  record Call(String method, String path, Optional<String> key, String body) {
    static Call get(String path) {
      return new Call("GET", path, Optional.empty(), "");
    }

    static Call post(String path, Map<String, ?> body) {
      return new Call("POST", path, Optional.empty(), JsonObject.write(body));
    }

    Call under(String idempotencyKey) {
      return new Call(method, path, Optional.of(idempotencyKey), body);
    }
  }

  /// @throws IllegalArgumentException when there is no token to send
  Reply send(Call call) throws InterruptedException {
    return send(call, exchange::once);
  }

  /// Like [#send], but a missing token is a failed try, because an exception would lose the result
  /// of the work.
  Reply sendAfterWork(Call call) throws InterruptedException {
    return send(call, this::onceAfterWork);
  }

  private Reply onceAfterWork(Call call, Duration timeout) throws InterruptedException {
    try {
      return exchange.once(call, timeout);
    } catch (IllegalArgumentException noToken) {
      return Reply.NoAnswer.unsent("There is no usable token: " + noToken.getMessage());
    }
  }

  private Reply send(Call call, Try aTry) throws InterruptedException {
    RetryBudget budget = new RetryBudget(timing, retryBudget);
    boolean answerLost = false;
    while (true) {
      Reply reply = aTry.once(call, shorter(answerTimeout, budget.left()));
      answerLost |= reply.answerLost();
      if (reply.isFinal() || !budget.pause(reply.retryAfter())) {
        return answerLost ? reply.afterLostAnswer() : reply;
      }
    }
  }

  private interface Try {
    Reply once(Call call, Duration timeout) throws InterruptedException;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /// The time in which one call keeps trying. The pauses between its tries have full jitter and
  /// grow up to a bound.
  ///
  /// Full jitter spreads callers that collided over the whole pause, so that they don't collide
  /// again.
  static final class RetryBudget {
    static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final int MOST_DOUBLINGS = 16;

    private final Timing timing;
    private final Duration budget;
    private final long startedAt;
    private int pauses;

    RetryBudget(Timing timing, Duration budget) {
      this.timing = timing;
      this.budget = budget;
      this.startedAt = timing.nanoTime().getAsLong();
    }

    Duration left() {
      return budget.minusNanos(timing.nanoTime().getAsLong() - startedAt);
    }

    /// Pauses for at least `atLeast`. Returns false at once if the pause would use up the budget.
    boolean pause(Optional<Duration> atLeast) throws InterruptedException {
      long bound = Math.min(FIRST_PAUSE.toNanos() << pauses, LONGEST_PAUSE.toNanos());
      pauses = Math.min(pauses + 1, MOST_DOUBLINGS);
      Duration jitter = Duration.ofNanos(timing.random().nextLong(bound));
      Duration pause = atLeast.orElse(Duration.ZERO).plus(jitter);
      if (pause.compareTo(left()) >= 0) {
        return false;
      }
      timing.pause().pause(pause);
      return left().compareTo(Duration.ZERO) > 0;
    }
  }
}
