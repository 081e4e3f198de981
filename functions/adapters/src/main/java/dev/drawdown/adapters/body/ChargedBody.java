package dev.drawdown.adapters.body;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.reading.Balance;
import dev.drawdown.domain.reading.Reading;
import dev.drawdown.domain.wallet.AvailableCredits;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// A charge with the balance after it and its note: `{charge, balance, note}`.
public final class ChargedBody {
  private final Reading reading;

  public ChargedBody(Reading reading) {
    this.reading = reading;
  }

  /// A charge just made, or made before: its note says what it took, or nothing once given back.
  public Map<String, ?> of(Charge charge, AvailableCredits available, Instant clock) {
    boolean back = charge.statusAt(available.timeOf(clock)).isGivenBack();
    return of(charge, back ? Credits.NONE : charge.cost(), available, clock);
  }

  /// A charge made before that saves this one: its note says that nothing was taken.
  public Map<String, ?> saved(Charge first, AvailableCredits available, Instant clock) {
    return of(first, Credits.NONE, available, clock);
  }

  private Map<String, ?> of(
      Charge charge, Credits used, AvailableCredits available, Instant clock) {
    Balance balance = reading.balance(available, clock);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("charge", ChargeBody.of(charge, available.timeOf(clock)));
    body.put("balance", BalanceBody.of(balance));
    body.put("note", NoteBody.of(used, balance.total()));
    return body;
  }
}
