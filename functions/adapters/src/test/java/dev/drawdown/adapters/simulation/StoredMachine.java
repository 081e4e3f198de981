package dev.drawdown.adapters.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.store.Attempts;
import dev.drawdown.adapters.store.DueShard;
import dev.drawdown.adapters.store.DueStore;
import dev.drawdown.adapters.store.DueTimes;
import dev.drawdown.adapters.store.Expiries;
import dev.drawdown.adapters.store.Jitter;
import dev.drawdown.adapters.store.LedgerPages;
import dev.drawdown.adapters.store.Patience;
import dev.drawdown.adapters.store.Sample;
import dev.drawdown.adapters.store.SituationSource;
import dev.drawdown.adapters.store.Store;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.charge.DocumentKey;
import dev.drawdown.domain.charge.Returned;
import dev.drawdown.domain.charging.CaptureResult;
import dev.drawdown.domain.charging.Capturing;
import dev.drawdown.domain.charging.ChargeResult;
import dev.drawdown.domain.charging.Charging;
import dev.drawdown.domain.charging.RefundResult;
import dev.drawdown.domain.charging.Refunding;
import dev.drawdown.domain.charging.Situation;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Decision;
import dev.drawdown.domain.ledger.Cause;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.Journal;
import dev.drawdown.domain.reading.Balance;
import dev.drawdown.domain.reading.Reading;
import dev.drawdown.domain.settling.Settlement;
import dev.drawdown.domain.simulation.Machine;
import dev.drawdown.domain.wallet.Bucket;
import dev.drawdown.domain.wallet.Wallet;
import dev.drawdown.domain.wallet.WalletId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The rules over a store, through the same attempts that functions make.
public final class StoredMachine implements Machine {
  private static final int MOST_JOBS = 100;

  /// Settles what is due in a shard. What is turned away is left to the next time.
  public interface Job {
    void sweep(DueShard shard, Instant now);
  }

  private final AccountId account = Sample.account();
  private final Store store;
  private final DueStore due;
  private final Job job;
  private final Attempts attempts;
  private final Charging charging;
  private final Capturing capturing;
  private final Refunding refunding;
  private final Reading reading;
  private final DueTimes dueTimes;

  <S extends Store & DueStore> StoredMachine(S store, Catalog catalog) {
    this(store, catalog, Optional.empty());
  }

  /// Swept by another job than the plainest that there is.
  public <S extends Store & DueStore> StoredMachine(S store, Catalog catalog, Job job) {
    this(store, catalog, Optional.of(job));
  }

  private <S extends Store & DueStore> StoredMachine(
      S store, Catalog catalog, Optional<Job> other) {
    this.store = store;
    this.job = other.orElse((_, now) -> settle(now));
    this.due = store;
    this.attempts = new Attempts(store, StoredMachine::patience);
    this.charging = new Charging(catalog);
    this.capturing = new Capturing(catalog);
    this.refunding = new Refunding(catalog);
    this.reading = new Reading(catalog);
    this.dueTimes = DueTimes.of(catalog);
  }

  /// As long as it takes, in no time.
  private static Patience patience() {
    Jitter jitter = Jitter.between(Duration.ofMillis(1), Duration.ofMillis(1));
    return new Patience(() -> 0, _ -> {}, jitter);
  }

  @Override
  public ChargeResult charge(ChargeId id, ChargeRequest request, Instant clock) {
    return run(id, charging.paidOnce(request), found -> charging.charge(id, request, found, clock));
  }

  @Override
  public CaptureResult capture(ChargeId id, Optional<Credits> credits, Instant clock) {
    return run(id, Optional.empty(), found -> capturing.capture(found, credits, clock));
  }

  /// As the function does: what an expiry gave back is looked up in the ledger.
  @Override
  public RefundResult refund(ChargeId id, Instant clock) {
    RefundResult result =
        run(id, Optional.empty(), found -> refunding.refund(found, Optional.empty(), clock));
    if (result
        instanceof RefundResult.ExpiredBefore(var charge, var due, var elsewhere, var funds)) {
      Returned returned = due.plus(new Expiries(store).of(elsewhere));
      return new RefundResult.AlreadyBack(charge, returned, funds);
    }
    return result;
  }

  @Override
  public void topUp(Credits credits, Instant clock) {
    run(new ChargeId("any"), Optional.empty(), found -> granted(found.wallet(), credits, clock));
  }

  private Written granted(Wallet wallet, Credits credits, Instant clock) {
    Instant now = wallet.timeOf(clock);
    Settlement due = reading.due(wallet, clock);
    Journal granted =
        Journal.of(due.wallet())
            .grant(
                now, Cause.because("paid"), number -> Bucket.TopUp.granted(number, credits, now));
    return new Written(Commit.inOrder(due, granted, List.of()));
  }

  /// The scheduled job, until this account isn't listed any more.
  @Override
  public void sweep(Instant clock) {
    Instant now = clock.truncatedTo(ChronoUnit.MILLIS);
    for (int times = 0; times < MOST_JOBS && isListed(now); times++) {
      job.sweep(DueShard.of(WalletId.of(account)), now);
    }
    assertThat(wallet().dueAt().filter(at -> !at.isAfter(now))).as("still due").isEmpty();
  }

  /// What the scheduled job does for one account, as plainly as can be.
  private void settle(Instant now) {
    Written settled = attempts.run(this::wallet, wallet -> settled(wallet, now));
    if (settled.commits().isEmpty()) {
      Wallet wallet = wallet();
      due.moveOn(wallet, dueTimes.notedAnew(reading.due(wallet, now).wallet()).dueAt());
    }
  }

  private boolean isListed(Instant now) {
    WalletId id = WalletId.of(account);
    return due.due(DueShard.of(id), now, 1_000, Optional.empty()).stream()
        .anyMatch(found -> found.wallet().equals(id.toString()));
  }

  private Written settled(Wallet wallet, Instant clock) {
    return new Written(
        reading.due(wallet.withDueAt(Optional.empty()), clock).steps().stream()
            .<Commit>map(step -> new Commit.Step(step, List.of()))
            .toList());
  }

  @Override
  public Balance balance(Instant clock) {
    return reading.balance(situation().funds(), clock);
  }

  @Override
  public List<Entry> ledger(Instant clock) {
    List<Entry> all =
        new ArrayList<>(new LedgerPages(store, WalletId.of(account)).after(0).toList());
    all.addAll(reading.due(situation().wallet(), clock).entries());
    return all;
  }

  private Situation situation() {
    Situation situation = store.load(account, Optional.empty(), Optional.empty());
    requireNoted(situation.wallet());
    return situation;
  }

  private Wallet wallet() {
    return situation().wallet();
  }

  /// Whatever falls due is noted, for then or sooner.
  private void requireNoted(Wallet wallet) {
    Optional<Instant> latest = dueTimes.notedAnew(wallet).dueAt();
    boolean late =
        latest.isPresent()
            && wallet.dueAt().filter(noted -> !noted.isAfter(latest.get())).isEmpty();
    assertThat(late).as("%s, noted for %s", latest, wallet.dueAt()).isFalse();
  }

  private <D extends Decision> D run(
      ChargeId id, Optional<DocumentKey> document, Function<Situation, D> decide) {
    return attempts.run(new SituationSource(store, account, id, document), decide);
  }

  private record Written(List<Commit> commits) implements Decision {}
}
