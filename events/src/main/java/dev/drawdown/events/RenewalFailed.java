package dev.drawdown.events;

import java.util.Map;

/// The payment for the next period failed. Credits stay usable for the time of grace. `reason` is
/// `payment-failed`.
public record RenewalFailed(LedgerLine line, String reason) implements LedgerEvent {
  static RenewalFailed read(DetailFields fields) {
    return new RenewalFailed(LedgerLine.read(fields), fields.text("reason"));
  }

  @Override
  public Map<String, Object> detail() {
    return line.detail().with("reason", reason).fields();
  }
}
