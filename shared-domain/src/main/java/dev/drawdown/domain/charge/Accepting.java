package dev.drawdown.domain.charge;

import dev.drawdown.domain.charge.ChargeResult.Charged;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.ledger.Cause;
import dev.drawdown.domain.ledger.Draw;
import dev.drawdown.domain.ledger.Drawdown;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.wallet.Journal;
import dev.drawdown.domain.wallet.Pool;
import java.util.ArrayList;
import java.util.List;

/// Writes a charge that nothing refuses into each wallet that it draws on: the account's own, and
/// shards of its pool.
record Accepting(Taking taking, Charge charge, AdvancedSituation due, Warning warning) {
  /// `opened` is the account's wallet with all that its first charge brings.
  Charged of(Journal opened, List<Write> writes) {
    Cause cause = Cause.by(taking.id());
    Journal drawn = taking.draw(opened, cause, charge.drawdown());
    Journal warned = warning.after(drawn, taking.now(), cause);
    Journal own =
        warned.silently(
            due.available()
                .pool()
                .map(pool -> pool.seenBy(warned.wallet()))
                .orElse(warned.wallet()));
    List<Journal> shards = shards(own, cause.of(due.wallet().account()));
    return new Charged(charge, due.available(own, shards), due.commits(own, shards, writes));
  }

  private List<Journal> shards(Journal own, Cause cause) {
    List<Journal> drawn =
        charge.drawdown().pooled().stream().map(draw -> drawn(draw, cause)).toList();
    return drawn.isEmpty() ? drawn : warned(drawn, own, cause);
  }

  private Journal drawn(Draw.Pooled draw, Cause cause) {
    Drawdown inShard = new Drawdown(List.of(draw.inShard()));
    return taking.draw(Journal.of(due.shard(draw.shard())), cause, inShard);
  }

  /// The primary shard tells for all what became of the pool, and is written for that where it has
  /// something to tell.
  private List<Journal> warned(List<Journal> drawn, Journal own, Cause cause) {
    Pool after = due.available(own, drawn).pool().orElseThrow();
    WalletId first = after.primary().id();
    Journal primary =
        drawn.stream()
            .filter(shard -> shard.wallet().id().equals(first))
            .findFirst()
            .orElse(Journal.of(after.primary()));
    Journal told = warning.ofPool(primary, after, taking.now(), cause);
    if (told.equals(primary)) {
      return drawn;
    }
    List<Journal> shards = new ArrayList<>(drawn);
    shards.removeIf(shard -> shard.wallet().id().equals(first));
    shards.addFirst(told);
    return shards;
  }
}
