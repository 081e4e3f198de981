package dev.drawdown.monthlyreset;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.store.DueShard;
import dev.drawdown.adapters.store.DueStore;
import dev.drawdown.adapters.store.DueWallet;
import dev.drawdown.adapters.store.Jitter;
import dev.drawdown.adapters.store.Pause;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Settles what is due in one shard, page by page, until nothing is left or time runs short.
///
/// Running twice, at once or again, is harmless: a wallet is settled on the version that was read.
/// So is ending anywhere: what isn't done is still noted.
final class Sweep {
  private static final int PAGE = 100;

  /// Wallets that others were at are tried again so often in the same run.
  private static final int MOST_RETRIES = 3;

  private final DueStore due;
  private final Visitor visitor;
  private final Parking parking;
  private final Pause pause;
  private final Jitter jitter;

  Sweep(Ports ports, Pause pause, Jitter jitter) {
    this.due = ports.due();
    this.visitor = new Visitor(ports);
    this.parking = new Parking(ports.due());
    this.pause = pause;
    this.jitter = jitter;
  }

  /// Settles what is due by `now` in `shard`.
  Swept run(DueShard shard, Instant now, Deadline deadline) {
    try (Rounds rounds =
        new Rounds(shard, wallet -> visit(wallet, now), new Pace(pause, jitter), deadline)) {
      boolean all = visitAll(shard, now, rounds);
      for (int retry = 1; retry <= MOST_RETRIES && rounds.hasLeft(); retry++) {
        pause.pause(jitter.before(retry));
        rounds.visitLeft();
      }
      return rounds.swept(all);
    }
  }

  /// Whether the end of the shard was reached.
  private boolean visitAll(DueShard shard, Instant now, Rounds rounds) {
    List<DueWallet> page = due.due(shard, now, PAGE, Optional.empty());
    while (rounds.visit(page)) {
      if (page.size() < PAGE) {
        return true;
      }
      page = due.due(shard, now, PAGE, Optional.of(page.getLast()));
    }
    return false;
  }

  private Visit visit(DueWallet found, Instant now) {
    return switch (visitor.visit(found.wallet(), now)) {
      case Visit.Stuck(String reason) -> parking.park(found, reason, now);
      case Visit visit -> visit;
    };
  }
}
