package dev.drawdown.domain.renewal;

import dev.drawdown.domain.Owner;
import dev.drawdown.domain.billing.BillingLimit;
import dev.drawdown.domain.billing.Fact;
import dev.drawdown.domain.billing.RelevantFacts;
import dev.drawdown.domain.billing.StoredSubscription;
import dev.drawdown.domain.billing.Subscription;
import dev.drawdown.domain.billing.Term;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.Plan;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.Reason;
import dev.drawdown.domain.renewal.RenewalResult.AlreadyKnown;
import dev.drawdown.domain.renewal.RenewalResult.Applied;
import dev.drawdown.domain.renewal.RenewalResult.Recorded;
import dev.drawdown.domain.renewal.RenewalResult.TooMuch;
import dev.drawdown.domain.subscription.SubscriptionId;
import dev.drawdown.domain.wallet.BilledWallet;
import dev.drawdown.domain.wallet.Journal;
import dev.drawdown.domain.wallet.WalletAdvance;
import dev.drawdown.domain.wallet.WalletAdvancing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Applies the payment provider's facts about a subscription to the wallets of its owners.
///
/// It decides on all facts of an event, for all owners, before it writes the first. Each wallet
/// then follows the known facts: see [WalletAdvancing].
public final class Renewing {
  private final Catalog catalog;
  private final WalletAdvancing advancing;

  public Renewing(Catalog catalog, WalletAdvancing advancing) {
    this.catalog = catalog;
    this.advancing = advancing;
  }

  /// The stored state for applying facts: the known facts, and the wallets, not advanced, of all
  /// owners that have or get a term of the subscription.
  public record RenewalSituation(
      SubscriptionId id,
      Optional<StoredSubscription> subscription,
      List<? extends BilledWallet<?>> wallets) {
    public RenewalSituation {
      wallets = List.copyOf(wallets);
    }

    /// The subscription with the facts known before.
    public Subscription before() {
      return subscription
          .map(StoredSubscription::subscription)
          .orElseGet(() -> Subscription.unknown(id));
    }

    long revision() {
      return subscription.map(StoredSubscription::revision).orElse(0L);
    }
  }

  /// The owners whose wallets `facts` may change, if `before` is known: all that have or get a
  /// term.
  ///
  /// A fact without a grant concerns each of them.
  public static Set<Owner> owners(Subscription before, List<Fact> facts) {
    Set<Owner> owners = new HashSet<>(before.owners());
    facts.forEach(fact -> termOf(fact).map(Term::owner).ifPresent(owners::add));
    return Set.copyOf(owners);
  }

  /// Adds `facts` to the known facts when the clock shows `clock`, and makes the wallets follow
  /// them.
  public RenewalResult apply(List<Fact> facts, RenewalSituation situation, Instant clock) {
    Subscription before = situation.before();
    Subscription after = before;
    for (Fact fact : facts) {
      after = after.with(fact);
    }
    if (after.equals(before)) {
      return new AlreadyKnown();
    }
    requireWallets(owners(before, facts), situation.wallets());
    Instant now = clock;
    for (BilledWallet<?> wallet : situation.wallets()) {
      now = wallet.timeOf(now);
    }
    NewFacts added = new NewFacts(before, after, facts, now);
    Subscription kept = RelevantFacts.toStore(after, advancing.policy(), now);
    Optional<BillingLimit> exceeded = BillingLimit.exceeded(before, kept, now);
    if (exceeded.isPresent()) {
      return new TooMuch(payer(added), exceeded.get());
    }
    List<WalletResult<?>> results = new ArrayList<>();
    for (BilledWallet<?> wallet : newOwnersLast(situation.wallets(), before)) {
      WalletResult<?> one = applyTo(wallet, added);
      if (one.exceeded().isPresent()) {
        return new TooMuch(Optional.of(wallet.owner()), one.exceeded().get());
      }
      results.add(one);
    }
    return result(results, List.of(new Write.PutSubscription(kept, situation.revision())));
  }

