package dev.drawdown.domain.ledger;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.ledger.Spending.Tally;
import java.util.Optional;
import java.util.OptionalLong;

/// The cause of an entry: a reason in a word or two, and the charge, payment or hold concerned.
///
/// A pool's entry names the `account` that made the charge. `actor` is the operator who asked for
/// the entry, as the token names them.
///
/// An entry about a charge names the `purchase` and the `tally` that it adds to the wallet's usage.
///
/// `hold` is the number of the entry that opened the hold. An expiry entry has only this number,
/// because a wallet doesn't keep the keys of its holds. A reader of the ledger finds the charge and
/// its `purchase` at that entry.
public record Cause(
    Optional<String> reason,
    Optional<AccountId> account,
    Optional<ChargeId> charge,
    Optional<Purchase> purchase,
    Tally tally,
    OptionalLong hold,
    Optional<PaymentId> payment,
    Optional<String> actor) {
  private static final Cause NONE =
      new Cause(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Tally.NONE,
          OptionalLong.empty(),
          Optional.empty(),
          Optional.empty());

  public Cause {
    if (!tally.isNone() && purchase.isEmpty()) {
      throw new IllegalArgumentException("an entry with usage needs a purchase: " + tally);
    }
  }

  public static Cause because(Reason reason) {
    return NONE.with(reason);
  }

  public static Cause by(ChargeId charge) {
    return new Cause(
        Optional.empty(),
        Optional.empty(),
        Optional.of(charge),
        Optional.empty(),
        Tally.NONE,
        OptionalLong.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public static Cause paidBy(PaymentId payment) {
    return new Cause(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Tally.NONE,
        OptionalLong.empty(),
        Optional.of(payment),
        Optional.empty());
  }

  /// An operator's change, with a reason in the operator's words.
  public static Cause byHand(String reason, Optional<String> actor) {
    return new Cause(
        Optional.of(reason),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Tally.NONE,
        OptionalLong.empty(),
        Optional.empty(),
        actor);
  }

  public static Cause expiryOf(long hold) {
    return NONE.with(Reason.EXPIRED).aboutHold(hold);
  }

  /// The same cause, about the hold that entry `openedBy` opened.
  public Cause aboutHold(long openedBy) {
    return new Cause(
        reason, account, charge, purchase, tally, OptionalLong.of(openedBy), payment, actor);
  }

  /// The same cause, with the purchase of the charge.
  public Cause buying(Purchase bought) {
    return new Cause(reason, account, charge, Optional.of(bought), tally, hold, payment, actor);
  }

  /// The same cause, with the usage that the entry adds to its wallet.
  public Cause tallying(Tally added) {
    return new Cause(reason, account, charge, purchase, added, hold, payment, actor);
  }

  /// The same cause for the pool's entry about a charge of `member`.
  public Cause forMember(AccountId member) {
    return new Cause(reason, Optional.of(member), charge, purchase, tally, hold, payment, actor);
  }

  /// The same cause with account, charge and purchase of `opening`, the cause of the entry that
  /// opened the hold.
  public Cause asOpenedBy(Cause opening) {
    return new Cause(
        reason, opening.account, opening.charge, opening.purchase, tally, hold, payment, actor);
  }

  public Cause with(Reason given) {
    return with(given.label());
  }

  /// The same cause with a reason in the caller's words.
  public Cause with(String given) {
    return new Cause(Optional.of(given), account, charge, purchase, tally, hold, payment, actor);
  }
}
