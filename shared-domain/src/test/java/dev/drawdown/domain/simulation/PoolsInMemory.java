package dev.drawdown.domain.simulation;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.fixtures.InMemoryTable;
import dev.drawdown.domain.fixtures.Statement;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.pool.Pool;
import dev.drawdown.domain.reading.Balance;
import dev.drawdown.domain.renewal.RenewalResult;
import dev.drawdown.domain.rules.Rules;
import dev.drawdown.domain.wallet.WalletAdvance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The pools that several accounts draw from, over a table in memory.
public final class PoolsInMemory implements Pools {
  private final Catalog catalog;
  private final InMemoryTable table;

  /// `table` also has the accounts.
  public PoolsInMemory(Catalog catalog, InMemoryTable table) {
    this.catalog = catalog;
    this.table = table;
  }

  /// The same pools after an edit of the catalog.
  public PoolsInMemory on(Catalog edited) {
    return new PoolsInMemory(edited, table);
  }

  public Pool pool(PoolId id) {
    return table.pool(id);
  }

  @Override
  public Pool advanced(PoolId id, Instant clock) {
    return Rules.of(catalog).reading().due(pool(id), clock).pool();
  }

  @Override
  public Balance balance(PoolId id, Instant clock) {
    return Rules.of(catalog).reading().balance(pool(id), clock);
  }

  @Override
  public List<List<Entry>> ledgers(PoolId id, Instant clock) {
    Pool pool = pool(id);
    List<List<Entry>> all = new ArrayList<>();
    for (var shard : Rules.of(catalog).reading().due(pool, clock).shards()) {
      List<Entry> entries = new ArrayList<>(table.entries(shard.wallet().id()).values());
      entries.addAll(shard.entries());
      all.add(entries);
    }
    return all;
  }

  @Override
  public Set<AccountId> members(PoolId id) {
    return table.members(id);
  }

  @Override
  public void apply(PoolId id, Statement statement, Instant clock) {
    applyWithResult(id, statement, clock);
  }

  @Override
  public Instant timeOf(PoolId id, Instant clock) {
    return table.wallet(WalletId.of(id)).timeOf(clock);
  }

  /// Applies a statement to a pool and returns the result.
  public RenewalResult applyWithResult(PoolId id, Statement statement, Instant clock) {
    return table.apply(statement, id, catalog, clock);
  }

  @Override
  public void advance(PoolId id, Instant clock) {
    for (WalletAdvance<?> shard : Rules.of(catalog).reading().due(pool(id), clock).shards()) {
      Commit.steps(shard).forEach(table::write);
    }
  }
}
