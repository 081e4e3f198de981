package dev.drawdown.client;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A charge as the service answered it.
///
/// @param id the charge's name in its account: its idempotency key
/// @param expiresAt when a hold expires and its credits return; only an open hold has it
/// @param captured the credits that parts of an open hold captured: 0 if there were none
public record Charge(
    String id,
    String action,
    Optional<String> document,
    int quantity,
    long cost,
    Status status,
    Instant at,
    Optional<Instant> expiresAt,
    long captured) {

  /// The state of a charge.
  public enum Status {
    CHARGED,
    HELD,
    CAPTURED,
    RELEASED,
    EXPIRED,
    REFUNDED,
    /// A status of a newer service that this client doesn't know. It counts as not paid.
    OTHER;

    static Status of(String label) {
      return Arrays.stream(values())
          .filter(status -> status.name().toLowerCase(Locale.ROOT).equals(label))
          .findFirst()
          .orElse(OTHER);
    }
  }

  static Charge of(JsonObject body) {
    return new Charge(
        body.text("id"),
        body.text("action"),
        body.optionalText("document"),
        body.optionalInt("quantity").orElse(1),
        body.number("cost"),
        Status.of(body.text("status")),
        body.instant("at"),
        body.optionalInstant("expiresAt"),
        body.optionalNumber("captured").orElse(0));
  }
}
