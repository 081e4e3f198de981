package dev.drawdown.adapters.simulation;

import dev.drawdown.adapters.store.Jitter;
import dev.drawdown.adapters.store.LedgerPages;
import dev.drawdown.adapters.store.ManualChangeSource;
import dev.drawdown.adapters.store.OptimisticRetry;
import dev.drawdown.adapters.store.RefundSource;
import dev.drawdown.adapters.store.RetryBudget;
import dev.drawdown.adapters.store.Sample;
import dev.drawdown.adapters.store.SituationSource;
import dev.drawdown.adapters.store.Stores;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.charge.Capturing;
import dev.drawdown.domain.charge.Capturing.Amount;
import dev.drawdown.domain.charge.Capturing.CaptureResult;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.charge.ChargeRequest.DocumentKey;
import dev.drawdown.domain.charge.ChargeResult;
import dev.drawdown.domain.charge.Charging;
import dev.drawdown.domain.charge.Extending;
import dev.drawdown.domain.charge.Extending.ExtendResult;
import dev.drawdown.domain.charge.Refunding;
import dev.drawdown.domain.charge.Refunding.RefundResult;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Decision;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.Reason;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.manualchange.ManualChanging;
import dev.drawdown.domain.manualchange.ManualChanging.Asked;
import dev.drawdown.domain.manualchange.ManualChanging.ManualChangeResult;
import dev.drawdown.domain.pool.Joining;
import dev.drawdown.domain.pool.Joining.JoinResult;
import dev.drawdown.domain.pool.Joining.LeaveResult;
import dev.drawdown.domain.pool.Joining.Member;
import dev.drawdown.domain.pool.Joining.MembershipSituation;
import dev.drawdown.domain.reading.Balance;
import dev.drawdown.domain.reading.Reading;
import dev.drawdown.domain.rules.Rules;
import dev.drawdown.domain.simulation.Machine;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Journal;
import dev.drawdown.domain.wallet.WalletAdvance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The rules over a store, with the retries of functions.
public final class StoredMachine implements Machine {
  private final AccountId account;
  private final Stores store;
  private final Sweeps sweeps;
  private final OptimisticRetry retry;
  private final Charging charging;
  private final Capturing capturing;
  private final Extending extending;
  private final Refunding refunding;
  private final Reading reading;
  private final Joining joining;
  private final ManualChanging manualChanging;

  StoredMachine(Stores store, Catalog catalog) {
    this(Sample.account(), store, catalog);
  }

  StoredMachine(AccountId account, Stores store, Catalog catalog) {
    this(account, store, catalog, new Sweeps(store, catalog));
  }

  /// Another job sweeps the account instead of the simplest one.
  public StoredMachine(Stores store, Catalog catalog, Sweeps.Job job) {
    this(Sample.account(), store, catalog, job);
  }

  public StoredMachine(AccountId account, Stores store, Catalog catalog, Sweeps.Job job) {
    this(account, store, catalog, new Sweeps(store, catalog, job));
  }

  private StoredMachine(AccountId account, Stores store, Catalog catalog, Sweeps sweeps) {
    this.account = account;
    this.store = store;
    this.sweeps = sweeps;
    this.retry = new OptimisticRetry(store.commits(), StoredMachine::budget);
    this.charging = Rules.of(catalog).charging();
    this.capturing = Rules.of(catalog).capturing();
    this.extending = Rules.of(catalog).extending();
    this.refunding = Rules.of(catalog).refunding();
    this.reading = Rules.of(catalog).reading();
    this.joining = Rules.of(catalog).joining();
    this.manualChanging = Rules.of(catalog).manualChanging();
  }

  /// A budget that never runs out and takes no time.
  static RetryBudget budget() {
    Jitter jitter = Jitter.between(Duration.ofMillis(1), Duration.ofMillis(1));
    return new RetryBudget(() -> 0, _ -> {}, jitter);
  }

  @Override
  public ChargeResult charge(ChargeId id, ChargeRequest request, Instant clock) {
    return run(id, charging.paidOnce(request), found -> charging.charge(id, request, found, clock));
  }

  @Override
  public CaptureResult capture(ChargeId id, Amount amount, Instant clock) {
    return run(id, Optional.empty(), found -> capturing.capture(found, amount, clock));
  }

  @Override
  public ExtendResult extend(ChargeId id, Duration expiresIn, Instant clock) {
    return run(id, Optional.empty(), found -> extending.extend(found, expiresIn, clock));
  }

  @Override
  public RefundResult refund(ChargeId id, Instant clock) {
    return retry.run(
        RefundSource.of(store, account, id),
        found -> refunding.refund(found, Optional.empty(), clock));
  }

  @Override
  public void topUp(Credits credits, Instant clock) {
    run(new ChargeId("any"), Optional.empty(), found -> granted(found.wallet(), credits, clock));
  }

  private Written granted(AccountWallet wallet, Credits credits, Instant clock) {
    Instant now = wallet.timeOf(clock);
    WalletAdvance<AccountWallet> due = reading.due(wallet, clock);
    Journal<AccountWallet> granted =
        Journal.of(due.wallet())
            .grant(
                now, Reason.TOP_UP.cause(), number -> Bucket.TopUp.granted(number, credits, now));
    return new Written(Commit.inOrder(due, granted, List.of()));
  }

  @Override
  public ManualChangeResult change(Asked asked, Instant clock) {
    return retry.run(
        new ManualChangeSource(store.manualChanges(), account, asked.key()),
        found -> manualChanging.change(asked, found, clock));
  }

  @Override
  public void sweep(Instant clock) {
    sweeps.sweep(WalletId.of(account), clock);
  }

  @Override
  public JoinResult join(PoolId pool, Optional<Credits> limit, Instant clock) {
    return retry.run(() -> membership(pool), found -> joining.join(found, limit, clock));
  }

  @Override
  public LeaveResult leave(PoolId pool, Instant clock) {
    return retry.run(() -> membership(pool), found -> joining.leave(found, clock));
  }

  private MembershipSituation membership(PoolId pool) {
    return new MembershipSituation(store.wallets().wallet(account), store.wallets().pool(pool, 1));
  }

  @Override
  public Instant timeOf(ChargeId id, Instant clock) {
    return situation(id).timeOf(clock);
  }

  @Override
  public Optional<Charge> find(ChargeId id) {
    return situation(id).underKey();
  }

  @Override
  public Member member(PoolId pool, Instant clock) {
    MembershipSituation found = membership(pool);
    return joining.member(found.wallet(), reading.due(found.pool(), clock), clock);
  }

  @Override
  public Balance balance(Instant clock) {
    return reading.balance(situation().available(), clock);
  }

  @Override
  public List<Entry> ledger(Instant clock) {
    List<Entry> all = new ArrayList<>(written(WalletId.of(account)));
    all.addAll(reading.due(situation().wallet(), clock).entries());
    return all;
  }

  @Override
  public List<Entry> written(WalletId wallet) {
    return new LedgerPages(store.ledgers(), wallet).after(0).toList();
  }

  private Situation situation() {
    Situation situation = store.accounts().load(account, Optional.empty(), Optional.empty());
    sweeps.requireNoted(situation.wallet());
    return situation;
  }

  private Situation situation(ChargeId id) {
    return store.accounts().load(account, Optional.of(id), Optional.empty());
  }

  private <D extends Decision> D run(
      ChargeId id, Optional<DocumentKey> document, Function<Situation, D> decide) {
    return retry.run(new SituationSource(store.accounts(), account, id, document), decide);
  }

  private record Written(List<Commit> commits) implements Decision {}
}
