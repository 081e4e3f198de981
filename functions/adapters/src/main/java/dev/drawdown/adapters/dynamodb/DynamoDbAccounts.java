package dev.drawdown.adapters.dynamodb;

import dev.drawdown.adapters.dynamodb.Keys.ItemKey;
import dev.drawdown.adapters.store.Stores.Accounts;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.ChargeRequest.DocumentKey;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.pool.Pool;
import dev.drawdown.domain.wallet.AccountWallet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the state for a decision about a charge in one batch, and then the further records that
/// the batch refers to.
record DynamoDbAccounts(Table table) implements Accounts {
  @Override
  public Situation load(AccountId account, Optional<ChargeId> key, Optional<DocumentKey> document) {
    WalletId wallet = WalletId.of(account);
    List<ItemKey> keys = new ArrayList<>(List.of(Keys.of(wallet, Keys.WALLET)));
    key.map(id -> Keys.of(wallet, Keys.charge(id))).ifPresent(keys::add);
    document.map(id -> Keys.of(wallet, Keys.document(id))).ifPresent(keys::add);
    return new Read(table, account, wallet, table.fetch(keys)).situation(key, document);
  }

  /// The result of one batch about an account.
  private record Read(Table table, AccountId account, WalletId wallet, Map<ItemKey, Item> items) {
    Situation situation(Optional<ChargeId> key, Optional<DocumentKey> document) {
      Optional<Charge> underKey = key.flatMap(id -> charge(id, items));
      Optional<Charge> onDocument =
          document
              .map(Keys::document)
              .flatMap(sort -> item(sort, items))
              .map(ChargeItem::keeper)
              .map(this::charge);
      AccountWallet own =
          table.withEntry(underKey.map(Charge::changedBy), WalletItem.find(account, items));
      List<Entry> packs = table.entries(wallet, Situation.usedUp(own, underKey));
      return new Situation(own, underKey, onDocument, pools(own, underKey), packs);
    }

    /// The pools concerned: the account's pool, and the pools that the charge drew from. They are
    /// read after the wallet and the charge, so none is older than these.
    private List<Pool> pools(AccountWallet own, Optional<Charge> underKey) {
      Map<PoolId, Integer> shards = new LinkedHashMap<>();
      own.membership().ifPresent(held -> shards.put(held.pool(), held.wallets()));
      underKey.stream()
          .flatMap(charge -> charge.drawdown().pooled().stream())
          .forEach(draw -> shards.merge(draw.pool(), draw.wallet().number() + 1, Math::max));
      DynamoDbWallets pools = new DynamoDbWallets(table);
      return shards.entrySet().stream()
          .map(pool -> pools.pool(pool.getKey(), pool.getValue()))
          .toList();
    }

    /// The charge that a document names. One transaction wrote both, and charges are never deleted.
    private Charge charge(ChargeId id) {
      return charge(id, items)
          .or(() -> charge(id, table.fetch(List.of(Keys.of(wallet, Keys.charge(id))))))
          .orElseThrow(() -> new IllegalStateException(wallet + " lacks charge " + id));
    }

    private Optional<Charge> charge(ChargeId id, Map<ItemKey, Item> from) {
      return item(Keys.charge(id), from).map(ChargeItem::read);
    }

    private Optional<Item> item(String sort, Map<ItemKey, Item> from) {
      return Optional.ofNullable(from.get(Keys.of(wallet, sort)));
    }
  }
}
