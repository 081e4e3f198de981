package dev.drawdown.events;

import java.util.Map;
import java.util.Optional;

/// Credits left with the `payment` that had brought them, as it was refunded or disputed. `reason`
/// is `reversed`, and may be one that is new.
public record CreditsClawedBack(LedgerLine line, String reason, Optional<String> payment)
    implements LedgerEvent {
  static CreditsClawedBack read(DetailFields fields) {
    return new CreditsClawedBack(
        LedgerLine.read(fields), fields.text("reason"), fields.optionalText("payment"));
  }

  @Override
  public Map<String, Object> detail() {
    return line.detail().with("reason", reason).with("payment", payment).fields();
  }
}
