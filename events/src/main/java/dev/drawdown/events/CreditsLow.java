package dev.drawdown.events;

import java.util.Map;

/// Use of the allowance crossed the line of `level`, `warn` or `critical`, by `charge`.
public record CreditsLow(LedgerLine line, String level, String charge) implements LedgerEvent {
  static CreditsLow read(DetailFields fields) {
    return new CreditsLow(LedgerLine.read(fields), fields.text("level"), fields.text("charge"));
  }

  @Override
  public Map<String, Object> detail() {
    return line.detail().with("level", level).with("charge", charge).fields();
  }
}
