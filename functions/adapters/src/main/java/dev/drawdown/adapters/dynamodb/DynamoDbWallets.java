package dev.drawdown.adapters.dynamodb;

import dev.drawdown.adapters.dynamodb.Keys.ItemKey;
import dev.drawdown.adapters.store.Stores.Wallets;
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

/// Reads wallets, and pools shard by shard.
record DynamoDbWallets(Table table) implements Wallets {
  /// Shards that are still ahead of the first one then have no such first one: a rule refuses them.
  private static final int MOST_READS_AGAIN = 3;

  private static final String MEMBERS = "pk = :pk AND sk BETWEEN :first AND :end";

  @Override
  public Wallet wallet(WalletId id) {
    return table.wallet(id);
  }

  /// A batch isn't read at one instant, so the primary shard is asked for again where another one
  /// has followed it further than it was.
  @Override
  public Pool pool(PoolId id, int shards) {
    Pool pool = complete(id, wallets(id, 0, shards));
    for (int again = 0; pool.isPrimaryBehind() && again < MOST_READS_AGAIN; again++) {
      List<Wallet> read = new ArrayList<>(pool.shards());
      read.set(0, table.wallet(WalletId.of(id)));
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
        table.fetch(names.stream().map(name -> Keys.of(name, Keys.WALLET)).toList());
    return names.stream().map(name -> WalletItem.find(name, found)).toList();
  }

  @Override
  public List<Wallet> members(PoolId pool, int limit, Optional<AccountId> after) {
    return wallets(
        table.query(request(pool, after), limit).stream()
            .map(item -> WalletId.of(Keys.memberOf(item.sort())))
            .toList());
  }

  private QueryRequest request(PoolId pool, Optional<AccountId> after) {
    return QueryRequest.builder()
        .tableName(table.name())
        .consistentRead(true)
        .keyConditionExpression(MEMBERS)
        .expressionAttributeValues(
            Map.of(
                ":pk", Attribute.TEXT.of(Keys.partition(WalletId.of(pool))),
                ":first", Attribute.TEXT.of(after.map(Keys::afterMember).orElse(Keys.MEMBER)),
                ":end", Attribute.TEXT.of(Keys.AFTER_MEMBERS)))
        .build();
  }
}
