package dev.drawdown.domain.simulation;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.charge.Capturing;
import dev.drawdown.domain.charge.Capturing.Amount;
import dev.drawdown.domain.charge.Capturing.CaptureResult;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.charge.ChargeResult;
import dev.drawdown.domain.charge.Charging;
import dev.drawdown.domain.charge.Extending;
import dev.drawdown.domain.charge.Extending.ExtendResult;
import dev.drawdown.domain.charge.Refunding;
import dev.drawdown.domain.charge.Refunding.RefundResult;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.fixtures.InMemoryTable;
import dev.drawdown.domain.fixtures.Statement;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.Cause;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.Reason;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.manualchange.ManualChanging;
import dev.drawdown.domain.manualchange.ManualChanging.ManualChangeResult;
import dev.drawdown.domain.pool.Joining;
import dev.drawdown.domain.pool.Joining.JoinResult;
import dev.drawdown.domain.pool.Joining.LeaveResult;
import dev.drawdown.domain.pool.Joining.Member;
import dev.drawdown.domain.pool.Joining.MembershipSituation;
import dev.drawdown.domain.reading.Balance;
import dev.drawdown.domain.reading.Reading;
import dev.drawdown.domain.renewal.EventParking;
import dev.drawdown.domain.renewal.RenewalResult;
import dev.drawdown.domain.rules.Rules;
import dev.drawdown.domain.topup.Payment.Reversal;
import dev.drawdown.domain.topup.Reversing;
import dev.drawdown.domain.topup.Reversing.ReversalResult;
import dev.drawdown.domain.topup.ToppingUp;
import dev.drawdown.domain.topup.ToppingUp.PackPaid;
import dev.drawdown.domain.topup.ToppingUp.TopUpResult;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.BilledWallet;
import dev.drawdown.domain.wallet.Journal;
import dev.drawdown.domain.wallet.WalletAdvance;
import dev.drawdown.domain.wallet.WalletAdvancing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/// The rules over a table in memory. Each write checks its condition.
public final class MachineInMemory implements Machine {
  private static final Duration TWO_YEARS = Duration.ofDays(2 * 366);
  private static final ChargeId NO_CHARGE = new ChargeId("none");

  private final AccountId owner;
  private final InMemoryTable table;
  private final Charging charging;
  private final Capturing capturing;
  private final Extending extending;
  private final Refunding refunding;
  private final Reading reading;
  private final WalletAdvancing advancing;
  private final EventParking parking;
  private final ToppingUp toppingUp;
  private final Reversing reversing;
  private final Joining joining;
  private final ManualChanging manualChanging;
  private final Catalog catalog;

  public MachineInMemory(AccountId owner, Catalog catalog) {
    this(owner, catalog, new InMemoryTable());
  }

  /// One of several accounts with subscriptions, payments and pools in one table.
  public MachineInMemory(AccountId owner, Catalog catalog, InMemoryTable table) {
    this.owner = owner;
    this.table = table;
    this.manualChanging = Rules.of(catalog).manualChanging();
    this.joining = Rules.of(catalog).joining();
    this.parking = Rules.of(catalog).eventParking();
    this.toppingUp = Rules.of(catalog).toppingUp();
    this.reversing = Rules.of(catalog).reversing();
    this.charging = Rules.of(catalog).charging();
    this.capturing = Rules.of(catalog).capturing();
    this.extending = Rules.of(catalog).extending();
    this.refunding = Rules.of(catalog).refunding();
    this.reading = Rules.of(catalog).reading();
    this.advancing = Rules.of(catalog).advancing();
    this.catalog = catalog;
  }

  /// The same account after an edit of the catalog.
  public MachineInMemory on(Catalog edited) {
    return new MachineInMemory(owner, edited, table);
  }

  @Override
  public ChargeResult charge(ChargeId id, ChargeRequest request, Instant clock) {
    Situation situation = table.situation(owner, Optional.of(id), charging.paidOnce(request));
    ChargeResult result = charging.charge(id, request, situation, clock);
    if (result instanceof ChargeResult.Charged charged) {
      commit(charged.commits());
    }
    return result;
  }

  /// The result that a charge would have. Nothing is kept.
  public ChargeResult quote(ChargeRequest request, Instant clock) {
    Situation situation = table.situation(owner, Optional.empty(), charging.paidOnce(request));
    return charging.charge(NO_CHARGE, request, situation, clock);
  }

  private AccountWallet wallet() {
    return table.wallet(owner);
  }

  /// The stored state for a decision about a charge.
  public Situation situation(ChargeId id) {
    return table.situation(owner, Optional.of(id), Optional.empty());
  }

  private Situation withExpiries(Situation situation) {
    Map<WalletId, Entry> found = new HashMap<>();
    situation
        .writtenExpiries()
        .forEach(
            (name, opened) ->
                written(name).stream()
                    .filter(entry -> entry.isExpiryOf(opened))
                    .forEach(entry -> found.put(name, entry)));
    return situation.with(found);
  }

  @Override
  public ManualChangeResult change(ManualChanging.Asked asked, Instant clock) {
    ManualChangeResult result =
        manualChanging.change(asked, table.manualChange(owner, asked.key()), clock);
    commit(result.commits());
    return result;
  }

