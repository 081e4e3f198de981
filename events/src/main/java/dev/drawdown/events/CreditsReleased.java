package dev.drawdown.events;

import java.util.Map;
import java.util.Optional;

/// The hold that is `charge` was given back: because it `expired`, or for the `reason` that its
/// caller gave, if they gave one.
public record CreditsReleased(LedgerLine line, String charge, Optional<String> reason)
    implements LedgerEvent {
  static CreditsReleased read(DetailFields fields) {
    return new CreditsReleased(
        LedgerLine.read(fields), fields.text("charge"), fields.optionalText("reason"));
  }

  @Override
  public Map<String, Object> detail() {
    return line.detail().with("charge", charge).with("reason", reason).fields();
  }
}
