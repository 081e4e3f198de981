package dev.drawdown.domain.simulation;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.charge.Capturing;
import dev.drawdown.domain.charge.Capturing.CaptureResult;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.charge.ChargeRequest.DocumentKey;
import dev.drawdown.domain.charge.ChargeResult;
import dev.drawdown.domain.charge.ChargeWrite;
import dev.drawdown.domain.charge.Charging;
import dev.drawdown.domain.charge.Refunding;
import dev.drawdown.domain.charge.Refunding.RefundResult;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.Cause;
import dev.drawdown.domain.ledger.Draw;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.pool.AvailableCredits;
import dev.drawdown.domain.pool.Joining;
import dev.drawdown.domain.pool.Joining.JoinResult;
import dev.drawdown.domain.pool.Joining.LeaveResult;
import dev.drawdown.domain.pool.Joining.Member;
import dev.drawdown.domain.pool.Joining.MembershipSituation;
import dev.drawdown.domain.pool.Joining.MembershipWrite;
import dev.drawdown.domain.pool.Pool;
import dev.drawdown.domain.pool.PoolWallet;
import dev.drawdown.domain.reading.Balance;
import dev.drawdown.domain.reading.Reading;
import dev.drawdown.domain.renewal.EventParking;
import dev.drawdown.domain.renewal.RenewalFact;
import dev.drawdown.domain.renewal.RenewalResult;
import dev.drawdown.domain.renewal.RenewalSituation;
import dev.drawdown.domain.renewal.Renewing;
import dev.drawdown.domain.rules.Rules;
import dev.drawdown.domain.topup.Payment.Credited;
import dev.drawdown.domain.topup.Payment.Reversal;
import dev.drawdown.domain.topup.Payment.StoredPayment;
import dev.drawdown.domain.topup.PaymentWrite;
import dev.drawdown.domain.topup.Reversing;
import dev.drawdown.domain.topup.Reversing.ReversalResult;
import dev.drawdown.domain.topup.Reversing.ReversalSituation;
import dev.drawdown.domain.topup.ToppingUp;
import dev.drawdown.domain.topup.ToppingUp.PackPaid;
import dev.drawdown.domain.topup.ToppingUp.TopUpResult;
import dev.drawdown.domain.topup.ToppingUp.TopUpSituation;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.BilledWallet;
import dev.drawdown.domain.wallet.Journal;
import dev.drawdown.domain.wallet.Membership;
import dev.drawdown.domain.wallet.WalletAdvance;
import dev.drawdown.domain.wallet.WalletAdvancing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/// The rules over plain memory. Every write is made under the condition that it names.
public final class MachineInMemory implements Machine {
  private static final Duration TWO_YEARS = Duration.ofDays(2 * 366);
  private static final ChargeId NO_CHARGE = new ChargeId("none");

  private final Charging charging;
  private final Capturing capturing;
  private final Refunding refunding;
  private final Reading reading;
  private final WalletAdvancing advancing;
  private final Map<ChargeId, Charge> charges = new HashMap<>();
  private final Map<DocumentKey, ChargeId> documents = new HashMap<>();
  private final List<Entry> ledger = new ArrayList<>();
  private final Renewing renewing;
  private final EventParking parking;
  private final ToppingUp toppingUp;
  private final Reversing reversing;
  private final Joining joining;
  private final ProviderInMemory provider;
  private final PoolsInMemory pools;
  private AccountWallet wallet;

  public MachineInMemory(AccountId owner, Catalog catalog) {
    this(owner, catalog, new ProviderInMemory(), new PoolsInMemory(catalog));
  }

  /// An account of several that one provider's messages are about, and that share pools.
  public MachineInMemory(
      AccountId owner, Catalog catalog, ProviderInMemory provider, PoolsInMemory pools) {
    this.provider = provider;
    this.pools = pools;
    this.joining = Rules.of(catalog).joining();
    this.renewing = Rules.of(catalog).renewing();
    this.parking = Rules.of(catalog).eventParking();
    this.toppingUp = Rules.of(catalog).toppingUp();
    this.reversing = Rules.of(catalog).reversing();
    this.charging = Rules.of(catalog).charging();
    this.capturing = Rules.of(catalog).capturing();
    this.refunding = Rules.of(catalog).refunding();
    this.reading = Rules.of(catalog).reading();
    this.advancing = Rules.of(catalog).advancing();
    this.wallet = AccountWallet.unseen(owner);
  }

