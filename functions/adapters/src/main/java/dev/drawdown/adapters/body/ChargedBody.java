package dev.drawdown.adapters.body;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.reading.Balance;
import dev.drawdown.domain.reading.Reading;
import dev.drawdown.domain.wallet.Wallet;
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
  public Map<String, ?> of(Charge charge, Wallet wallet, Instant clock) {
    boolean back = charge.statusAt(wallet.timeOf(clock)).isGivenBack();
    return of(charge, back ? Credits.NONE : charge.cost(), wallet, clock);
  }

  /// A charge made before that saves this one: its note says that nothing was taken.
  public Map<String, ?> saved(Charge first, Wallet wallet, Instant clock) {
    return of(first, Credits.NONE, wallet, clock);
  }

  private Map<String, ?> of(Charge charge, Credits used, Wallet wallet, Instant clock) {
    Balance balance = reading.balance(wallet, clock);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("charge", ChargeBody.of(charge, wallet.timeOf(clock)));
    body.put("balance", BalanceBody.of(balance));
    body.put("note", NoteBody.of(used, balance.total()));
    return body;
  }
}
