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
///
/// A batch doesn't read at one instant. If the wallet is older than the change, this reads the
/// wallet again.
record DynamoDbManualChanges(Table table) implements ManualChanges {
  @Override
  public ManualChangeSituation load(AccountId account, ManualChange.Key key) {
    ItemKey changeKey = Keys.manualChange(account, key);
    Map<ItemKey, Item> found = table.fetch(List.of(Keys.wallet(account), changeKey));
    Optional<Made> made = Optional.ofNullable(found.get(changeKey)).map(ManualChangeItem::read);
    AccountWallet read = WalletItem.find(account, found);
    AccountWallet wallet =
        made.filter(change -> change.entry() > read.version()).isPresent()
            ? table.wallet(account)
            : read;
    return new ManualChangeSituation(new DynamoDbWallets(table).available(wallet), made);
  }
}
