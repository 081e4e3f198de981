package dev.drawdown.domain.manualchange;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.Identifier;
import dev.drawdown.domain.TextLine;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.ledger.Posting;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An operator's request to grant an account credits, or to correct its balance, with a reason.
///
/// The reason has 1 to [#MAX_REASON] characters. It isn't blank and has no control characters.
public sealed interface ManualChange {
  int MAX_REASON = 200;

  /// The largest length of an operator's name.
  int MAX_ACTOR = 128;

  /// The largest number of credits that one change moves.
  long MAX_CREDITS = 1_000_000_000_000L;

  String reason();

  /// Granted credits. They expire at `expiresAt` if it is present.
  record Grant(Credits credits, String reason, Optional<Instant> expiresAt)
      implements ManualChange {
    public Grant {
      requireCredits(credits.amount());
      requireReason(reason);
    }
  }

  /// Credits added, or taken if negative. Added credits never expire.
  record Adjustment(long credits, String reason) implements ManualChange {
    public Adjustment {
      requireCredits(Math.absExact(credits));
      requireReason(reason);
    }
  }

  static boolean isReason(String text) {
    return TextLine.isValid(text, MAX_REASON);
  }

  private static void requireReason(String text) {
    if (!isReason(text)) {
      throw new IllegalArgumentException("a reason " + TextLine.rule(MAX_REASON));
    }
  }

  private static void requireCredits(long credits) {
    if (credits < 1 || credits > MAX_CREDITS) {
      throw new IllegalArgumentException(
          "a change moves 1 to " + MAX_CREDITS + " credits: " + credits);
    }
  }

  /// The idempotency key of a manual change. It stays the change's id in its account for ever.
  ///
  /// Grants and adjustments share these keys. The keys of charges are separate.
  record Key(String value) {
    public Key {
      Identifier.require("key", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /// A change as recorded under its key: the operator, the time, the entry, and its postings.
  record Made(
      Key key,
      ManualChange change,
      Optional<String> actor,
      Instant at,
      long entry,
      List<Posting> postings) {
    public Made {
      postings = List.copyOf(postings);
    }
  }

  /// The record of a manual change, on condition that its key is unused. It commits with the
  /// wallet.
  record PutChange(Made made) implements Write {}
}
