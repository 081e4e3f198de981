package dev.drawdown.domain.parking;

import dev.drawdown.domain.Owner;
import dev.drawdown.domain.subscription.ProviderEventId;
import java.time.Instant;
import java.util.Optional;

/// A genuine event that ought to have an effect and can't have one yet, for `reason`: kept whole,
/// so that it can be tried again as if it had just come.
///
/// `at` is when it was parked. Where its `owner` is known, their wallet counts it.
public record ParkedEvent(
    ProviderEventId id,
    String type,
    String reason,
    String body,
    Instant at,
    Optional<Owner> owner) {
  /// The longest body, in bytes of UTF-8.
  public static final int MAX_BODY = 256 * 1024;

  public ParkedEvent {
    long bytes = body.codePoints().mapToLong(ParkedEvent::utf8Length).sum();
    if (bytes > MAX_BODY) {
      throw new IllegalArgumentException(
          "an event has at most " + MAX_BODY + " bytes: " + id + " has " + bytes);
    }
  }

  private static long utf8Length(int codePoint) {
    if (codePoint < 0x800) {
      return codePoint < 0x80 ? 1 : 2;
    }
    return Character.isBmpCodePoint(codePoint) ? 3 : 4;
  }
}
