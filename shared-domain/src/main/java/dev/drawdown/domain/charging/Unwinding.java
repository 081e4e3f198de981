package dev.drawdown.domain.charging;

import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.ledger.Cause;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.Journal;
import dev.drawdown.domain.wallet.Draw;
import dev.drawdown.domain.wallet.Drawdown;
import dev.drawdown.domain.wallet.Wallet;
import java.util.List;

/// Gives back what a charge recorded, or a part of it, in each wallet that it drew on: the
/// account's own, and the cells of the pool that gave it. A hold is closed in all of them, also
/// where nothing comes back.
record Unwinding(Charge charge, EntryKind kind, Cause cause, Settled due) {
  Unwound of(Drawdown back) {
    Wallet own = due.wallet();
    return new Unwound(
        charge.drawdown(),
        due,
        giveBack(own, charge.openedBy(), cause, back),
        charge.drawdown().pooled().stream().map(draw -> giveBack(draw, back)).toList());
  }

  private Journal giveBack(Draw.Pooled draw, Drawdown back) {
    List<Draw> inCell =
        back.pooled().stream()
            .filter(part -> part.cell().equals(draw.cell()))
            .<Draw>map(Draw.Pooled::inCell)
            .toList();
    Cause told = cause.of(due.wallet().account());
    return giveBack(due.cell(draw.cell()), draw.entry(), told, new Drawdown(inCell));
  }

  private Journal giveBack(Wallet wallet, long openedBy, Cause told, Drawdown back) {
    return wallet
        .hold(openedBy)
        .map(
            hold ->
                Journal.of(wallet.without(hold)).giveBack(due.now(), kind, told.of(openedBy), back))
        .orElseGet(() -> Journal.of(wallet).giveBack(due.now(), kind, told, back));
  }
}
