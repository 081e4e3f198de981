package dev.drawdown.domain.topup;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.Pack;
import dev.drawdown.domain.catalog.Pack.PackId;
import dev.drawdown.domain.catalog.Pack.Price;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Decision;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.Cause;
import dev.drawdown.domain.ledger.Reason;
import dev.drawdown.domain.pool.AvailableCredits;
import dev.drawdown.domain.topup.Payment.Credited;
import dev.drawdown.domain.topup.Payment.StoredPayment;
import dev.drawdown.domain.topup.ToppingUp.TopUpResult.AlreadyToppedUp;
import dev.drawdown.domain.topup.ToppingUp.TopUpResult.AmountUnknown;
import dev.drawdown.domain.topup.ToppingUp.TopUpResult.KeyReused;
import dev.drawdown.domain.topup.ToppingUp.TopUpResult.PlanRequired;
import dev.drawdown.domain.topup.ToppingUp.TopUpResult.TooManyPacks;
import dev.drawdown.domain.topup.ToppingUp.TopUpResult.ToppedUp;
import dev.drawdown.domain.topup.ToppingUp.TopUpResult.UnknownPack;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Journal;
import dev.drawdown.domain.wallet.WalletAdvance;
import dev.drawdown.domain.wallet.WalletAdvancing;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Credits a pack once per payment, as a bucket of its own.
public final class ToppingUp {
  /// The largest number of packs in a wallet up to which the API credits another one. It keeps the
  /// wallet small.
  ///
  /// A used-up pack doesn't count. A paid checkout, and credits that return to used-up packs, are
  /// always accepted, so the wallet may have more packs for a while.
  public static final int MAX_PACKS = 500;

  private final Catalog catalog;
  private final WalletAdvancing advancing;

  public ToppingUp(Catalog catalog, WalletAdvancing advancing) {
    this.catalog = catalog;
    this.advancing = advancing;
  }

  /// Credits the pack of `paid` when the clock shows `clock`.
  public TopUpResult topUp(PackPaid paid, TopUpSituation situation, Instant clock) {
    AccountWallet wallet = situation.wallet();
    Instant now = wallet.timeOf(clock);
    WalletAdvance<AccountWallet> due = advancing.advance(wallet, now);
    Optional<Credited> first =
        situation.payment().map(StoredPayment::payment).flatMap(Payment::credited);
    if (first.isPresent()) {
      Credited before = first.get();
      boolean same = before.owner().equals(wallet.account()) && before.pack().equals(paid.pack());
      return same
          ? new AlreadyToppedUp(before, situation.available().with(due.wallet()))
          : new KeyReused(before);
    }
    Optional<Pack> pack = catalog.pack(paid.pack());
    if (pack.isEmpty()) {
      return new UnknownPack(paid.pack());
    }
    if (!paid.checkedOut() && needsPlan(due.wallet())) {
      return new PlanRequired(
          situation.available().with(due.wallet()), catalog.links().choosePlan());
    }
    if (!paid.checkedOut() && due.wallet().book().packs().size() >= MAX_PACKS) {
      return new TooManyPacks(MAX_PACKS);
    }
    return credit(paid, pack.get(), situation, due, now);
  }

  private boolean needsPlan(AccountWallet advanced) {
    return catalog.packs().planHoldersOnly() && !advanced.holdsPaidPlan();
  }

