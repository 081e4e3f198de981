package dev.drawdown.events;

import java.util.Map;

/// Something else changed in what is known of an account's or a pool's plan, or of a membership,
/// and moved no credits. `reason` says what: `cancellation-planned`, `cancellation-withdrawn`,
/// `plan-ended`, `given-up`, `event-parked`, `event-unparked`, `joined-pool`, `limit-changed`,
/// `left-pool`; and it may be one that is new.
public record AccountUpdated(LedgerLine line, String reason) implements LedgerEvent {
  static AccountUpdated read(DetailFields fields) {
    return new AccountUpdated(LedgerLine.read(fields), fields.text("reason"));
  }

  @Override
  public Map<String, Object> detail() {
    return line.detail().with("reason", reason).fields();
  }
}
