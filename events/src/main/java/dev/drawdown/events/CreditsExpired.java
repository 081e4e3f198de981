package dev.drawdown.events;

import java.util.Map;

/// Credits ended, unspent. `reason` says why: `period-ended`, `renewal`, `upgrade`, `plan-started`,
/// `cancelled`, `plan-ended`, `restored`; and it may be one that is new.
public record CreditsExpired(LedgerLine line, String reason) implements LedgerEvent {
  static CreditsExpired read(DetailFields fields) {
    return new CreditsExpired(LedgerLine.read(fields), fields.text("reason"));
  }

  @Override
  public Map<String, Object> detail() {
    return line.detail().with("reason", reason).fields();
  }
}
