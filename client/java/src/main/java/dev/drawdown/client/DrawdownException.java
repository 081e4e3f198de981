package dev.drawdown.client;

/// A reading that the service refused or didn't answer.
public final class DrawdownException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DrawdownException(String message) {
    super(message);
  }
}
