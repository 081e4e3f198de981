package dev.drawdown.domain.charging;

import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charging.ChargeResult.Charged;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.ledger.Cause;
import dev.drawdown.domain.ledger.Journal;
import dev.drawdown.domain.wallet.Draw;
import dev.drawdown.domain.wallet.Drawdown;
import dev.drawdown.domain.wallet.Pool;
import dev.drawdown.domain.wallet.WalletId;
import java.util.ArrayList;
import java.util.List;

/// Writes a charge that nothing refuses into each wallet that it draws on: the account's own, and
/// cells of its pool.
record Accepting(Taking taking, Charge charge, Settled due, Warning warning) {
  /// `opened` is the account's wallet with all that its first charge brings.
  Charged of(Journal opened, List<Write> writes) {
    Cause cause = Cause.by(taking.id());
    Journal drawn = taking.draw(opened, cause, charge.drawdown());
    Journal warned = warning.after(drawn, taking.now(), cause);
    Journal own = warned.silently(warned.wallet().seeing(due.funds().pool()));
    List<Journal> cells = cells(own, cause.of(due.wallet().account()));
    return new Charged(charge, due.funds(own, cells), due.commits(own, cells, writes));
  }

  private List<Journal> cells(Journal own, Cause cause) {
    List<Journal> drawn =
        charge.drawdown().pooled().stream().map(draw -> drawn(draw, cause)).toList();
    return drawn.isEmpty() ? drawn : warned(drawn, own, cause);
  }

  private Journal drawn(Draw.Pooled draw, Cause cause) {
    Drawdown inCell = new Drawdown(List.of(draw.inCell()));
    return taking.draw(Journal.of(due.cell(draw.cell())), cause, inCell);
  }

  /// The first cell tells for all what became of the pool, and is written for that where it has
  /// something to tell.
  private List<Journal> warned(List<Journal> drawn, Journal own, Cause cause) {
    Pool after = due.funds(own, drawn).pool().orElseThrow();
    WalletId first = after.lead().id();
    Journal lead =
        drawn.stream()
            .filter(cell -> cell.wallet().id().equals(first))
            .findFirst()
            .orElse(Journal.of(after.lead()));
    Journal told = warning.ofPool(lead, after, taking.now(), cause);
    if (told.equals(lead)) {
      return drawn;
    }
    List<Journal> cells = new ArrayList<>(drawn);
    cells.removeIf(cell -> cell.wallet().id().equals(first));
    cells.addFirst(told);
    return cells;
  }
}