  @Override
  public CaptureResult capture(ChargeId id, Amount amount, Instant clock) {
    CaptureResult result = capturing.capture(situation(id), amount, clock);
    commit(result.commits());
    return result;
  }

  @Override
  public ExtendResult extend(ChargeId id, Duration expiresIn, Instant clock) {
    ExtendResult result = extending.extend(situation(id), expiresIn, clock);
    commit(result.commits());
    return result;
  }

  @Override
  public RefundResult refund(ChargeId id, Instant clock) {
    RefundResult result = refunding.refund(withExpiries(situation(id)), Optional.empty(), clock);
    if (result instanceof RefundResult.Refunded refunded) {
      commit(refunded.commits());
    }
    return result;
  }

  @Override
  public void topUp(Credits credits, Instant clock) {
    Instant now = wallet().timeOf(clock);
    grant(clock, number -> Bucket.TopUp.granted(number, credits, now));
  }

  private void grant(Instant clock, LongFunction<Bucket> bucketOf) {
    WalletAdvance<AccountWallet> due = reading.due(wallet(), clock);
    Cause cause = Reason.TOP_UP.cause();
    Journal<AccountWallet> granted =
        Journal.of(due.wallet()).grant(wallet().timeOf(clock), cause, bucketOf);
    commit(Commit.inOrder(due, granted, List.of()));
  }

  public RenewalResult apply(Statement statement, Instant clock) {
    return table.apply(statement, owner, catalog, clock);
  }

  @Override
  public JoinResult join(PoolId pool, Optional<Credits> limit, Instant clock) {
    JoinResult result =
        joining.join(new MembershipSituation(wallet(), table.pool(pool)), limit, clock);
    commit(result.commits());
    return result;
  }

  @Override
  public LeaveResult leave(PoolId pool, Instant clock) {
    LeaveResult result = joining.leave(new MembershipSituation(wallet(), table.pool(pool)), clock);
    commit(result.commits());
    return result;
  }

  @Override
  public Instant timeOf(ChargeId id, Instant clock) {
    return situation(id).timeOf(clock);
  }

  @Override
  public Member member(PoolId pool, Instant clock) {
    return joining.member(wallet(), reading.due(table.pool(pool), clock), clock);
  }

  public void park(Instant delivered, Instant clock) {
    commit(parking.park(wallet(), delivered, clock));
  }

  public void unpark(Instant delivered, Instant clock) {
    commit(parking.unpark(wallet(), delivered, clock));
  }

  public TopUpResult topUp(PackPaid paid, Instant clock) {
    TopUpResult result = toppingUp.topUp(paid, table.topUp(owner, paid.payment()), clock);
    commit(result.commits());
    return result;
  }

  public ReversalResult reverse(PaymentId payment, Reversal reversal, Instant clock) {
    ReversalResult result = reversing.reverse(payment, reversal, table.reversal(payment), clock);
    commit(result.commits());
    return result;
  }

  @Override
  public void sweep(Instant clock) {
    boolean due =
        advancing.dueAt(wallet()).filter(at -> !at.isAfter(wallet().timeOf(clock))).isPresent();
    List<Commit> steps =
        reading.due(wallet(), clock).steps().stream()
            .<Commit>map(step -> new Commit.Step(step, List.of()))
            .toList();
    require(due != steps.isEmpty(), wallet());
    commit(steps);
  }

  @Override
  public Balance balance(Instant clock) {
    return reading.balance(
        table.situation(owner, Optional.empty(), Optional.empty()).available(), clock);
  }

  @Override
  public List<Entry> ledger(Instant clock) {
    List<Entry> all = new ArrayList<>(written(WalletId.of(owner)));
    all.addAll(reading.due(wallet(), clock).entries());
    return all;
  }

  @Override
  public List<Entry> written(WalletId id) {
    return List.copyOf(table.entries(id).values());
  }

  @Override
  public Optional<Charge> find(ChargeId id) {
    return table.charge(owner, id);
  }

  /// The wallet after all due changes, written or not.
  public AccountWallet advanced(Instant clock) {
    return reading.due(wallet(), clock).wallet();
  }

  private void commit(List<Commit> commits) {
    for (Commit commit : commits) {
      if (commit instanceof Commit.Step step) {
        step.journals().forEach(this::requireSmallAndForeseen);
      }
      table.write(commit);
    }
  }

  private void requireSmallAndForeseen(Journal<?> journal) {
    require(journal.entries().size() <= WalletAdvance.ENTRIES_PER_STEP, journal);
    if (journal.wallet() instanceof BilledWallet<?> billed) {
      requireForeseen(billed);
    }
  }

  /// Checks that no change is due before the due time that the rules forecast, and that one is due
  /// then.
  private <W extends BilledWallet<W>> void requireForeseen(BilledWallet<W> written) {
    Optional<Instant> foreseen = advancing.dueAt(written);
    Instant quiet = foreseen.map(at -> at.minusMillis(1)).orElse(written.at().plus(TWO_YEARS));
    require(advancing.advance(written, quiet).steps().isEmpty(), foreseen);
    foreseen
        .map(at -> advancing.advance(written, at))
        .ifPresent(due -> require(!due.steps().isEmpty(), due));
  }

  private static void require(boolean condition, Object what) {
    if (!condition) {
      throw new AssertionError("not as the rules promise: " + what);
    }
  }
}
