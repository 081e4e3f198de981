package dev.drawdown.adapters.simulation;

import static java.util.stream.Collectors.toSet;

import dev.drawdown.adapters.store.LedgerPages;
import dev.drawdown.adapters.store.OptimisticRetry;
import dev.drawdown.adapters.store.Stores;
import dev.drawdown.adapters.store.Stores.Payments;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.billing.Fact;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Decision;
import dev.drawdown.domain.fixtures.Statement;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.pool.Pool;
import dev.drawdown.domain.reading.Balance;
import dev.drawdown.domain.reading.Reading;
import dev.drawdown.domain.renewal.Renewing;
import dev.drawdown.domain.rules.Rules;
import dev.drawdown.domain.simulation.Pools;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.WalletAdvance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Pools over a store. Statements and advances use the retries of functions.
public final class StoredPools implements Pools {
  private static final int PAGE = 100;

  private final Stores store;
  private final Catalog catalog;
  private final Payments payments;
  private final OptimisticRetry retry;
  private final Renewing renewing;
  private final Reading reading;
  private final Sweeps sweeps;
  private final boolean swept;

  StoredPools(Stores store, Catalog catalog) {
    this(store, catalog, new Sweeps(store, catalog), false);
  }

  /// A job advances the pools.
  public StoredPools(Stores store, Catalog catalog, Sweeps.Job job) {
    this(store, catalog, new Sweeps(store, catalog, job), true);
  }

  private StoredPools(Stores store, Catalog catalog, Sweeps sweeps, boolean swept) {
    this.store = store;
    this.catalog = catalog;
    this.payments = store.payments();
    this.sweeps = sweeps;
    this.swept = swept;
    this.retry = new OptimisticRetry(store.commits(), StoredMachine::budget);
    this.renewing = Rules.of(catalog).renewing();
    this.reading = Rules.of(catalog).reading();
  }

  @Override
  public void apply(PoolId pool, Statement statement, Instant clock) {
    List<Fact> facts = List.of(statement.fact(pool, catalog));
    retry.run(
        () -> payments.renewal(statement.subscription(), facts),
        found -> renewing.apply(facts, found, clock));
  }

  @Override
  public Instant timeOf(PoolId pool, Instant clock) {
    return store.wallets().wallet(WalletId.of(pool)).timeOf(clock);
  }

  @Override
  public void advance(PoolId pool, Instant clock) {
    for (int shard = 0; shard < stored(pool).shards().size(); shard++) {
      advance(new WalletId(pool, shard), clock);
    }
  }

  private void advance(WalletId shard, Instant clock) {
    if (swept) {
      sweeps.sweep(shard, clock);
    } else {
      retry.run(
          () -> stored(shard.pool()),
          found -> new Due(Commit.steps(reading.due(found, clock).shard(shard))));
    }
  }

  private record Due(List<Commit> commits) implements Decision {}

  private Pool stored(PoolId pool) {
    Pool stored = store.wallets().pool(pool, 1);
    sweeps.requireNoted(stored);
    return stored;
  }

  @Override
  public Pool advanced(PoolId pool, Instant clock) {
    return reading.due(stored(pool), clock).pool();
  }

  @Override
  public List<List<Entry>> ledgers(PoolId pool, Instant clock) {
    return reading.due(stored(pool), clock).shards().stream().map(this::ledger).toList();
  }

  private List<Entry> ledger(WalletAdvance<?> shard) {
    LedgerPages written = new LedgerPages(store.ledgers(), shard.wallet().id());
    List<Entry> all = new ArrayList<>(written.after(0).toList());
    all.addAll(shard.entries());
    return all;
  }

  @Override
  public Balance balance(PoolId pool, Instant clock) {
    return reading.balance(stored(pool), clock);
  }

  @Override
  public Set<AccountId> members(PoolId pool) {
    return store.wallets().members(pool, PAGE, Optional.empty()).stream()
        .map(AccountWallet::account)
        .collect(toSet());
  }
}
