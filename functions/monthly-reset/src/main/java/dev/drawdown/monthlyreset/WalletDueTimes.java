package dev.drawdown.monthlyreset;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.store.DueTimes;
import dev.drawdown.adapters.store.Stores.DueStore;
import dev.drawdown.adapters.store.Stores.Wallets;
import dev.drawdown.domain.wallet.Wallet;
import dev.drawdown.monthlyreset.WalletSweeper.WalletSweepResult;
import java.util.stream.Stream;

/// The due times of all wallets of a table, which an edited catalog may bring forward.
///
/// A wallet keeps the due time of the catalog at its last write. A refresh reads the wallet and
/// sets the due time of today's catalog if that is sooner.
public final class WalletDueTimes {
  private final DueStore due;
  private final Wallets wallets;
  private final DueTimes dueTimes;

  public WalletDueTimes(Ports ports) {
    this.due = ports.stores().due();
    this.wallets = ports.stores().wallets();
    this.dueTimes = DueTimes.of(ports.catalog());
  }

  /// The names of all wallets, in any order. The stream reads the table lazily.
  public Stream<String> wallets() {
    return due.walletNames();
  }

  /// Refreshes one wallet: [WalletSweepResult.Rescheduled] if its due time changed,
  /// [WalletSweepResult.UpToDate] if it stays.
  public WalletSweepResult refresh(String wallet) {
    return WalletSweeper.attempt(wallet, id -> refresh(wallets.wallet(id)));
  }

  private <W extends Wallet<W>> WalletSweepResult refresh(Wallet<W> wallet) {
    W updated = dueTimes.withDueTime(wallet);
    return updated.equals(wallet)
        ? new WalletSweepResult.UpToDate()
        : WalletSweepResult.after(
            due.reschedule(wallet, updated.dueAt()), new WalletSweepResult.Rescheduled());
  }
}
