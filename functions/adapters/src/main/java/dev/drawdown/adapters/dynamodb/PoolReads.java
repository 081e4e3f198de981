package dev.drawdown.adapters.dynamodb;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.wallet.Pool;
import dev.drawdown.domain.wallet.Wallet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// Reads pools, shard by shard.
record PoolReads(Reads reads) {
  /// Shards that are still ahead of the first one then have no such first one: a rule refuses them.
  private static final int MOST_READS_AGAIN = 3;

  private static final String MEMBERS = "pk = :pk AND sk BETWEEN :first AND :end";

  /// A pool that is thought to have `shards` shards: one round trip where it has no more. A batch
  /// isn't read at one instant, so the primary shard is asked for again where another one has
  /// followed it further than it was.
  Pool pool(PoolId id, int shards) {
    Pool pool = complete(id, wallets(id, 0, shards));
    for (int again = 0; pool.isPrimaryBehind() && again < MOST_READS_AGAIN; again++) {
      List<Wallet> read = new ArrayList<>(pool.shards());
      read.set(0, reads.wallet(WalletId.of(id)));
      pool = complete(id, read);
    }
    return pool;
  }

  /// With those shards that the first one knows of and that weren't read.
  private Pool complete(PoolId id, List<Wallet> read) {
    int ever = read.getFirst().primary().ever();
    List<Wallet> shards = new ArrayList<>(read.subList(0, Math.min(read.size(), ever)));
    if (shards.size() < ever) {
      shards.addAll(wallets(id, shards.size(), ever));
    }
    return new Pool(id, shards);
  }

  private List<Wallet> wallets(PoolId id, int from, int to) {
    return wallets(IntStream.range(from, to).mapToObj(shard -> new WalletId(id, shard)).toList());
  }

  private List<Wallet> wallets(List<WalletId> names) {
    Map<ItemKey, Item> found =
        reads.fetch(names.stream().map(name -> Keys.of(name, Keys.WALLET)).toList());
    return names.stream().map(name -> WalletItem.find(name, found)).toList();
  }

  /// The wallets of at most `limit` members whose names come after `after`, by name.
  List<Wallet> members(PoolId pool, int limit, Optional<AccountId> after) {
    return wallets(
        reads.query(request(pool, after), limit).stream()
            .map(item -> WalletId.of(Keys.memberOf(item.sort())))
            .toList());
  }

  private QueryRequest request(PoolId pool, Optional<AccountId> after) {
    return QueryRequest.builder()
        .tableName(reads.table())
        .consistentRead(true)
        .keyConditionExpression(MEMBERS)
        .expressionAttributeValues(
            Map.of(
                ":pk", Values.text(Keys.partition(WalletId.of(pool))),
                ":first", Values.text(after.map(Keys::afterMember).orElse(Keys.MEMBER)),
                ":end", Values.text(Keys.AFTER_MEMBERS)))
        .build();
  }
}
