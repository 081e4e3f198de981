package dev.drawdown.events;

import java.util.Map;
import java.util.Optional;

/// Credits were given. `reason` says as what: `starter`, `trial`, `calendar-month`, `plan-started`,
/// `renewal`, `upgrade`, or `top-up`, which `payment` paid for; and it may be one that is new.
public record CreditsGranted(LedgerLine line, String reason, Optional<String> payment)
    implements LedgerEvent {
  static CreditsGranted read(DetailFields fields) {
    return new CreditsGranted(
        LedgerLine.read(fields), fields.text("reason"), fields.optionalText("payment"));
  }

  @Override
  public Map<String, Object> detail() {
    return line.detail().with("reason", reason).with("payment", payment).fields();
  }
}
