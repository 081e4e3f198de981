package dev.drawdown.domain.charge;

import dev.drawdown.domain.ledger.Cause;
import dev.drawdown.domain.ledger.Draw;
import dev.drawdown.domain.ledger.Drawdown;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.Hold;
import dev.drawdown.domain.wallet.Journal;
import dev.drawdown.domain.wallet.Wallet;
import java.util.List;
import java.util.Optional;

/// Gives back what a charge recorded, or a part of it, in each wallet that it drew on: the
/// account's own, and the shards of the pool that gave it. A hold is closed in all of them, also
/// where nothing comes back.
record Unwinding(Charge charge, EntryKind kind, Cause cause, AdvancedSituation due) {
  Unwound of(Drawdown back) {
    Wallet own = due.wallet();
    return new Unwound(
        due,
        giveBack(own, due.packs(), charge.openedBy(), cause, back),
        charge.drawdown().pooled().stream().map(draw -> giveBack(draw, back)).toList());
  }

  private Journal giveBack(Draw.Pooled draw, Drawdown back) {
    List<Draw> inShard =
        back.pooled().stream()
            .filter(part -> part.shard().equals(draw.shard()))
            .<Draw>map(Draw.Pooled::inShard)
            .toList();
    Cause told = cause.of(due.wallet().account());
    return giveBack(due.shard(draw.shard()), List.of(), draw.entry(), told, new Drawdown(inShard));
  }

  private Journal giveBack(
      Wallet wallet, List<Entry> packs, long openedBy, Cause told, Drawdown back) {
    Optional<Hold> hold = wallet.book().hold(openedBy);
    Cause why = hold.isPresent() ? told.of(openedBy) : told;
    return Journal.of(wallet.with(book -> hold.map(book::without).orElse(book)))
        .reopening(packs)
        .giveBack(due.now(), kind, why, back);
  }
}
