package dev.drawdown.monthlyreset;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.store.DueStore;
import dev.drawdown.adapters.store.ParkedWallet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What can be done about parked wallets: look at them, and try them again.
public final class ParkedWallets {
  private static final int PAGE = 100;

  private final DueStore due;
  private final WalletSweeper sweeper;

  public ParkedWallets(Ports ports) {
    this.due = ports.due();
    this.sweeper = new WalletSweeper(ports);
  }

  /// All of them by name, a page at a time.
  public Stream<ParkedWallet> all() {
    return Stream.iterate(
            page(Optional.empty()),
            page -> !page.isEmpty(),
            page -> page.size() < PAGE ? List.of() : page(Optional.of(page.getLast().wallet())))
        .flatMap(List::stream);
  }

  /// The wallet of that name, if it is parked.
  public Optional<ParkedWallet> find(String wallet) {
    return due.parkedWallet(wallet);
  }

  /// Advances the wallet to `clock`, and unparks it if that succeeds. Otherwise the wallet stays
  /// parked as it is.
  public WalletSweepResult retry(ParkedWallet parked, Instant clock) {
    WalletSweepResult result = sweeper.sweep(parked.wallet(), clock);
    return switch (result) {
      case WalletSweepResult.Advanced _, WalletSweepResult.MovedOn _, WalletSweepResult.Done _ -> {
        due.unpark(parked);
        yield result;
      }
      case WalletSweepResult.LeftForLater _, WalletSweepResult.Stuck _ -> result;
    };
  }

  private List<ParkedWallet> page(Optional<String> after) {
    return due.parkedWallets(PAGE, after);
  }
}