  /// The owner of the first new term, if there is one.
  private static Optional<Owner> payer(NewFacts added) {
    return added.facts().stream()
        .flatMap(fact -> termOf(fact).stream())
        .filter(term -> !added.before().terms().contains(term))
        .map(Term::owner)
        .findFirst();
  }

  /// A new owner gets its credits in the commit that writes the subscription, which is the last. So
  /// a payment that broke off has granted nothing to an owner that the subscription doesn't know.
  private static List<BilledWallet<?>> newOwnersLast(
      List<? extends BilledWallet<?>> wallets, Subscription before) {
    Set<Owner> known = before.owners();
    List<BilledWallet<?>> sorted = new ArrayList<>(wallets);
    sorted.sort(Comparator.comparing(wallet -> !known.contains(wallet.owner())));
    return sorted;
  }

  private static void requireWallets(Set<Owner> owners, List<? extends BilledWallet<?>> wallets) {
    Set<Owner> read = new HashSet<>();
    wallets.forEach(wallet -> read.add(wallet.owner()));
    if (!read.equals(owners)) {
      throw new IllegalArgumentException("the wallets of " + owners + " are needed: " + read);
    }
  }

  /// Facts applied at `now`, with the subscription before and after them.
  private record NewFacts(Subscription before, Subscription after, List<Fact> facts, Instant now) {
    /// The reasons for a changed pause and a changed cancellation, for a wallet that knows `known`.
    /// Each gets its own entry, even if no bucket changes. A provider states both flags in each
    /// event of a subscription, so one event may change both.
    List<Reason> flagReasons(Subscription known) {
      if (others().size() == facts.size()) {
        return List.of();
      }
      Subscription from = known.join(before);
      Subscription to = known.join(after);
      List<Reason> reasons = new ArrayList<>();
      if (!to.pausesAt().equals(from.pausesAt())) {
        reasons.add(to.pausesAt().isPresent() ? Reason.PAUSED : Reason.RESUMED);
      }
      if (!to.cancelsAt().equals(from.cancelsAt())) {
        boolean planned = to.cancelsAt().isPresent();
        reasons.add(planned ? Reason.CANCELLATION_PLANNED : Reason.CANCELLATION_WITHDRAWN);
      }
      return reasons;
    }

    /// The reason for facts that change no bucket and no flag.
    Reason factReason() {
      return others().getFirst();
    }

    /// The reasons for the facts that aren't flags.
    private List<Reason> others() {
      return facts.stream().flatMap(fact -> reason(fact).stream()).toList();
    }

    private Optional<Reason> reason(Fact fact) {
      return switch (fact) {
        case Fact.TermPaid _ -> Optional.of(Reason.PAID_AHEAD);
        case Fact.TermExtended _ -> Optional.of(Reason.EXTENDED);
        case Fact.PaymentFailed(Instant start, boolean last) ->
            Optional.of(last ? Reason.GIVEN_UP : failureFrom(start));
        case Fact.Ended _ -> Optional.of(Reason.PLAN_ENDED);
        case Fact.CancellationChanged _, Fact.PauseChanged _ -> Optional.empty();
      };
    }

    /// A failure before its period begins changes the standing later, with an entry of its own.
    private Reason failureFrom(Instant start) {
      return start.isAfter(now) ? Reason.FAILED_AHEAD : Reason.PAYMENT_FAILED;
    }
  }

  /// One wallet: its due steps, the changes by the new facts, and the limit that they would exceed.
  private record WalletResult<W extends BilledWallet<W>>(
      WalletAdvance<W> due, Journal<W> decided, Optional<BillingLimit> exceeded) {
    static <W extends BilledWallet<W>> WalletResult<W> nothing(WalletAdvance<W> due) {
      return new WalletResult<>(due, Journal.of(due.wallet()), Optional.empty());
    }
  }

