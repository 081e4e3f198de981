package dev.drawdown.adapters.store;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.DocumentKey;
import dev.drawdown.domain.charging.Situation;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.ledger.Entry;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// A store in memory that holds to the same conditions as a real one, for tests that have no need
/// of a database. Safe for use by several threads.
public final class InMemoryStore implements Store {
  private final Map<AccountId, InMemoryAccount> accounts = new HashMap<>();
  private final Map<String, Commit> done = new HashMap<>();

  @Override
  public synchronized Situation load(
      AccountId id, Optional<ChargeId> key, Optional<DocumentKey> document) {
    InMemoryAccount account = account(id);
    Optional<Charge> onDocument = document.flatMap(account::keeper).flatMap(account::charge);
    return new Situation(account.wallet(), key.flatMap(account::charge), onDocument);
  }

  @Override
  public synchronized List<Entry> entriesBefore(AccountId account, long before, int limit) {
    return page(entries(account).headMap(before, false).descendingMap().values(), limit);
  }

  @Override
  public synchronized List<Entry> entriesAfter(AccountId account, long after, int limit) {
    return page(entries(account).tailMap(after, false).values(), limit);
  }

  @Override
  public synchronized List<Entry> entries(AccountId account, Set<Long> numbers) {
    return entries(account).values().stream()
        .filter(entry -> numbers.contains(entry.number()))
        .toList();
  }

  /// Whether nothing was ever written.
  public synchronized boolean isEmpty() {
    return done.isEmpty();
  }

  /// Writes what a test has decided, which must be possible.
  public void commitAll(List<Commit> commits) {
    for (Commit commit : commits) {
      Outcome outcome = commit(commit, UUID.randomUUID().toString());
      if (!(outcome instanceof Outcome.Committed)) {
        throw new IllegalStateException("not committed: " + outcome);
      }
    }
  }

  @Override
  public synchronized Outcome commit(Commit commit, String token) {
    Commit before = done.get(token);
    if (before != null) {
      return again(before, commit);
    }
    InMemoryAccount account = account(commit.journal().wallet().owner());
    Optional<Outcome.Stale> stale = account.objection(commit);
    if (stale.isPresent()) {
      return stale.get();
    }
    account.apply(commit);
    done.put(token, commit);
    return new Outcome.Committed();
  }

  private static Outcome again(Commit before, Commit commit) {
    if (!before.equals(commit)) {
      throw new IllegalStateException("the token was used for another commit");
    }
    return new Outcome.Committed();
  }

  private InMemoryAccount account(AccountId id) {
    return accounts.computeIfAbsent(id, InMemoryAccount::new);
  }

  private NavigableMap<Long, Entry> entries(AccountId id) {
    return account(id).entries();
  }

  private static List<Entry> page(Collection<Entry> entries, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("a page has at least one entry: " + limit);
    }
    return entries.stream().limit(limit).toList();
  }
}
