package dev.drawdown.domain.ledger;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.ledger.Spending.Tally;
import java.util.Optional;
import java.util.OptionalLong;

/// Why an entry was written: in a word or two, by which charge or payment, and about which hold. A
/// pool's entry says whose charge it was: that `account`'s.
///
/// `actor` is the operator who asked for it, as the token names them.
///
/// An entry about a charge says what the charge bought, and what it adds to the wallet's usage.
///
/// `hold` is the number of the entry that opened the hold. An expiry names only that, as a wallet
/// doesn't keep its holds' keys; whoever shows the ledger finds the charge and its `purchase` at
/// that entry.
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
      throw new IllegalArgumentException("usage of nothing that was bought: " + tally);
    }
  }

  public static Cause because(Reason reason) {
    return NONE.with(reason);
  }

  /// Because of what was written as `reason` before.
  public static Cause because(String reason) {
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

  /// By an operator, for a reason in their words.
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
    return NONE.with(Reason.EXPIRED).of(hold);
  }

  /// About the hold that entry `openedBy` opened.
  public Cause of(long openedBy) {
    return new Cause(
        reason, account, charge, purchase, tally, OptionalLong.of(openedBy), payment, actor);
  }

  /// Saying what the charge bought.
  public Cause buying(Purchase bought) {
    return new Cause(reason, account, charge, Optional.of(bought), tally, hold, payment, actor);
  }

  /// Saying what the entry adds to the usage of its wallet.
  public Cause tallying(Tally added) {
    return new Cause(reason, account, charge, purchase, added, hold, payment, actor);
  }

  /// As the pool's entry says it, for the charge of a member.
  public Cause of(AccountId member) {
    return new Cause(reason, Optional.of(member), charge, purchase, tally, hold, payment, actor);
  }

  /// Naming whose charge opened the hold and what it buys, as `opening`, the cause of the entry
  /// that did, has it.
  public Cause asOpenedBy(Cause opening) {
    return new Cause(
        reason, opening.account, opening.charge, opening.purchase, tally, hold, payment, actor);
  }

  public Cause with(Reason given) {
    return with(given.label());
  }

  /// With a reason in the words of the caller.
  public Cause with(String given) {
    return new Cause(Optional.of(given), account, charge, purchase, tally, hold, payment, actor);
  }
}
