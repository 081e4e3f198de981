package dev.drawdown.domain.charge;

import dev.drawdown.domain.charge.ChargeRequest.DocumentKey;
import dev.drawdown.domain.charge.ChargeResult.Charged;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.Cause;
import dev.drawdown.domain.ledger.Draw;
import dev.drawdown.domain.ledger.Drawdown;
import dev.drawdown.domain.ledger.Spending;
import dev.drawdown.domain.pool.MemberAllowance;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Drawing;
import dev.drawdown.domain.wallet.Drawing.Spendable;
import dev.drawdown.domain.wallet.Journal;
import dev.drawdown.domain.wallet.Warning;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Writes an accepted charge or hold into each wallet that it draws from.
///
/// The wallets of the account's pool come first, then the account's own. The charge records the
/// numbers of the pool's entries.
record Accepting(Charging.Asked asked, Situation.Advanced due, Warning warning) {
  /// Writes the charge. `opened` is the account's wallet with everything that its first charge
  /// brings. If an earlier charge kept the document, this charge keeps it from now on.
  Charged accept(Journal<AccountWallet> opened, List<Drawing.Part> parts) {
    Cause cause = asked.request().cause(asked.id());
    List<Draw> draws = new ArrayList<>();
    List<Journal<?>> pooled = new ArrayList<>();
    for (Drawing.Part part : parts) {
      switch (part.from()) {
        case Spendable.Own(Bucket bucket) -> draws.add(new Draw.Own(bucket.id(), part.credits()));
        case MemberAllowance allowance -> {
          MemberAllowance.Drawn drawn =
              allowance.draw(part.credits(), due.now(), cause, heldUntil(), warning);
          draws.addAll(drawn.draws());
          pooled.addAll(drawn.journals());
        }
      }
    }
    Drawdown drawdown = new Drawdown(draws);
    Cause tallied = cause.tallying(spending(drawdown).inAccount());
    Journal<AccountWallet> drawn = opened.take(due.now(), tallied, drawdown, heldUntil());
    Charge charge = charge(drawdown, drawn.last().number());
    Journal<AccountWallet> own =
        warning.after(drawn, due.now(), cause).silently(due::seeingItsPool);
    List<Write> writes = new ArrayList<>(List.of(new ChargeWrite.OpenCharge(charge)));
    asked.document().ifPresent(document -> writes.add(keep(document)));
    return new Charged(
        charge, due.available(own.wallet(), pooled), due.commits(own, pooled, writes));
  }

  private ChargeWrite keep(DocumentKey document) {
    return new ChargeWrite.KeepDocument(document, asked.id(), asked.before().map(Charge::id));
  }

  private Charge charge(Drawdown drawdown, long entry) {
    Charge.State state =
        heldUntil()
            .<Charge.State>map(Charge.State.Held::until)
            .orElseGet(Charge.State.Charged::new);
    return new Charge(
        asked.id(),
        asked.request(),
        asked.document().isPresent(),
        drawdown,
        due.now(),
        entry,
        entry,
        state);
  }

  private Spending spending(Drawdown drawdown) {
    return heldUntil().isPresent() ? Spending.NONE : new Spending(Drawdown.NOTHING, drawdown);
  }

  private Optional<Instant> heldUntil() {
    return asked.request().hold().map(due.now()::plus);
  }
}
