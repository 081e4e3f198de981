package dev.drawdown.client;

import java.time.Instant;

/// The service refused a call, or gave no usable answer.
///
/// As a suppressed exception of failed work, it means that the work's credits may not be back yet.
public final class DrawdownException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;

  DrawdownException(String message) {
    super(message);
    this.code = "";
  }

  private DrawdownException(String message, String code) {
    super(message);
    this.code = code;
  }

  static DrawdownException of(Reply reply) {
    String code = reply instanceof Reply.Answered answer ? answer.code() : "";
    return new DrawdownException(reply.detail(), code);
  }

  /// The service's code of a refusal, such as `hold-expired`. It is empty if there was none.
  public String code() {
    return code;
  }

  DrawdownException(Metered.Release.Unconfirmed release) {
    super(
        "The release of the hold %s isn't confirmed; its credits come back at %s: %s"
            .formatted(
                release.hold().id(),
                release.hold().expiresAt().map(Instant::toString).orElse("its expiry"),
                release.detail()),
        null,
        false,
        false);
    this.code = "";
  }
}
