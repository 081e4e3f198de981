package dev.drawdown.adapters.hotpool;

import dev.drawdown.adapters.dynamodb.DynamoDbStore;
import dev.drawdown.adapters.store.OptimisticRetry;
import dev.drawdown.adapters.store.PaidPool;
import dev.drawdown.adapters.store.SituationSource;
import dev.drawdown.adapters.store.Unavailable;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.charge.ChargeResult;
import dev.drawdown.domain.charge.Charging;
import dev.drawdown.domain.fixtures.CatalogFixtures;
import dev.drawdown.domain.pool.Joining;
import dev.drawdown.domain.pool.Joining.MembershipSituation;
import dev.drawdown.domain.rules.Rules;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// An office whose members have no credits of their own, and draw from its pool through the charge
/// function's code.
final class RushedOffice {
  static final Instant NOW = Instant.parse("2026-11-20T10:15:30Z");

  private static final ActionId RUN = new ActionId("run");

  /// The largest number of times that a caller sends a busy charge. The callers share their cores
  /// with the table, so they may wait much longer than on AWS.
  private static final int MOST_CALLS = 20;

  private final PoolId pool;
  private final List<AccountId> members;
  private final DynamoDbStore store;
  private final OptimisticRetry retry;
  private final Charging charging;

  private RushedOffice(PoolId pool, List<AccountId> members, DynamoDbStore store, Catalog catalog) {
    this.pool = pool;
    this.members = members;
    this.store = store;
    this.retry = OptimisticRetry.inRealTime(store.commits());
    this.charging = Rules.of(catalog).charging();
  }

  static Catalog catalog(long credits, int shards) {
    return CatalogFixtures.catalog().action("run", 1).pool("office", credits, shards).build();
  }

  /// Pays for a pool of `credits` with `shards` shards, and adds the members.
  static RushedOffice open(
      String name, long credits, int shards, int members, DynamoDbStore store) {
    Catalog catalog = catalog(credits, shards);
    PoolId pool = new PoolId(name);
    PaidPool.of(pool, "office", catalog, NOW).in(store);
    List<AccountId> accounts =
        IntStream.range(0, members).mapToObj(member -> new AccountId(name + "-" + member)).toList();
    OptimisticRetry retry = OptimisticRetry.inRealTime(store.commits());
    Joining joining = Rules.of(catalog).joining();
    for (AccountId account : accounts) {
      retry.run(
          () ->
              new MembershipSituation(
                  store.wallets().wallet(account), store.wallets().pool(pool, shards)),
          found -> joining.join(found, Optional.empty(), NOW));
    }
    return new RushedOffice(pool, accounts, store, catalog);
  }

  /// The same office in another process, with its own client.
  RushedOffice through(DynamoDbStore other, Catalog catalog) {
    return new RushedOffice(pool, members, other, catalog);
  }

  ChargeResult charge(int member, String key, int quantity) {
    AccountId account = members.get(member);
    ChargeId id = new ChargeId(key);
    ChargeRequest request = new ChargeRequest(RUN, Optional.empty(), quantity, Optional.empty());
    return retry.run(
        new SituationSource(store.accounts(), account, id, Optional.empty()),
        found -> charging.charge(id, request, found, NOW));
  }

  /// The same charge, repeated under the same key while it is busy, as clients do.
  ChargeResult chargePatiently(int member, String key, int quantity) {
    for (int times = 1; ; times++) {
      try {
        return charge(member, key, quantity);
      } catch (Unavailable busy) {
        if (times == MOST_CALLS) {
          throw busy;
        }
      }
    }
  }

  PoolId pool() {
    return pool;
  }

  List<AccountId> members() {
    return members;
  }

  DynamoDbStore store() {
    return store;
  }
}
