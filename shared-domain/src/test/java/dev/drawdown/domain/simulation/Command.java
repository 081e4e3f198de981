package dev.drawdown.domain.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// A request of a caller about an account, made when the clock shows `clock`.
public sealed interface Command {
  Instant clock();

  /// The same command at a later time.
  Command at(Instant later);

  record Charge(
      Instant clock,
      String key,
      String action,
      Optional<String> document,
      int quantity,
      Optional<Duration> hold)
      implements Command {
    @Override
    public Charge at(Instant later) {
      return new Charge(later, key, action, document, quantity, hold);
    }

    /// The part that two calls under one key must have in common.
    String request() {
      return action + document + quantity + hold;
    }
  }

  /// Without `credits`, a final capture of all held credits.
  record Capture(Instant clock, String key, OptionalLong credits, boolean isFinal)
      implements Command {
    @Override
    public Capture at(Instant later) {
      return new Capture(later, key, credits, isFinal);
    }
  }

  record Extend(Instant clock, String key, Duration expiresIn) implements Command {
    @Override
    public Extend at(Instant later) {
      return new Extend(later, key, expiresIn);
    }
  }

  record Refund(Instant clock, String key) implements Command {
    @Override
    public Refund at(Instant later) {
      return new Refund(later, key);
    }
  }

  /// The job that writes due changes, at any time.
  record Sweep(Instant clock) implements Command {
    @Override
    public Sweep at(Instant later) {
      return new Sweep(later);
    }
  }

  record TopUp(Instant clock, long credits) implements Command {
    @Override
    public TopUp at(Instant later) {
      return new TopUp(later, credits);
    }
  }

  /// Credits that an operator grants, until `expiresAt` if it is present.
  record Give(Instant clock, String key, long credits, Optional<Instant> expiresAt)
      implements Command {
    @Override
    public Give at(Instant later) {
      return new Give(later, key, credits, expiresAt);
    }
  }

  /// Credits that an operator adds, or takes if they are negative.
  record Adjust(Instant clock, String key, long credits) implements Command {
    @Override
    public Adjust at(Instant later) {
      return new Adjust(later, key, credits);
    }
  }

  record Join(Instant clock, String pool, OptionalLong limit) implements Command {
    @Override
    public Join at(Instant later) {
      return new Join(later, pool, limit);
    }
  }

  record Leave(Instant clock, String pool) implements Command {
    @Override
    public Leave at(Instant later) {
      return new Leave(later, pool);
    }
  }
}
