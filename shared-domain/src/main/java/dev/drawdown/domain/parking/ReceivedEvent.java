package dev.drawdown.domain.parking;

import dev.drawdown.domain.Owner;
import dev.drawdown.domain.subscription.ProviderEventId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A genuine event of the payment provider, complete, so that it can be processed again.
///
/// If its `owner` is known while it is parked, the owner's wallet counts it.
public record ReceivedEvent(ProviderEventId id, String type, String body, Optional<Owner> owner) {
  /// The longest body, in bytes of UTF-8.
  public static final int MAX_BODY = 256 * 1024;

  public ReceivedEvent {
    int bytes = body.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_BODY) {
      throw new IllegalArgumentException(
          "an event has at most " + MAX_BODY + " bytes: " + id + " has " + bytes);
    }
  }
}
