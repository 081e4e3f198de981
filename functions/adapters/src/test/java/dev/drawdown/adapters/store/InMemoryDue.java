package dev.drawdown.adapters.store;

import dev.drawdown.domain.wallet.Wallet;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// What [InMemoryStore] tells of due times, and the wallets that are parked in it.
final class InMemoryDue {
  private static final Comparator<DueWallet> ORDER =
      Comparator.comparing(DueWallet::dueAt).thenComparing(DueWallet::wallet);

  private final NavigableMap<String, ParkedWallet> parked = new TreeMap<>();

  static List<DueWallet> due(
      Collection<Wallet> wallets, DueShard shard, Instant by, Optional<DueWallet> after) {
    return wallets.stream()
        .filter(wallet -> DueShard.of(wallet.id()).equals(shard))
        .flatMap(wallet -> wallet.dueAt().stream().map(at -> found(wallet, at)))
        .filter(wallet -> !wallet.dueAt().isAfter(by))
        .filter(wallet -> after.isEmpty() || ORDER.compare(after.get(), wallet) < 0)
        .sorted(ORDER)
        .toList();
  }

  static DueWallet found(Wallet wallet, Instant dueAt) {
    return new DueWallet(wallet.id().toString(), dueAt);
  }

  NavigableMap<String, ParkedWallet> parked() {
    return parked;
  }
}
