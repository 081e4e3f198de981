package dev.drawdown.adapters.store;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.DocumentKey;
import dev.drawdown.domain.charging.Situation;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.parking.ParkedEvent;
import dev.drawdown.domain.payment.PaymentId;
import dev.drawdown.domain.payment.StoredPayment;
import dev.drawdown.domain.renewal.RenewalSituation;
import dev.drawdown.domain.subscription.Grant;
import dev.drawdown.domain.subscription.OwnedSubscription;
import dev.drawdown.domain.subscription.ProviderEventId;
import dev.drawdown.domain.subscription.SubscriptionId;
import dev.drawdown.domain.topup.ReversalSituation;
import dev.drawdown.domain.topup.TopUpSituation;
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
public final class InMemoryStore implements Store, PaymentStore {
  private static final Outcome.Stale NOTHING_BROUGHT =
      new Outcome.Stale(Optional.empty(), Optional.empty(), false);

  private final InMemoryPayments payments = new InMemoryPayments();
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

  @Override
  public synchronized RenewalSituation renewal(
      AccountId owner, SubscriptionId subscription, Optional<Grant.Key> grant) {
    return new RenewalSituation(
        account(owner).wallet(),
        payments.subscription(subscription),
        grant.flatMap(payments::claimed));
  }

  @Override
  public synchronized Optional<AccountId> ownerOf(SubscriptionId subscription) {
    return payments.subscription(subscription).map(OwnedSubscription::owner);
  }

  @Override
  public synchronized TopUpSituation topUp(AccountId owner, PaymentId payment) {
    return new TopUpSituation(account(owner).wallet(), payments.payment(payment));
  }

  @Override
  public synchronized ReversalSituation reversal(PaymentId payment) {
    Optional<StoredPayment> stored = payments.payment(payment);
    return new ReversalSituation(
        stored,
        stored
            .flatMap(known -> known.payment().credited())
            .map(credited -> account(credited.owner()).wallet()));
  }

  @Override
  public synchronized boolean isDone(ProviderEventId event) {
    return payments.isDone(event);
  }

  @Override
  public synchronized Optional<ParkedEvent> parked(ProviderEventId event) {
    return Optional.ofNullable(payments.parked().get(event));
  }

  @Override
  public synchronized List<ParkedEvent> parked(int limit, Optional<ProviderEventId> after) {
    NavigableMap<ProviderEventId, ParkedEvent> parked = payments.parked();
    return page(after.map(id -> parked.tailMap(id, false)).orElse(parked).values(), limit);
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
    Optional<Outcome.Stale> stale = objection(commit);
    if (stale.isPresent()) {
      return stale.get();
    }
    if (commit instanceof Commit.Step step) {
      account(step.journal().wallet().owner()).apply(step);
    }
    commit.writes().forEach(payments::apply);
    done.put(token, commit);
    return new Outcome.Committed();
  }

  private Optional<Outcome.Stale> objection(Commit commit) {
    Optional<Outcome.Stale> stale =
        switch (commit) {
          case Commit.Step step -> account(step.journal().wallet().owner()).objection(step);
          case Commit.Aside _ -> Optional.empty();
        };
    boolean possible = commit.writes().stream().allMatch(payments::mayBe);
    return possible ? stale : stale.or(() -> Optional.of(NOTHING_BROUGHT));
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

  private static <T> List<T> page(Collection<T> all, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("a page has at least one element: " + limit);
    }
    return all.stream().limit(limit).toList();
  }
}
