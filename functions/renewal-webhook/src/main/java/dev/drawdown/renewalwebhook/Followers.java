package dev.drawdown.renewalwebhook;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.store.Attempts;
import dev.drawdown.adapters.store.Store;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Decision;
import dev.drawdown.domain.reading.Reading;
import dev.drawdown.domain.wallet.Pool;
import dev.drawdown.domain.wallet.WalletId;
import java.time.Instant;
import java.util.List;

/// Writes down in the other cells of a pool that they follow the first one, which was told of a
/// payment.
///
/// Nothing depends on it: whoever reads the pool finds it done. But whoever is told of its ledgers
/// would otherwise hear of it when somebody next draws from each cell.
final class Followers {
  private final Store store;
  private final Attempts attempts;
  private final Reading reading;

  Followers(Ports ports, Attempts attempts) {
    this.store = ports.store();
    this.attempts = attempts;
    this.reading = new Reading(ports.catalog());
  }

  private record Following(List<Commit> commits) implements Decision {}

  void follow(PoolId id, Instant clock) {
    Pool pool = store.pool(id, 1);
    int cells = pool.cells().size();
    for (int cell = 1; cell < cells; cell++) {
      WalletId follower = new WalletId(id, cell);
      attempts.run(
          () -> store.pool(id, cells),
          found -> new Following(Commit.steps(reading.due(found, clock).cell(follower))));
    }
  }
}