  /// The same account, after an edit of the catalog.
  public MachineInMemory on(Catalog edited) {
    MachineInMemory machine =
        new MachineInMemory(wallet.account(), edited, provider, pools.on(edited));
    machine.charges.putAll(charges);
    machine.documents.putAll(documents);
    machine.ledger.addAll(ledger);
    machine.wallet = wallet;
    return machine;
  }

  @Override
  public ChargeResult charge(ChargeId id, ChargeRequest request, Instant clock) {
    Situation situation = situation(id, charging.paidOnce(request));
    ChargeResult result = charging.charge(id, request, situation, clock);
    if (result instanceof ChargeResult.Charged charged) {
      commit(charged.commits());
    }
    return result;
  }

  /// What a charge would come to, of which nothing is kept.
  public ChargeResult quote(ChargeRequest request, Instant clock) {
    Situation situation = situation(NO_CHARGE, charging.paidOnce(request));
    return charging.charge(NO_CHARGE, request, situation, clock);
  }

  private Situation situation(ChargeId id, Optional<DocumentKey> document) {
    Optional<Charge> underKey = find(id);
    Optional<Charge> onDocument = document.map(documents::get).map(charges::get);
    Stream<PoolId> drawnFrom =
        underKey.stream()
            .flatMap(charge -> charge.drawdown().pooled().stream().map(Draw.Pooled::pool));
    Stream<PoolId> member = wallet.membership().map(Membership::pool).stream();
    List<Pool> concerned = Stream.concat(member, drawnFrom).distinct().map(pools::pool).toList();
    List<Entry> packs = granted(Situation.usedUp(wallet, underKey));
    return new Situation(wallet, underKey, onDocument, concerned, packs);
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

  private List<Entry> granted(Set<Long> numbers) {
    return ledger.stream().filter(entry -> numbers.contains(entry.number())).toList();
  }

  private AvailableCredits available() {
    return situation(NO_CHARGE, Optional.empty()).available();
  }

  @Override
  public CaptureResult capture(ChargeId id, Optional<Credits> credits, Instant clock) {
    CaptureResult result = capturing.capture(situation(id, Optional.empty()), credits, clock);
    if (result instanceof CaptureResult.Captured captured) {
      commit(captured.commits());
    }
    return result;
  }

  @Override
  public RefundResult refund(ChargeId id, Instant clock) {
    RefundResult result =
        refunding.refund(withExpiries(situation(id, Optional.empty())), Optional.empty(), clock);
    if (result instanceof RefundResult.Refunded refunded) {
      commit(refunded.commits());
    }
    return result;
  }

  @Override
  public void topUp(Credits credits, Instant clock) {
    Instant now = wallet.timeOf(clock);
    grant(clock, number -> Bucket.TopUp.granted(number, credits, now));
  }

  private void grant(Instant clock, LongFunction<Bucket> bucketOf) {
    WalletAdvance<AccountWallet> due = reading.due(wallet, clock);
    Cause cause = Cause.because("paid");
    Journal<AccountWallet> granted =
        Journal.of(due.wallet()).grant(wallet.timeOf(clock), cause, bucketOf);
    commit(Commit.inOrder(due, granted, List.of()));
  }

  public RenewalResult tell(RenewalFact fact, Instant clock) {
    Optional<Credits> claimed =
        fact instanceof RenewalFact.PeriodPaid paid ? provider.claimed(paid) : Optional.empty();
    RenewalSituation situation =
        new RenewalSituation(wallet, provider.subscription(fact.subscription()), claimed);
    RenewalResult result = renewing.apply(fact, situation, clock);
    commit(result.commits());
    return result;
  }

  @Override
  public JoinResult join(PoolId pool, Optional<Credits> limit, Instant clock) {
    JoinResult result =
        joining.join(new MembershipSituation(wallet, pools.pool(pool)), limit, clock);
    commit(result.commits());
    return result;
  }

  @Override
  public LeaveResult leave(PoolId pool, Instant clock) {
    LeaveResult result = joining.leave(new MembershipSituation(wallet, pools.pool(pool)), clock);
    commit(result.commits());
    return result;
  }

  @Override
  public Instant timeOf(ChargeId id, Instant clock) {
    return situation(id, Optional.empty()).timeOf(clock);
  }

  @Override
  public Member member(PoolId pool, Instant clock) {
    return joining.member(wallet, reading.due(pools.pool(pool), clock), clock);
  }

  public void park(Instant clock) {
    commit(parking.park(wallet, clock).commits());
  }

  public void unpark(Instant clock) {
    commit(parking.unpark(wallet, clock).commits());
  }

  public TopUpResult topUp(PackPaid paid, Instant clock) {
    TopUpSituation situation = new TopUpSituation(available(), provider.payment(paid.payment()));
    TopUpResult result = toppingUp.topUp(paid, situation, clock);
    commit(result.commits());
    return result;
  }

  public ReversalResult reverse(PaymentId payment, Reversal reversal, Instant clock) {
    ReversalSituation situation =
        new ReversalSituation(
            provider.payment(payment), Optional.of(wallet), usedUp(provider.payment(payment)));
    ReversalResult result = reversing.reverse(payment, reversal, situation, clock);
    commit(result.commits());
    return result;
  }

  private Optional<Entry> usedUp(Optional<StoredPayment> payment) {
    return payment
        .flatMap(known -> known.payment().credited())
        .map(Credited::bucket)
        .filter(wallet.book()::isUsedUp)
        .flatMap(number -> granted(Set.of(number)).stream().findFirst());
  }

  @Override
  public void sweep(Instant clock) {
    boolean due =
        advancing.dueAt(wallet).filter(at -> !at.isAfter(wallet.timeOf(clock))).isPresent();
    List<Commit> steps =
        reading.due(wallet, clock).steps().stream()
            .<Commit>map(step -> new Commit.Step(step, List.of()))
            .toList();
    require(due != steps.isEmpty(), wallet);
    commit(steps);
  }

  @Override
  public Balance balance(Instant clock) {
    return reading.balance(available(), clock);
  }

  @Override
  public List<Entry> ledger(Instant clock) {
    List<Entry> all = new ArrayList<>(ledger);
    all.addAll(reading.due(wallet, clock).entries());
    return all;
  }

  @Override
  public List<Entry> written(WalletId id) {
    return id.equals(wallet.id()) ? ledger : pools.written(id);
  }

  @Override
  public Optional<Charge> find(ChargeId id) {
    return Optional.ofNullable(charges.get(id));
  }

  /// The wallet with all that is due, written or not.
  public AccountWallet advanced(Instant clock) {
    return reading.due(wallet, clock).wallet();
  }

  private void commit(List<Commit> commits) {
    for (Commit commit : commits) {
      if (commit instanceof Commit.Step step) {
        step.journals().forEach(this::write);
      }
      commit.writes().forEach(this::write);
    }
  }

  private void write(Journal<?> journal) {
    require(journal.entries().size() <= WalletAdvance.ENTRIES_PER_STEP, journal);
    switch (journal.wallet()) {
      case AccountWallet own -> {
        require(journal.basedOn() == wallet.version(), journal);
        ledger.addAll(journal.entries());
        wallet = own;
      }
      case PoolWallet<?> _ -> require(pools.write(journal), journal);
    }
    if (journal.wallet() instanceof BilledWallet<?> billed) {
      requireForeseen(billed);
    }
  }

  /// Nothing is to be written down before the instant that the rules foresee, and something then.
  private <W extends BilledWallet<W>> void requireForeseen(BilledWallet<W> written) {
    Optional<Instant> foreseen = advancing.dueAt(written);
    Instant quiet = foreseen.map(at -> at.minusMillis(1)).orElse(written.at().plus(TWO_YEARS));
    require(advancing.advance(written, quiet).steps().isEmpty(), foreseen);
    foreseen
        .map(at -> advancing.advance(written, at))
        .ifPresent(
            due ->
                require(
                    !due.steps().isEmpty() || due.wallet().isFollowedSince(written.self()), due));
  }

  private void write(Write write) {
    switch (write) {
      case ChargeWrite.OpenCharge(Charge charge) ->
          require(charges.put(charge.id(), charge) == null, write);
      case ChargeWrite.ChangeCharge(Charge charge, long before) ->
          require(charges.put(charge.id(), charge).changedBy() == before, write);
      case ChargeWrite.KeepDocument(var document, var charge, var instead) ->
          require(Objects.equals(documents.put(document, charge), instead.orElse(null)), write);
      case ChargeWrite.FreeDocument(var document, var charge) ->
          require(charge.equals(documents.remove(document)), write);
      case Write.ClaimGrant _,
          Write.PutSubscription _,
          PaymentWrite.PutPayment _,
          Write.ClaimEvent _,
          Write.ParkEvent _,
          Write.UnparkEvent _ ->
          require(provider.write(write), write);
      case MembershipWrite.AddMember _, MembershipWrite.RemoveMember _ ->
          require(pools.write(write), write);
    }
  }

  private static void require(boolean condition, Object what) {
    if (!condition) {
      throw new AssertionError("not written, as its condition doesn't hold: " + what);
    }
  }
}
