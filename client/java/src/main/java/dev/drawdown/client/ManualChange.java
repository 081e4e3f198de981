package dev.drawdown.client;

import java.time.Instant;
import java.util.Optional;

/// Credits that an operator granted or corrected by hand.
///
/// @param id the key of the change
/// @param credits the requested credits: negative if it takes credits
/// @param change the credits that moved, which may be fewer than it should take
/// @param balance the account's balance, as of this answer
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
