package dev.drawdown.domain.pool;

import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.ledger.Cause;
import dev.drawdown.domain.ledger.Draw;
import dev.drawdown.domain.ledger.Drawdown;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.Hold;
import dev.drawdown.domain.ledger.Spending;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Journal;
import dev.drawdown.domain.wallet.Membership;
import dev.drawdown.domain.wallet.Wallet;
import dev.drawdown.domain.wallet.WalletAdvance;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The pools that a decision about an account concerns, advanced to one instant: the account's
/// pool, and the pool that one of its charges drew from.
public record AdvancedPools(List<PoolAdvance> advances) {
  public AdvancedPools {
    advances = List.copyOf(advances);
  }

  /// The credits that the account of `wallet` can spend after the changes `changed` in these pools.
  public AvailableCredits available(AccountWallet wallet, List<Journal<?>> changed) {
    Optional<PoolId> id = wallet.membership().map(Membership::pool);
    return new AvailableCredits(wallet, id.flatMap(this::pool).map(pool -> after(pool, changed)));
  }

  private static Pool after(PoolAdvance advance, List<Journal<?>> changed) {
    Pool pool = advance.pool();
    for (Journal<?> journal : changed) {
      boolean its = journal.wallet().owner().equals(pool.id());
      pool = its ? pool.with(journal.wallet()) : pool;
    }
    return pool;
  }

  /// The membership with the current number of shards of its pool.
  public Membership seen(Membership held) {
    return pool(held.pool())
        .map(advance -> advance.shards().size())
        .map(shards -> new Membership(held.pool(), held.limit(), shards))
        .orElse(held);
  }

  /// The advances of those wallets that `changed`.
  public List<WalletAdvance<?>> dues(List<Journal<?>> changed) {
    return changed.stream()
        .<WalletAdvance<?>>map(journal -> advance(journal.wallet().id()))
        .toList();
  }

  /// The due entries of one of these wallets.
  public List<Entry> due(WalletId name) {
    return advance(name).entries();
  }

  /// Gives back `back`, a part of the credits that a charge `drew`, to its pools at `now`.
  ///
  /// A hold is closed in all wallets that it drew from, even where no credits return. `spending` is
  /// how the entries change the spent part of the charge.
  public List<Journal<?>> giveBack(
      Drawdown drew, Drawdown back, Instant now, EntryKind kind, Cause cause, Spending spending) {
    return byShard(drew).values().stream()
        .<Journal<?>>map(
            draw ->
                journal(draw)
                    .close(
                        now,
                        kind,
                        cause.tallying(spending.inPool(draw.wallet())),
                        draw.entry(),
                        there(draw, back)))
        .toList();
  }

  /// Captures `part` of an open hold in the wallets that it was drawn from.
  ///
  /// If nothing of the hold is left in a wallet, this closes it there to free its place. `spending`
  /// is how the entries change the spent part of the charge.
  public List<Journal<?>> capturePart(Drawdown part, Instant now, Cause cause, Spending spending) {
    return byShard(part).values().stream()
        .<Journal<?>>map(
            draw -> capturePart(draw, part, now, cause.tallying(spending.inPool(draw.wallet()))))
        .toList();
  }

  private Journal<?> capturePart(Draw.Pooled draw, Drawdown part, Instant now, Cause cause) {
    Hold hold = hold(draw);
    Drawdown there = there(draw, part);
    return there.equals(hold.drawdown())
        ? journal(draw).close(now, EntryKind.CAPTURE, cause, hold.entry(), Drawdown.NOTHING)
        : journal(draw).capturePart(now, cause, hold, there);
  }

  /// Extends the hold of `drew` until `expiresAt` in all its wallets.
  public List<Journal<?>> extend(Drawdown drew, Instant now, Cause cause, Instant expiresAt) {
    return byShard(drew).values().stream()
        .<Journal<?>>map(draw -> journal(draw).extend(now, cause, hold(draw), expiresAt))
        .toList();
  }

  private Journal<?> journal(Draw.Pooled draw) {
    Wallet<?> shard = advance(draw.wallet()).wallet();
    return Journal.of(shard);
  }

  private Hold hold(Draw.Pooled draw) {
    return advance(draw.wallet())
        .wallet()
        .book()
        .hold(draw.entry())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no hold " + draw.entry() + " in " + draw.wallet()));
  }

  /// One draw per shard, in draw order.
  private static Map<WalletId, Draw.Pooled> byShard(Drawdown drew) {
    Map<WalletId, Draw.Pooled> shards = new LinkedHashMap<>();
    drew.pooled().forEach(draw -> shards.putIfAbsent(draw.wallet(), draw));
    return shards;
  }

  /// The part of `back` that was drawn from the wallet of `draw`, as that wallet records it.
  private static Drawdown there(Draw.Pooled draw, Drawdown back) {
    return new Drawdown(
        back.pooled().stream()
            .filter(part -> part.wallet().equals(draw.wallet()))
            .<Draw>map(Draw.Pooled::inPool)
            .toList());
  }

  private WalletAdvance<?> advance(WalletId name) {
    return pool(name.pool())
        .map(pool -> pool.shard(name))
        .orElseThrow(() -> new IllegalArgumentException("the pools miss the wallet " + name));
  }

  private Optional<PoolAdvance> pool(PoolId id) {
    return advances.stream().filter(pool -> pool.before().id().equals(id)).findFirst();
  }
}
