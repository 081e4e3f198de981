package dev.drawdown.events;

import java.util.Map;
import java.util.Optional;

/// Credits came back that had been taken wrongly, as it turned out. `reason` says why: `reinstated`
/// with the `payment` that was good after all, `cancellation-withdrawn`; and it may be one that is
/// new.
public record CreditsAdjusted(LedgerLine line, String reason, Optional<String> payment)
    implements LedgerEvent {
  static CreditsAdjusted read(DetailFields fields) {
    return new CreditsAdjusted(
        LedgerLine.read(fields), fields.text("reason"), fields.optionalText("payment"));
  }

  @Override
  public Map<String, Object> detail() {
    return line.detail().with("reason", reason).with("payment", payment).fields();
  }
}
