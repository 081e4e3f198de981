package dev.drawdown.events;

import java.util.Map;

/// Grace or suspension is over and credits work as before, mostly because a payment came. `reason`
/// is `restored`.
public record AccountRestored(LedgerLine line, String reason) implements LedgerEvent {
  static AccountRestored read(DetailFields fields) {
    return new AccountRestored(LedgerLine.read(fields), fields.text("reason"));
  }

  @Override
  public Map<String, Object> detail() {
    return line.detail().with("reason", reason).fields();
  }
}
