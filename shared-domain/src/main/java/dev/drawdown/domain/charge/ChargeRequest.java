package dev.drawdown.domain.charge;

import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.DocumentId;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.ledger.Cause;
import dev.drawdown.domain.ledger.Purchase;
import dev.drawdown.domain.ledger.Purchase.Metadata;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// The request of a caller: `quantity` runs of an action, perhaps on a document, perhaps as a hold.
///
/// `continues` names the hold whose work used more than was held. It is a label: no rule reads that
/// charge, so a wrong name refuses nothing.
///
/// The constructor fills in defaults and truncates a hold's duration to milliseconds, like all
/// instants. So equal requests compare as equal. The `metadata` is a note and isn't part of the
/// request: a retry may carry other metadata, and the first request's metadata counts.
public record ChargeRequest(
    ActionId action,
    Optional<DocumentId> document,
    int quantity,
    Optional<ChargeId> continues,
    Optional<Duration> hold,
    Metadata metadata) {
  public static final int MAX_QUANTITY = 1_000;
  public static final Duration DEFAULT_HOLD = Duration.ofMinutes(15);
  public static final Duration MAX_HOLD = Duration.ofHours(24);

  public ChargeRequest {
    if (quantity < 1 || quantity > MAX_QUANTITY) {
      throw new IllegalArgumentException("quantity must be 1 to " + MAX_QUANTITY + ": " + quantity);
    }
    if (hold.isPresent() && !isValidHold(hold.get())) {
      throw new IllegalArgumentException("a hold lasts 1 ms to 24 hours: " + hold.get());
    }
    hold = hold.map(duration -> duration.truncatedTo(ChronoUnit.MILLIS));
  }

  public ChargeRequest(
      ActionId action, Optional<DocumentId> document, int quantity, Optional<Duration> hold) {
    this(action, document, quantity, Optional.empty(), hold, Metadata.NONE);
  }

  /// One run, final at once.
  public static ChargeRequest of(ActionId action) {
    return new ChargeRequest(action, Optional.empty(), 1, Optional.empty());
  }

  public ChargeRequest with(Metadata noted) {
    return new ChargeRequest(action, document, quantity, continues, hold, noted);
  }

  /// Whether both requests may use the same key: they are equal apart from their metadata.
  public boolean asksForTheSameAs(ChargeRequest other) {
    return with(Metadata.NONE).equals(other.with(Metadata.NONE));
  }

  /// The purchase as ledger entries record it.
  public Purchase purchase() {
    return new Purchase(action, document, quantity, metadata);
  }

  /// The cause of entries about the charge that this request makes under the key `id`.
  Cause cause(ChargeId id) {
    return Cause.by(id).buying(purchase());
  }

  public static boolean isValidHold(Duration duration) {
    return duration.compareTo(Duration.ofMillis(1)) >= 0 && duration.compareTo(MAX_HOLD) <= 0;
  }

  /// One action on one document of an account: the unit that a once-per-document action pays for
  /// once.
  public record DocumentKey(ActionId action, DocumentId document) {}
}