  private static TopUpResult credit(
      PackPaid paid,
      Pack pack,
      TopUpSituation situation,
      WalletAdvance<AccountWallet> due,
      Instant now) {
    Cause cause = Cause.paidBy(paid.payment()).with(Reason.TOP_UP);
    Journal<AccountWallet> granted =
        Journal.of(due.wallet())
            .grant(now, cause, number -> Bucket.TopUp.granted(number, pack.credits(), now));
    long number = granted.wallet().version();
    Payment payment =
        situation
            .payment()
            .map(StoredPayment::payment)
            .orElseGet(() -> Payment.unknown(paid.payment()))
            .credited(
                new Credited(
                    due.wallet().account(), pack.id(), number, pack.credits(), amount(paid, pack)));
    if (!paid.checkedOut() && payment.isReversedByUnknownPart()) {
      return new AmountUnknown();
    }
    Journal<AccountWallet> journal = Reversing.reconcile(granted, payment, Credits.NONE, now);
    long revision = situation.payment().map(StoredPayment::revision).orElse(0L);
    List<Write> writes = List.of(new PaymentWrite.PutPayment(payment, revision));
    return new ToppedUp(
        credited(granted, journal, number),
        situation.available().with(journal.wallet()),
        Commit.inOrder(due, journal, writes));
  }

  private static OptionalLong amount(PackPaid paid, Pack pack) {
    if (paid.amount().isPresent()) {
      return paid.amount();
    }
    return pack.price().stream().mapToLong(Price::amount).filter(price -> price > 0).findFirst();
  }

  /// The pack after all reversals that are already known. If these leave it empty, it was removed
  /// from the wallet.
  private static Bucket.TopUp credited(
      Journal<AccountWallet> granted, Journal<AccountWallet> reversed, long number) {
    return reversed
        .wallet()
        .book()
        .pack(number)
        .orElseGet(
            () -> (Bucket.TopUp) bucket(granted.wallet(), number).withRemaining(Credits.NONE));
  }

  static Bucket.TopUp bucket(AccountWallet wallet, long number) {
    return wallet
        .book()
        .pack(number)
        .orElseThrow(() -> new IllegalArgumentException("there is no pack " + number));
  }

  /// The outcomes of crediting a pack, in order of precedence. Only [ToppedUp] has commits.
  public sealed interface TopUpResult extends Decision {
    /// The same pack was credited to the same account for this payment before.
    record AlreadyToppedUp(Credited credited, AvailableCredits available) implements TopUpResult {}

    /// The payment belongs to another account or pack. Nothing was credited.
    record KeyReused(Credited first) implements TopUpResult {}

    /// The catalog doesn't sell this pack.
    record UnknownPack(PackId pack) implements TopUpResult {}

    /// Only accounts that pay for a plan may buy packs. A person chooses a plan at `href`.
    record PlanRequired(AvailableCredits available, Optional<URI> href) implements TopUpResult {
      @Override
      public boolean needsSecondReading() {
        return true;
      }
    }

    /// The account already has `most` packs, the maximum. Nothing was credited.
    record TooManyPacks(int most) implements TopUpResult {
      @Override
      public boolean needsSecondReading() {
        return true;
      }
    }

    /// The payment was refunded or disputed before, and its amount isn't known, so the part of the
    /// pack to claw back can't be computed. Nothing was credited. It never happens to a checkout.
    record AmountUnknown() implements TopUpResult {}

    /// The pack is now a bucket of the account.
    record ToppedUp(Bucket.TopUp bucket, AvailableCredits available, List<Commit> commits)
        implements TopUpResult {}
  }

  /// The stored state for a paid pack: the buyer's available credits, not advanced, and the known
  /// facts about the payment, even if another account got its pack.
  public record TopUpSituation(AvailableCredits available, Optional<StoredPayment> payment) {
    AccountWallet wallet() {
      return available.wallet();
    }
  }

  /// A paid pack, as the caller states it.
  ///
  /// A pack sold in a checkout is credited to any buyer. Otherwise the catalog may require a plan,
  /// and there is a largest number of packs. `amount` is the paid amount in the currency's minor
  /// unit, with taxes and discounts, if it is known. Otherwise the catalog's price applies.
  public record PackPaid(PaymentId payment, PackId pack, boolean checkedOut, OptionalLong amount) {
    public PackPaid(PaymentId payment, PackId pack, boolean checkedOut) {
      this(payment, pack, checkedOut, OptionalLong.empty());
    }
  }
}
