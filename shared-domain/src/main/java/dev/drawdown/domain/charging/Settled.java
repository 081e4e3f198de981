package dev.drawdown.domain.charging;

import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.Journal;
import dev.drawdown.domain.settling.PoolSettlement;
import dev.drawdown.domain.settling.Settlement;
import dev.drawdown.domain.settling.Settling;
import dev.drawdown.domain.wallet.Funds;
import dev.drawdown.domain.wallet.Membership;
import dev.drawdown.domain.wallet.Pool;
import dev.drawdown.domain.wallet.Wallet;
import dev.drawdown.domain.wallet.WalletId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The wallets that a decision is about, brought up to its time `now`.
record Settled(Settlement own, List<PoolSettlement> pools, Instant now) {
  static Settled of(Situation situation, Settling settling, Instant clock) {
    Instant now = situation.timeOf(clock);
    return new Settled(
        settling.settle(situation.wallet(), now),
        situation.pools().stream().map(pool -> settling.settle(pool, now)).toList(),
        now);
  }

  Wallet wallet() {
    return own.wallet();
  }

  /// The account's funds.
  Funds funds() {
    return funds(Journal.of(wallet()), List.of());
  }

  /// The account's funds after `changed` in its wallet and in `cells`, of whatever pools.
  Funds funds(Journal changed, List<Journal> cells) {
    Wallet wallet = changed.wallet();
    Optional<PoolId> id = wallet.member().membership().map(Membership::pool);
    return new Funds(wallet, id.flatMap(this::pool).map(pool -> after(pool.pool(), cells)));
  }

  private static Pool after(Pool before, List<Journal> cells) {
    Pool pool = before;
    for (Journal cell : cells) {
      boolean its = cell.wallet().owner().equals(pool.id());
      pool = its ? pool.with(cell.wallet()) : pool;
    }
    return pool;
  }

  /// What was due in the wallets that change, and then the change.
  List<Commit> commits(Journal changed, List<Journal> cells, List<Write> writes) {
    List<Settlement> dues = new ArrayList<>(List.of(own));
    cells.forEach(cell -> dues.add(settlement(cell.wallet().id())));
    return Commit.inOrder(dues, changed, cells, writes);
  }

  /// The cell that a draw on a pool was made on.
  Wallet cell(WalletId name) {
    return settlement(name).wallet();
  }

  /// Where a hold was opened, each with the number of the entry that did: in the account's wallet,
  /// and in the cells that it drew on.
  Map<WalletId, Long> holds(Charge charge) {
    Map<WalletId, Long> holds = new LinkedHashMap<>();
    holds.put(wallet().id(), charge.openedBy());
    charge.drawdown().pooled().forEach(draw -> holds.put(draw.cell(), draw.entry()));
    return holds;
  }

  /// What is due in one of the wallets.
  List<Entry> due(WalletId name) {
    return name.equals(wallet().id()) ? own.entries() : settlement(name).entries();
  }

  private Settlement settlement(WalletId name) {
    return pool(name.pool())
        .map(pool -> pool.cell(name))
        .orElseThrow(() -> new IllegalArgumentException("nothing was read of " + name));
  }

  private Optional<PoolSettlement> pool(PoolId id) {
    return pools.stream().filter(pool -> pool.before().id().equals(id)).findFirst();
  }
}
