package dev.drawdown.adapters.dynamodb;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.DocumentKey;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.wallet.Pool;
import dev.drawdown.domain.wallet.Wallet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What one batch brought of an account, by sort key, and what has to be asked for after it.
record AccountRead(
    Reads reads,
    WalletId wallet,
    Optional<ChargeId> key,
    Optional<DocumentKey> document,
    Map<String, Item> items) {

  static AccountRead of(
      Reads reads, AccountId account, Optional<ChargeId> key, Optional<DocumentKey> document) {
    List<String> sorts = new ArrayList<>(List.of(Keys.WALLET));
    key.map(Keys::charge).ifPresent(sorts::add);
    document.map(Keys::document).ifPresent(sorts::add);
    WalletId wallet = WalletId.of(account);
    return new AccountRead(reads, wallet, key, document, reads.fetch(wallet, sorts));
  }

  Situation situation() {
    Optional<Charge> underKey = key.flatMap(id -> charge(id, items));
    Optional<Charge> onDocument =
        document
            .map(Keys::document)
            .flatMap(sort -> item(sort, items))
            .map(DocumentItem::read)
            .map(this::charge);
    Wallet own = wallet(underKey);
    List<Entry> packs = reads.entries(wallet, Situation.usedUp(own, underKey));
    return new Situation(own, underKey, onDocument, pools(own, underKey), packs);
  }

  /// The pools concerned, read after the wallet and the charge, so that none is older than they
  /// are: that which the account is in, and that which the charge drew from.
  private List<Pool> pools(Wallet own, Optional<Charge> underKey) {
    Map<PoolId, Integer> shards = new LinkedHashMap<>();
    own.member().membership().ifPresent(held -> shards.put(held.pool(), held.shards()));
    underKey.stream()
        .flatMap(charge -> charge.drawdown().pooled().stream())
        .forEach(draw -> shards.merge(draw.pool(), draw.shard().shard() + 1, Math::max));
    PoolReads pools = new PoolReads(reads);
    return shards.entrySet().stream()
        .map(pool -> pools.pool(pool.getKey(), pool.getValue()))
        .toList();
  }

  /// A batch isn't read at one instant: where the charge was written in between, its wallet is
  /// asked for again. Its hold would otherwise be missing in the wallet, and look expired.
  private Wallet wallet(Optional<Charge> charge) {
    Wallet read =
        item(Keys.WALLET, items).map(WalletItem::read).orElseGet(() -> Wallet.unseen(wallet));
    return charge.filter(newer -> newer.changedBy() > read.version()).isPresent()
        ? reads.wallet(wallet)
        : read;
  }

  /// The charge that a document names, which was written with it and is never deleted.
  private Charge charge(ChargeId id) {
    return charge(id, items)
        .or(() -> charge(id, reads.fetch(wallet, List.of(Keys.charge(id)))))
        .orElseThrow(() -> new IllegalStateException(wallet + " lacks charge " + id));
  }

  private static Optional<Charge> charge(ChargeId id, Map<String, Item> from) {
    return item(Keys.charge(id), from).map(ChargeItem::read);
  }

  private static Optional<Item> item(String sort, Map<String, Item> from) {
    return Optional.ofNullable(from.get(sort));
  }
}
