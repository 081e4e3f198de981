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

/// Notes with every wallet that is written when it is to be looked at: when something falls due
/// next, as `forecast` tells, rounded up to five minutes.
///
/// What was noted before is kept where that is sooner. So a wallet may be looked at in vain, but
/// nothing falls due that isn't noted; and most changes write no index.
public record DueTimes(Function<Wallet<?>, Optional<Instant>> forecast) {
  /// The service looks for what is due this often.
  public static final Duration STEP = Duration.ofMinutes(5);

  /// For who only reads: whoever doesn't know when wallets fall due can't write one.
  public static final DueTimes UNKNOWN = new DueTimes(DueTimes::refused);

  private static Optional<Instant> refused(Wallet<?> wallet) {
    throw new IllegalStateException("nobody knows when it falls due: " + wallet.id());
  }

  public static DueTimes of(Catalog catalog) {
    return new DueTimes(Rules.of(catalog).advancing()::dueAt);
  }

  /// The commit with this noted in all wallets that it writes.
  public Commit noted(Commit commit) {
    return switch (commit) {
      case Commit.Step(var journal, var pooled, var writes) ->
          new Commit.Step(
              noted(journal), pooled.stream().<Journal<?>>map(this::noted).toList(), writes);
      case Commit.RecordsOnly recordsOnly -> recordsOnly;
    };
  }

  private <W extends Wallet<W>> Journal<W> noted(Journal<W> journal) {
    return new Journal<>(noted(journal.wallet()), journal.entries());
  }

  /// The wallet with this noted, or what was noted before where that is sooner.
  public <W extends Wallet<W>> W noted(Wallet<W> wallet) {
    W due = forecast.apply(wallet).map(wallet::dueBy).orElseGet(wallet::self);
    return due.withDueAt(due.dueAt().map(DueTimes::roundedUp));
  }

  /// The wallet with this noted whatever was noted before.
  public <W extends Wallet<W>> W notedAnew(Wallet<W> wallet) {
    return noted(wallet.withDueAt(Optional.empty()));
  }

  /// The first instant from `instant` on at which the service looks for what is due.
  public static Instant roundedUp(Instant instant) {
    long step = STEP.toMillis();
    return Instant.ofEpochMilli(Math.ceilDiv(instant.toEpochMilli(), step) * step);
  }

  /// One of the 64 parts in which it is noted when wallets fall due, so that many may be written
  /// and advanced at once. A wallet's name says which is its own, for ever.
  public record DueShard(int number) {
    public static final int COUNT = 64;

    public DueShard {
      if (number < 0 || number >= COUNT) {
        throw new IllegalArgumentException("shards are numbered from 0 to 63: " + number);
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

  /// A wallet's name, as it is written, and when it was to be looked at: what the index tells. The
  /// wallet itself may have moved on, and need not even be readable.
  public record DueWallet(String wallet, Instant dueAt) {}
}
