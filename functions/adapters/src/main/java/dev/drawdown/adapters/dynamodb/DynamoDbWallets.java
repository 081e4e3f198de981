package dev.drawdown.adapters.dynamodb;

import dev.drawdown.adapters.dynamodb.Keys.ItemKey;
import dev.drawdown.adapters.store.Stores.Wallets;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.pool.Pool;
import dev.drawdown.domain.wallet.AccountWallet;
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
  public Wallet<?> wallet(WalletId id) {
    return table.wallet(id);
  }

  @Override
  public AccountWallet wallet(AccountId id) {
    return table.wallet(id);
  }

  /// A batch isn't read at one instant, so the primary shard is asked for again where another one
  /// has followed it further than it was.
  @Override
  public Pool pool(PoolId id, int shards) {
    Pool pool = complete(id, shards(id, 0, shards));
    for (int again = 0; pool.isPrimaryBehind() && again < MOST_READS_AGAIN; again++) {
      List<Wallet<?>> read = new ArrayList<>(pool.shards());
      read.set(0, table.wallet(WalletId.of(id)));
      pool = complete(id, read);
    }
    return pool;
  }

  /// With those shards that the first one knows of and that weren't read.
  private Pool complete(PoolId id, List<Wallet<?>> read) {
    int ever = Pool.of(id, read).primary().ever();
    List<Wallet<?>> shards = new ArrayList<>(read.subList(0, Math.min(read.size(), ever)));
    if (shards.size() < ever) {
      shards.addAll(shards(id, shards.size(), ever));
    }
    return Pool.of(id, shards);
  }

  private List<Wallet<?>> shards(PoolId id, int from, int to) {
    List<WalletId> names =
        IntStream.range(from, to).mapToObj(shard -> new WalletId(id, shard)).toList();
    Map<ItemKey, Item> found = fetch(names);
    return names.stream().<Wallet<?>>map(name -> WalletItem.find(name, found)).toList();
  }

  private Map<ItemKey, Item> fetch(List<WalletId> names) {
    return table.fetch(names.stream().map(name -> Keys.of(name, Keys.WALLET)).toList());
  }

  @Override
  public List<AccountWallet> members(PoolId pool, int limit, Optional<AccountId> after) {
    List<AccountId> names =
        table.query(request(pool, after), limit).stream()
            .map(item -> Keys.memberOf(item.sort()))
            .toList();
    Map<ItemKey, Item> found = fetch(names.stream().map(WalletId::of).toList());
    return names.stream().map(name -> WalletItem.find(name, found)).toList();
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
