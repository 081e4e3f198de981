package dev.drawdown.adapters.store;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.charge.DocumentKey;
import dev.drawdown.domain.charging.Situation;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.ledger.Entry;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Another store behind a network that goes wrong by plan. Reads are spared.
public record FaultyStore(Store store, FaultPlan plan) implements Store {
  @Override
  public Situation load(AccountId account, Optional<ChargeId> key, Optional<DocumentKey> document) {
    return store.load(account, key, document);
  }

  @Override
  public List<Entry> entriesBefore(AccountId account, long before, int limit) {
    return store.entriesBefore(account, before, limit);
  }

  @Override
  public List<Entry> entriesAfter(AccountId account, long after, int limit) {
    return store.entriesAfter(account, after, limit);
  }

  @Override
  public List<Entry> entries(AccountId account, Set<Long> numbers) {
    return store.entries(account, numbers);
  }

  @Override
  public Outcome commit(Commit commit, String token) {
    return switch (plan.next()) {
      case NONE -> store.commit(commit, token);
      case CONFLICT -> new Outcome.Contended("TransactionConflict");
      case THROTTLED -> new Outcome.Contended("ThrottlingError");
      case LOST_BEFORE -> lost();
      case LOST_AFTER -> {
        store.commit(commit, token);
        yield lost();
      }
      case DUPLICATED -> {
        store.commit(commit, token);
        yield store.commit(commit, token);
      }
    };
  }

  private static Outcome lost() {
    return new Outcome.Unknown(new IllegalStateException("the answer was lost, as planned"));
  }
}
