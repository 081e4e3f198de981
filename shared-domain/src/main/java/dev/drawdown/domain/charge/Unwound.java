package dev.drawdown.domain.charge;

import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.wallet.AvailableCredits;
import dev.drawdown.domain.wallet.Journal;
import java.util.List;

/// A charge given back, wholly or in part: one entry in the account's wallet, and one in each shard
/// that it drew on.
record Unwound(AdvancedSituation due, Journal own, List<Journal> shards) {
  /// The number of the account's entry.
  long entry() {
    return own.wallet().version();
  }

  Returned returned() {
    return shards.stream()
        .map(shard -> Returned.by(shard.last()))
        .reduce(Returned.by(own.last()), Returned::plus);
  }

  AvailableCredits available() {
    return due.available(own, shards);
  }

  List<Commit> commits(List<Write> writes) {
    return due.commits(own, shards, writes);
  }
}
