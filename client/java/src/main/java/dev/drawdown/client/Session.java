package dev.drawdown.client;

import java.time.Instant;

/// A session with which a browser reads one account or one pool until `expiresAt`.
///
/// @param token for the browser alone: never log it
public record Session(String token, Instant expiresAt) {
  static Session of(JsonObject body) {
    return new Session(body.text("token"), body.instant("expiresAt"));
  }

  /// The text never contains the token.
  @Override
  public String toString() {
    return "Session[expiresAt=" + expiresAt + "]";
  }
}
