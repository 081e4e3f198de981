package dev.drawdown.domain.charge;

import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.catalog.Action.ActionId;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// What a caller asks for: `quantity` runs of an action, perhaps on a document, perhaps as a hold.
///
/// `continues` names the hold whose work used more than was held. It is a label: no rule reads that
/// charge, so a wrong name refuses nothing.
///
/// Compared as a whole with what the same key asked for before, so defaults are filled in here, and
/// a hold lasts whole milliseconds, as all instants are kept in.
public record ChargeRequest(
    ActionId action,
    Optional<DocumentId> document,
    int quantity,
    Optional<ChargeId> continues,
    Optional<Duration> hold) {
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
    this(action, document, quantity, Optional.empty(), hold);
  }

  /// One run, final at once.
  public static ChargeRequest of(ActionId action) {
    return new ChargeRequest(action, Optional.empty(), 1, Optional.empty());
  }

  public static boolean isValidHold(Duration duration) {
    return duration.compareTo(Duration.ofMillis(1)) >= 0 && duration.compareTo(MAX_HOLD) <= 0;
  }

  /// One action on one document of an account: what is paid for once where the catalog says so.
  public record DocumentKey(ActionId action, DocumentId document) {}

  /// The document that an action works on, in the product's own words: 1 to 128 visible ASCII
  /// characters.
  public record DocumentId(String value) {
    public DocumentId {
      if (!isValid(value)) {
        throw new IllegalArgumentException(
            "document must be 1 to 128 visible ASCII characters: " + value);
      }
    }

    public static boolean isValid(String text) {
      return !text.isEmpty()
          && text.length() <= 128
          && text.chars().allMatch(character -> character > ' ' && character < 0x7f);
    }

    @Override
    public String toString() {
      return value;
    }
  }
}
