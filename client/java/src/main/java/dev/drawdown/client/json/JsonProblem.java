package dev.drawdown.client.json;

/// A text that isn't JSON, or lacks what its reader needs.
public final class JsonProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  public JsonProblem(String reason) {
    super(reason);
    this.reason = reason;
  }

  public String reason() {
    return reason;
  }
}
