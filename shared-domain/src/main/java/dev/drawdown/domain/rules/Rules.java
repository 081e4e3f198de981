package dev.drawdown.domain.rules;

import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.charge.Capturing;
import dev.drawdown.domain.charge.Charging;
import dev.drawdown.domain.charge.Extending;
import dev.drawdown.domain.charge.Refunding;
import dev.drawdown.domain.manualchange.ManualChanging;
import dev.drawdown.domain.pool.Joining;
import dev.drawdown.domain.pool.PoolAdvancing;
import dev.drawdown.domain.reading.Reading;
import dev.drawdown.domain.renewal.EventParking;
import dev.drawdown.domain.renewal.RecordingTerms;
import dev.drawdown.domain.renewal.Renewing;
import dev.drawdown.domain.topup.Reversing;
import dev.drawdown.domain.topup.ToppingUp;
import dev.drawdown.domain.wallet.RefreshForecast;
import dev.drawdown.domain.wallet.WalletAdvancing;

/// All rules under one catalog. Only this class puts them together.
///
/// They share the two rules that advance wallets and pools.
public record Rules(
    Catalog catalog,
    WalletAdvancing advancing,
    PoolAdvancing poolAdvancing,
    RefreshForecast refreshForecast) {
  public static Rules of(Catalog catalog) {
    WalletAdvancing advancing = new WalletAdvancing(catalog);
    return new Rules(
        catalog, advancing, new PoolAdvancing(advancing), new RefreshForecast(catalog, advancing));
  }

  public Charging charging() {
    return new Charging(catalog, advancing, poolAdvancing, refreshForecast);
  }

  public Capturing capturing() {
    return new Capturing(advancing, poolAdvancing);
  }

  public Extending extending() {
    return new Extending(advancing, poolAdvancing);
  }

  public Refunding refunding() {
    return new Refunding(advancing, poolAdvancing);
  }

  public Reading reading() {
    return new Reading(catalog, advancing, poolAdvancing, refreshForecast);
  }

  public ToppingUp toppingUp() {
    return new ToppingUp(catalog, advancing);
  }

  public Reversing reversing() {
    return new Reversing(advancing);
  }

  public ManualChanging manualChanging() {
    return new ManualChanging(catalog, advancing);
  }

  public Joining joining() {
    return new Joining(advancing, poolAdvancing);
  }

  public Renewing renewing() {
    return new Renewing(catalog, advancing);
  }

  public RecordingTerms recordingTerms() {
    return new RecordingTerms(catalog, renewing());
  }

  public EventParking eventParking() {
    return new EventParking(advancing);
  }
}
