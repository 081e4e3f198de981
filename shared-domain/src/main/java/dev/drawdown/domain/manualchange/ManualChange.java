package dev.drawdown.domain.manualchange;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.Identifier;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.ledger.Posting;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What an operator asks for: to give an account credits, or to correct its balance, and why.
///
/// The reason has 1 to [#MAX_REASON] characters, none of them a control character, and isn't blank.
public sealed interface ManualChange {
  int MAX_REASON = 200;

  /// The most credits that one change moves.
  long MAX_CREDITS = 1_000_000_000_000L;

  String reason();

  /// Credits given, which expire at `expiresAt` where that is told.
  record Grant(Credits credits, String reason, Optional<Instant> expiresAt)
      implements ManualChange {
    public Grant {
      requireCredits(credits.amount());
      requireReason(reason);
    }
  }

  /// Credits added, or taken where they are negative. What is added never expires.
  record Adjustment(long credits, String reason) implements ManualChange {
    public Adjustment {
      requireCredits(Math.absExact(credits));
      requireReason(reason);
    }
  }

  static boolean isReason(String text) {
    return !text.isBlank()
        && text.length() <= MAX_REASON
        && text.chars().noneMatch(Character::isISOControl);
  }

  private static void requireReason(String text) {
    if (!isReason(text)) {
      throw new IllegalArgumentException(
          "a reason has 1 to " + MAX_REASON + " characters, none of them a control character");
    }
  }

  private static void requireCredits(long credits) {
    if (credits < 1 || credits > MAX_CREDITS) {
      throw new IllegalArgumentException(
          "a change is of 1 to " + MAX_CREDITS + " credits: " + credits);
    }
  }

  /// The idempotency key of a manual change: its id in its account, for ever. Grants and
  /// adjustments share these names. The keys of charges are others.
  record Key(String value) {
    public Key {
      Identifier.require("key", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /// A change as it was made and is kept under its key: by whom, when, by which entry, and what
  /// that moved.
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

  /// What is written of a manual change, with its wallet: under a key that wasn't used before.
  record PutChange(Made made) implements Write {}
}
