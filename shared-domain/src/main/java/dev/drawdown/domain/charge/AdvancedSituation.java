package dev.drawdown.domain.charge;

import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.wallet.AvailableCredits;
import dev.drawdown.domain.wallet.Journal;
import dev.drawdown.domain.wallet.Membership;
import dev.drawdown.domain.wallet.Pool;
import dev.drawdown.domain.wallet.PoolAdvance;
import dev.drawdown.domain.wallet.Wallet;
import dev.drawdown.domain.wallet.WalletAdvance;
import dev.drawdown.domain.wallet.WalletAdvancing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The wallets that a decision is about, brought up to its time `now`. `packs` are those of the
/// [Situation].
record AdvancedSituation(
    WalletAdvance own, List<PoolAdvance> pools, List<Entry> packs, Instant now) {
  static AdvancedSituation of(Situation situation, WalletAdvancing advancing, Instant clock) {
    Instant now = situation.timeOf(clock);
    return new AdvancedSituation(
        advancing.advance(situation.wallet(), now),
        situation.pools().stream().map(pool -> advancing.advance(pool, now)).toList(),
        situation.packs(),
        now);
  }

  Wallet wallet() {
    return own.wallet();
  }

  /// The account's available credits.
  AvailableCredits available() {
    return available(Journal.of(wallet()), List.of());
  }

  /// The account's available credits after `changed` in its wallet and in `shards`, of whatever
  /// pools.
  AvailableCredits available(Journal changed, List<Journal> shards) {
    Wallet wallet = changed.wallet();
    Optional<PoolId> id = wallet.member().membership().map(Membership::pool);
    return new AvailableCredits(
        wallet, id.flatMap(this::pool).map(pool -> after(pool.pool(), shards)));
  }

  private static Pool after(Pool before, List<Journal> shards) {
    Pool pool = before;
    for (Journal shard : shards) {
      boolean its = shard.wallet().owner().equals(pool.id());
      pool = its ? pool.with(shard.wallet()) : pool;
    }
    return pool;
  }

  /// What was due in the wallets that change, and then the change.
  List<Commit> commits(Journal changed, List<Journal> shards, List<Write> writes) {
    List<WalletAdvance> dues = new ArrayList<>(List.of(own));
    shards.forEach(shard -> dues.add(advance(shard.wallet().id())));
    return Commit.inOrder(dues, changed, shards, writes);
  }

  /// The shard that a draw on a pool was made on.
  Wallet shard(WalletId name) {
    return advance(name).wallet();
  }

  /// Where a hold was opened, each with the number of the entry that did: in the account's wallet,
  /// and in the shards that it drew on.
  Map<WalletId, Long> holds(Charge charge) {
    Map<WalletId, Long> holds = new LinkedHashMap<>();
    holds.put(wallet().id(), charge.openedBy());
    charge.drawdown().pooled().forEach(draw -> holds.put(draw.shard(), draw.entry()));
    return holds;
  }

  /// What is due in one of the wallets.
  List<Entry> due(WalletId name) {
    return name.equals(wallet().id()) ? own.entries() : advance(name).entries();
  }

  private WalletAdvance advance(WalletId name) {
    return pool(name.pool())
        .map(pool -> pool.shard(name))
        .orElseThrow(() -> new IllegalArgumentException("nothing was read of " + name));
  }

  private Optional<PoolAdvance> pool(PoolId id) {
    return pools.stream().filter(pool -> pool.before().id().equals(id)).findFirst();
  }
}
