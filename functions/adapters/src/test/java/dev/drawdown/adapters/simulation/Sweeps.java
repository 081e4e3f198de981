package dev.drawdown.adapters.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.store.DueTimes;
import dev.drawdown.adapters.store.DueTimes.DueShard;
import dev.drawdown.adapters.store.OptimisticRetry;
import dev.drawdown.adapters.store.Stores;
import dev.drawdown.adapters.store.Stores.DueStore;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Decision;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.pool.Pool;
import dev.drawdown.domain.reading.Reading;
import dev.drawdown.domain.rules.Rules;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Wallet;
import dev.drawdown.domain.wallet.WalletAdvance;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// The scheduled job over a store, and its precondition: every due change has a recorded due time.
public final class Sweeps {
  private static final int MOST_RUNS = 100;
  private static final int PAGE = 1_000;

  /// Advances the due wallets of a shard. It leaves rejected ones to the next run.
  public interface Job {
    void sweep(DueShard shard, Instant now);
  }

  private final DueStore due;
  private final DueTimes dueTimes;
  private final Reading reading;
  private final Runs runs;

  private interface Runs {
    void run(WalletId id, Instant now);
  }

  /// The job's work for one account, in the simplest form.
  Sweeps(Stores store, Catalog catalog) {
    this.due = store.due();
    this.dueTimes = DueTimes.of(catalog);
    this.reading = Rules.of(catalog).reading();
    this.runs = (id, now) -> advance(id, store, now);
  }

  Sweeps(Stores store, Catalog catalog, Job job) {
    this.due = store.due();
    this.dueTimes = DueTimes.of(catalog);
    this.reading = Rules.of(catalog).reading();
    this.runs = (id, now) -> job.sweep(DueShard.of(id), now);
  }

  /// Runs the job until this wallet isn't listed any more.
  void sweep(WalletId id, Instant clock) {
    Instant now = clock.truncatedTo(ChronoUnit.MILLIS);
    int run = 0;
    while (isListed(id, now)) {
      assertThat(run++).as("%s is still listed", id).isLessThan(MOST_RUNS);
      runs.run(id, now);
    }
  }

  private boolean isListed(WalletId id, Instant now) {
    return due.due(DueShard.of(id), now, PAGE, Optional.empty()).stream()
        .anyMatch(found -> found.wallet().equals(id.toString()));
  }

  private void advance(WalletId id, Stores store, Instant now) {
    OptimisticRetry retry = new OptimisticRetry(store.commits(), StoredMachine::budget);
    AccountId account =
        switch (id.owner()) {
          case AccountId owner -> owner;
          case PoolId pool -> throw new IllegalArgumentException("only the job sweeps " + pool);
        };
    Steps advanced = retry.run(() -> store.wallets().wallet(account), wallet -> steps(wallet, now));
    if (advanced.commits().isEmpty()) {
      AccountWallet wallet = store.wallets().wallet(account);
      due.reschedule(wallet, dueTimes.withFreshDueTime(reading.due(wallet, now).wallet()).dueAt());
    }
  }

  private Steps steps(AccountWallet wallet, Instant now) {
    return new Steps(Commit.steps(reading.due(wallet.withDueAt(Optional.empty()), now)));
  }

  private record Steps(List<Commit> commits) implements Decision {}

  /// Checks that the wallet's due time is no later than its next due change.
  <W extends Wallet<W>> void requireNoted(Wallet<W> wallet) {
    dueTimes.withFreshDueTime(wallet).dueAt().ifPresent(latest -> requireNoted(wallet, latest));
  }

  /// Checks the same for each shard of this pool. The primary shard's due time also covers changes
  /// that the other shards must follow.
  void requireNoted(Pool pool) {
    for (Wallet<?> shard : pool.shards()) {
      requireNoted(shard);
    }
    Instant now = pool.timeOf(Instant.EPOCH);
    Instant latest = DueTimes.roundedUp(now);
    for (WalletAdvance<?> shard : reading.due(pool, now).shards()) {
      Wallet<?> written = pool.wallet(shard.wallet().id());
      if (!shard.steps().isEmpty() && !isNoted(written, latest)) {
        requireNoted(pool.primary(), latest);
      }
    }
  }

  private static boolean isNoted(Wallet<?> wallet, Instant latest) {
    return wallet.dueAt().filter(noted -> !noted.isAfter(latest)).isPresent();
  }

  private static void requireNoted(Wallet<?> wallet, Instant latest) {
    assertThat(isNoted(wallet, latest))
        .as("%s, noted for %s, falls due at %s", wallet.id(), wallet.dueAt(), latest)
        .isTrue();
  }
}
