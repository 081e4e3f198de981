package dev.drawdown.events;

import java.util.Map;
import java.util.Optional;

/// `charge` was given back, for the `reason` that its caller gave, if they gave one.
public record CreditsRefunded(LedgerLine line, String charge, Optional<String> reason)
    implements LedgerEvent {
  static CreditsRefunded read(DetailFields fields) {
    return new CreditsRefunded(
        LedgerLine.read(fields), fields.text("charge"), fields.optionalText("reason"));
  }

  @Override
  public Map<String, Object> detail() {
    return line.detail().with("charge", charge).with("reason", reason).fields();
  }
}
