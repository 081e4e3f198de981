package dev.drawdown.domain.charging;

import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.settling.PoolSettlement;
import dev.drawdown.domain.settling.Settlement;
import dev.drawdown.domain.settling.Settling;
import dev.drawdown.domain.wallet.Drawdown;
import dev.drawdown.domain.wallet.Funds;
import dev.drawdown.domain.wallet.Membership;
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

  Funds funds() {
    return funds(List.of());
  }

  /// The account's funds, where some of the wallets have changed.
  Funds funds(List<Wallet> changed) {
    Wallet wallet = latest(wallet(), changed);
    return new Funds(
        wallet,
        wallet
            .member()
            .membership()
            .map(Membership::pool)
            .flatMap(this::pool)
            .map(PoolSettlement::pool)
            .map(
                pool ->
                    changed.stream()
                        .filter(cell -> cell.id().owner().equals(pool.id()))
                        .reduce(pool, (all, cell) -> all.with(cell), (_, last) -> last)));
  }

  private static Wallet latest(Wallet before, List<Wallet> changed) {
    return changed.stream()
        .filter(wallet -> wallet.id().equals(before.id()))
        .findFirst()
        .orElse(before);
  }

  /// The cell that a draw on a pool was made on.
  Wallet cell(WalletId name) {
    return settlement(name).wallet();
  }

  /// What is due in the account's wallet, and in the cells that `drawdown` draws on.
  List<Settlement> dues(Drawdown drawdown) {
    List<Settlement> dues = new ArrayList<>(List.of(own));
    drawdown.pooled().forEach(draw -> dues.add(settlement(draw.cell())));
    return dues;
  }

  /// Where a hold was opened, each with the number of the entry that did: in the account's wallet,
  /// and in the cells that it drew on.
  Map<Settlement, Long> holds(Charge charge) {
    Map<Settlement, Long> holds = new LinkedHashMap<>();
    holds.put(own, charge.openedBy());
    charge.drawdown().pooled().forEach(draw -> holds.put(settlement(draw.cell()), draw.entry()));
    return holds;
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
