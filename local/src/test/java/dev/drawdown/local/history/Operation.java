package dev.drawdown.local.history;

import java.util.Optional;

/// One call as its caller saw it, in nanoseconds of one clock. If the answer was lost, the call may
/// have taken effect, may still do so, or never.
public record Operation<C>(C call, Optional<String> answer, long invokedAt, long returnedAt) {
  private static final long NEVER = Long.MAX_VALUE;

  public Operation {
    if (returnedAt < invokedAt) {
      throw new IllegalArgumentException("answered before it was asked: " + call);
    }
  }

  static <C> Operation<C> answered(C call, String answer, long invokedAt, long returnedAt) {
    return new Operation<>(call, Optional.of(answer), invokedAt, returnedAt);
  }

  static <C> Operation<C> lost(C call, long invokedAt) {
    return new Operation<>(call, Optional.empty(), invokedAt, NEVER);
  }

  @Override
  public String toString() {
    return call + " -> " + answer.orElse("lost");
  }
}
