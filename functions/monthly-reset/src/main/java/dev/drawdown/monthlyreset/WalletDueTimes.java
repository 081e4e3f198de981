package dev.drawdown.monthlyreset;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.store.DueStore;
import java.util.stream.Stream;

/// The due times of all wallets of a table, which an edited catalog may bring forward.
///
/// A wallet keeps the due time of the catalog that it was last written under. A refresh reads the
/// wallet and sets the due time of today's catalog where that one is sooner.
public final class WalletDueTimes {
  private final DueStore due;
  private final WalletSweeper sweeper;

  public WalletDueTimes(Ports ports) {
    this.due = ports.due();
    this.sweeper = new WalletSweeper(ports);
  }

  /// The names of all wallets, in any order. The stream reads the table as it goes.
  public Stream<String> wallets() {
    return due.wallets();
  }

  /// Refreshes one wallet: [WalletSweepResult.MovedOn] if its due time changed,
  /// [WalletSweepResult.Done] if it stays.
  public WalletSweepResult refresh(String wallet) {
    return sweeper.note(wallet);
  }
}
