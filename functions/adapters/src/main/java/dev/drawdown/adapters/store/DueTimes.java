package dev.drawdown.adapters.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.rules.Rules;
import dev.drawdown.domain.wallet.Journal;
import dev.drawdown.domain.wallet.Wallet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/// Sets the due time of every written wallet: the next instant at which something falls due, by
/// `forecast`, rounded up to five minutes.
///
/// An earlier due time is kept. So the sweeper may read a wallet in vain, but it misses nothing,
/// and most changes write no index.
public record DueTimes(Function<Wallet<?>, Optional<Instant>> forecast) {
  /// The interval at which the service looks for due wallets.
  public static final Duration STEP = Duration.ofMinutes(5);

  /// For readers only: without a catalog, the due time of a wallet isn't known, so no wallet can be
  /// written.
  public static final DueTimes UNKNOWN = new DueTimes(DueTimes::refused);

  private static Optional<Instant> refused(Wallet<?> wallet) {
    throw new IllegalStateException("the due time of this wallet isn't known here: " + wallet.id());
  }

  public static DueTimes of(Catalog catalog) {
    return new DueTimes(Rules.of(catalog).advancing()::dueAt);
  }

  /// The commit with due times in all wallets that it writes.
  public Commit withDueTimes(Commit commit) {
    return switch (commit) {
      case Commit.Step(var journal, var pooled, var writes) ->
          new Commit.Step(
              withDueTime(journal),
              pooled.stream().<Journal<?>>map(this::withDueTime).toList(),
              writes);
      case Commit.RecordsOnly recordsOnly -> recordsOnly;
    };
  }

  private <W extends Wallet<W>> Journal<W> withDueTime(Journal<W> journal) {
    return new Journal<>(withDueTime(journal.wallet()), journal.entries());
  }

  /// The wallet with its due time, or with the earlier one that it already has.
  public <W extends Wallet<W>> W withDueTime(Wallet<W> wallet) {
    W due = forecast.apply(wallet).map(wallet::dueBy).orElseGet(wallet::self);
    return due.withDueAt(due.dueAt().map(DueTimes::roundedUp));
  }

  /// The wallet with a new due time, regardless of the one that it has.
  public <W extends Wallet<W>> W withFreshDueTime(Wallet<W> wallet) {
    return withDueTime(wallet.withDueAt(Optional.empty()));
  }

  /// The first instant from `instant` on at which the service looks for due wallets.
  public static Instant roundedUp(Instant instant) {
    long step = STEP.toMillis();
    return Instant.ofEpochMilli(Math.ceilDiv(instant.toEpochMilli(), step) * step);
  }

  /// One of 64 parts of the index of due times, so that many wallets may be written and advanced at
  /// once. A wallet's name determines its part for ever.
  public record DueShard(int number) {
    public static final int COUNT = 64;

    public DueShard {
      if (number < 0 || number >= COUNT) {
        throw new IllegalArgumentException(
            "shards are numbered from 0 to %d: %d".formatted(COUNT - 1, number));
      }
    }

    public static List<DueShard> all() {
      return IntStream.range(0, COUNT).mapToObj(DueShard::new).toList();
    }

    public static DueShard of(WalletId wallet) {
      CRC32 hash = new CRC32();
      hash.update(wallet.toString().getBytes(UTF_8));
      return new DueShard((int) (hash.getValue() % COUNT));
    }
  }

  /// An entry of the index: the wallet's name as stored, and its due time.
  ///
  /// The wallet itself may have changed since, and may even be unreadable.
  public record DueWallet(String wallet, Instant dueAt) {}
}