  private <W extends BilledWallet<W>> WalletResult<W> applyTo(
      BilledWallet<W> wallet, NewFacts added) {
    WalletAdvance<W> due = advancing.advance(wallet, added.now());
    W advanced = due.wallet();
    Subscription known = knownTo(added.after().id(), advanced);
    W without = advancing.withRelevantFacts(advanced, added.now());
    W withFacts = advancing.withFacts(known.join(added.after()), without, added.now());
    List<Reason> flagReasons = added.flagReasons(known);
    // If an event only repeats the flags, or a later one has overtaken it, wallets don't need it.
    boolean repeated = added.others().isEmpty() && flagReasons.isEmpty();
    if (repeated || withFacts.billing().hasFactsOf(without.billing())) {
      return WalletResult.nothing(due);
    }
    Optional<BillingLimit> exceeded =
        BillingLimit.exceeded(without.billing().known(), withFacts.billing().known());
    if (exceeded.isPresent()) {
      return new WalletResult<>(due, Journal.of(advanced), exceeded);
    }
    W paying = paying(withFacts, added);
    Journal<W> silent = Journal.of(advanced).silently(_ -> paying);
    Journal<W> noted = note(silent, flagReasons, added.now());
    Journal<W> followed = advancing.catchUp(noted, advanced, added.now());
    return new WalletResult<>(
        due,
        followed.isEmpty() ? note(followed, List.of(added.factReason()), added.now()) : followed,
        Optional.empty());
  }

  /// The facts about a subscription that the wallet knows.
  ///
  /// A wallet may know more than the stored subscription: a process may have stopped before its
  /// last commit. The wallet keeps those facts until the provider's event is processed again.
  private static Subscription knownTo(SubscriptionId id, BilledWallet<?> wallet) {
    return wallet.billing().known(id).orElseGet(() -> Subscription.unknown(id));
  }

  /// The wallet after its owner starts to pay for the plans of its new terms.
  private <W extends BilledWallet<W>> W paying(W wallet, NewFacts added) {
    W paying = wallet;
    for (Fact fact : added.facts()) {
      Optional<Term> paid =
          termOf(fact)
              .filter(term -> term.owner().equals(wallet.owner()))
              .filter(term -> !added.before().terms().contains(term));
      Optional<Plan> plan = paid.flatMap(term -> catalog.plan(term.plan()));
      if (plan.isPresent()) {
        paying = paying.payingFor(plan.get(), paid.get().start(), added.now());
      }
    }
    return paying;
  }

  private static Optional<Term> termOf(Fact fact) {
    return fact instanceof Fact.TermPaid(Term term, _) ? Optional.of(term) : Optional.empty();
  }

  /// Notes each of the reasons in an entry of its own.
  private static <W extends BilledWallet<W>> Journal<W> note(
      Journal<W> journal, List<Reason> reasons, Instant now) {
    Journal<W> noted = journal;
    for (Reason reason : reasons) {
      noted =
          noted.note(now, EntryKind.STANDING, reason.cause(), wallet -> wallet.afterBilling(now));
    }
    return noted;
  }

  private static RenewalResult result(List<WalletResult<?>> results, List<Write> writes) {
    List<Commit> commits = new ArrayList<>();
    results.forEach(one -> commits.addAll(Commit.steps(one.due())));
    List<Journal<?>> changed = new ArrayList<>();
    for (WalletResult<?> one : results) {
      if (!one.decided().isEmpty()) {
        changed.add(one.decided());
      }
    }
    if (changed.isEmpty()) {
      commits.add(new Commit.RecordsOnly(writes));
      return new Recorded(commits);
    }
    // Applying the same facts to a wallet again changes nothing. So the last commit writes the
    // subscription.
    for (Journal<?> journal : changed.subList(0, changed.size() - 1)) {
      commits.add(new Commit.Step(journal, List.of()));
    }
    commits.add(new Commit.Step(changed.getLast(), writes));
    return new Applied(commits);
  }
}
