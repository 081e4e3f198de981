package dev.drawdown.client;

import java.time.Instant;
import java.util.Optional;

/// Credits that an operator gave or corrected by hand.
///
/// @param id the key under which it was made
/// @param credits what was asked for: negative where credits were to be taken
/// @param change what it moved, which may be less than what was to be taken
/// @param balance the account's, as of this answer
public record ManualChange(
    String id,
    long credits,
    String reason,
    Optional<Instant> expiresAt,
    Instant at,
    long change,
    Balance balance) {
  static ManualChange of(String kind, JsonObject body) {
    JsonObject change = body.object(kind);
    return new ManualChange(
        change.text("id"),
        change.number("credits"),
        change.text("reason"),
        change.optionalInstant("expiresAt"),
        change.instant("at"),
        change.number("change"),
        Balance.of(body.object("balance")));
  }
}
