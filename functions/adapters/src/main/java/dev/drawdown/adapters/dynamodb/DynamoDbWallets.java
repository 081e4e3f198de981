package dev.drawdown.adapters.dynamodb;

import dev.drawdown.adapters.dynamodb.Keys.ItemKey;
import dev.drawdown.adapters.store.Stores.Wallets;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.pool.AvailableCredits;
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
  /// The largest number of repeated reads of a primary shard. If another shard is still ahead of it
  /// then, the records contradict each other, and a rule refuses them.
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

  /// The account's wallet as read before, and a member's pool. It takes a round trip for a member.
  AvailableCredits available(AccountWallet wallet) {
    Optional<Pool> pool = wallet.membership().map(held -> pool(held.pool(), held.wallets()));
    return new AvailableCredits(wallet, pool);
  }

  /// Reads a pool. A batch doesn't read at one instant, so this reads the primary shard again if
  /// another shard has followed a newer one.
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

  /// The pool with the further shards that its primary shard knows.
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
