package dev.drawdown.adapters.contention;

import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.adapters.store.Outcome;
import dev.drawdown.adapters.store.StoreBeside;
import dev.drawdown.adapters.store.Stores;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.charge.ChargeRequest.DocumentKey;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.pool.Pool;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// A table whose calls take virtual time, and whose transactions conflict as in DynamoDB.
///
/// A read takes 1 to 3 ms and sees the state in its middle. A transaction takes 5 to 10 ms and has
/// its wallets exclusively for that time. Then it is written, or a condition fails. Another
/// transaction on one of those wallets is cancelled after the same time, and learns which wallets
/// are contended.
///
/// This is stricter than DynamoDB, where a transaction with a failed condition doesn't always keep
/// others away.
final class SimulatedTable implements StoreBeside, Stores.Accounts, Stores.Commits {
  private static final Span READ = Span.ofMillis(1, 3);

  /// The time from sending a transaction until its answer.
  private static final Span TRANSACTION = Span.ofMillis(5, 10);

  private final InMemoryStore store;
  private final VirtualTime time;
  private final RandomGenerator random;
  private final Set<WalletId> taken = new HashSet<>();

  SimulatedTable(InMemoryStore store, VirtualTime time, RandomGenerator random) {
    this.store = store;
    this.time = time;
    this.random = random;
  }

  /// The largest number of transactions per second on one wallet, which has one at a time.
  static double limit() {
    return 1e9 / TRANSACTION.mean().toNanos();
  }

  /// A random time between two bounds.
  private record Span(Duration shortest, Duration longest) {
    static Span ofMillis(long shortest, long longest) {
      return new Span(Duration.ofMillis(shortest), Duration.ofMillis(longest));
    }

    Duration mean() {
      return shortest.plus(longest).dividedBy(2);
    }

    Duration any(RandomGenerator random) {
      return Duration.ofNanos(random.nextLong(shortest.toNanos(), longest.toNanos() + 1));
    }
  }

  @Override
  public Stores store() {
    return store;
  }

  @Override
  public Accounts accounts() {
    return this;
  }

  @Override
  public Commits commits() {
    return this;
  }

  /// Two round trips for a member of a pool, because only the wallet names the pool.
  @Override
  public Situation load(AccountId account, Optional<ChargeId> key, Optional<DocumentKey> document) {
    Situation own = reading(() -> store.load(account, key, document));
    if (own.pools().isEmpty()) {
      return own;
    }
    List<Pool> pools =
        reading(() -> own.pools().stream().map(pool -> store.pool(pool.id(), 1)).toList());
    return new Situation(own.wallet(), own.underKey(), own.onDocument(), pools, own.packs());
  }

  private <T> T reading(Supplier<T> read) {
    Duration half = READ.any(random).dividedBy(2);
    time.sleep(half);
    T found = read.get();
    time.sleep(half);
    return found;
  }

  @Override
  public Outcome commit(Commit commit, UUID token) {
    Set<WalletId> wanted = wallets(commit);
    Set<WalletId> contended = new HashSet<>(wanted);
    contended.retainAll(taken);
    if (!contended.isEmpty()) {
      time.sleep(TRANSACTION.any(random));
      return new Outcome.Contended("TransactionConflict", false, contended);
    }
    taken.addAll(wanted);
    time.sleep(TRANSACTION.any(random));
    taken.removeAll(wanted);
    return store.commit(commit, token);
  }

  private static Set<WalletId> wallets(Commit commit) {
    return switch (commit) {
      case Commit.Step step ->
          step.journals().stream().map(each -> each.wallet().id()).collect(Collectors.toSet());
      case Commit.RecordsOnly _ -> Set.of();
    };
  }
}
