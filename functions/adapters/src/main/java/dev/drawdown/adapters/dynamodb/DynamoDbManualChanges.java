package dev.drawdown.adapters.dynamodb;

import dev.drawdown.adapters.dynamodb.Keys.ItemKey;
import dev.drawdown.adapters.store.Stores.ManualChanges;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.manualchange.ManualChange;
import dev.drawdown.domain.manualchange.ManualChange.Made;
import dev.drawdown.domain.manualchange.ManualChanging.ManualChangeSituation;
import dev.drawdown.domain.wallet.AccountWallet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the state for a decision about a manual change in one batch.
record DynamoDbManualChanges(Table table) implements ManualChanges {
  @Override
  public ManualChangeSituation load(AccountId account, ManualChange.Key key) {
    ItemKey changeKey = Keys.manualChange(account, key);
    Map<ItemKey, Item> found = table.fetch(List.of(Keys.wallet(account), changeKey));
    Optional<Made> made = Optional.ofNullable(found.get(changeKey)).map(ManualChangeItem::read);
    AccountWallet wallet = table.withEntry(made.map(Made::entry), WalletItem.find(account, found));
    return new ManualChangeSituation(new DynamoDbWallets(table).available(wallet), made);
  }
}
