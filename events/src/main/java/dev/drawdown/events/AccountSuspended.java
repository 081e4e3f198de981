package dev.drawdown.events;

import java.util.Map;

/// Grace is over, or nobody tries any more to be paid: what the plan gave can't be spent until it
/// is paid. `reason` is `suspended`.
public record AccountSuspended(LedgerLine line, String reason) implements LedgerEvent {
  static AccountSuspended read(DetailFields fields) {
    return new AccountSuspended(LedgerLine.read(fields), fields.text("reason"));
  }

  @Override
  public Map<String, Object> detail() {
    return line.detail().with("reason", reason).fields();
  }
}
