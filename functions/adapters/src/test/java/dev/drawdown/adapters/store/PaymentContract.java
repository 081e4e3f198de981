package dev.drawdown.adapters.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.store.Outcome.Stale;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.catalog.Pack.PackId;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.charge.ChargeWrite;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.BucketId;
import dev.drawdown.domain.ledger.Cause;
import dev.drawdown.domain.ledger.Draw;
import dev.drawdown.domain.ledger.Drawdown;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.Reason;
import dev.drawdown.domain.pool.AvailableCredits;
import dev.drawdown.domain.topup.Payment;
import dev.drawdown.domain.topup.Payment.Credited;
import dev.drawdown.domain.topup.Payment.Reversal;
import dev.drawdown.domain.topup.Payment.ReversalId;
import dev.drawdown.domain.topup.Payment.StoredPayment;
import dev.drawdown.domain.topup.PaymentWrite;
import dev.drawdown.domain.topup.Reversing.ReversalSituation;
import dev.drawdown.domain.topup.ToppingUp.TopUpSituation;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Journal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A payment for a pack is found by its id alone. Only a caller that read its last revision can
/// write it.
public interface PaymentContract extends StoreUnderTest {
  Reversal REFUND = Reversal.taking(new ReversalId("re_1"), 600);
  Reversal DISPUTE = Reversal.reinstated(new ReversalId("dp_1"));

  BucketId PACK = new BucketId(BucketKind.TOP_UP, 1);

  @Test
  default void an_unknown_payment_is_absent() {
    AccountId account = Sample.account();
    PaymentId payment = unknown().id();

    assertThat(payments().topUp(account, payment))
        .isEqualTo(
            new TopUpSituation(
                AvailableCredits.of(AccountWallet.unseen(account)), Optional.empty()));
    assertThat(payments().reversal(payment))
        .isEqualTo(new ReversalSituation(Optional.empty(), Optional.empty()));
  }

  @Test
  default void a_credited_payment_is_read_with_its_wallet() {
    AccountId account = Sample.account();
    Payment payment = credited(account).with(REFUND).with(DISPUTE);

    AccountWallet wallet = committed(bought(account), new PaymentWrite.PutPayment(payment, 0));

    Optional<StoredPayment> stored = Optional.of(new StoredPayment(payment, 1));
    assertThat(payments().reversal(payment.id()))
        .isEqualTo(new ReversalSituation(stored, Optional.of(wallet)));
    assertThat(payments().topUp(account, payment.id()))
        .isEqualTo(new TopUpSituation(AvailableCredits.of(wallet), stored));
  }

  /// U1: the wallet doesn't have the pack any more; the ledger does.
  @Test
  default void records_about_a_used_up_pack_come_with_its_granting_entry() {
    AccountId account = Sample.account();
    Payment payment = credited(account);
    Journal<AccountWallet> bought = bought(account);
    Drawdown all = new Drawdown(List.of(new Draw.Own(PACK, Credits.of(50))));
    Journal<AccountWallet> spent =
        bought.draw(Sample.NOW, EntryKind.CHARGE, Cause.byHand("sample", Optional.empty()), all);
    Charge charge =
        new Charge(
            new ChargeId("all"),
            ChargeRequest.of(new ActionId("ask")),
            false,
            all,
            Sample.NOW,
            2,
            2,
            new Charge.State.Charged());

    AccountWallet wallet =
        committed(
            spent, new PaymentWrite.PutPayment(payment, 0), new ChargeWrite.OpenCharge(charge));

    Entry grant = bought.last();
    assertThat(wallet.buckets()).isEmpty();
    assertThat(payments().reversal(payment.id()))
        .isEqualTo(
            new ReversalSituation(
                Optional.of(new StoredPayment(payment, 1)),
                Optional.of(wallet),
                Optional.of(grant)));
    assertThat(store().accounts().load(account, Optional.of(charge.id()), Optional.empty()))
        .isEqualTo(
            new Situation(
                wallet, Optional.of(charge), Optional.empty(), List.of(), List.of(grant)));
  }

  private static Journal<AccountWallet> bought(AccountId account) {
    return Journal.of(AccountWallet.unseen(account))
        .grant(
            Sample.NOW,
            Reason.TOP_UP.cause(),
            number -> Bucket.TopUp.granted(number, Credits.of(50), Sample.NOW));
  }

  @Test
  default void another_account_reads_the_payment_and_its_own_wallet() {
    Payment payment = credited(Sample.account());
    recordsOnly(new PaymentWrite.PutPayment(payment, 0));
    AccountId other = Sample.account();

    TopUpSituation found = payments().topUp(other, payment.id());

    assertThat(found)
        .isEqualTo(
            new TopUpSituation(
                AvailableCredits.of(AccountWallet.unseen(other)),
                Optional.of(new StoredPayment(payment, 1))));
  }

  @Test
  default void a_reversal_that_arrives_before_its_payment_is_kept() {
    Payment payment = unknown().with(REFUND);

    recordsOnly(new PaymentWrite.PutPayment(payment, 0));

    assertThat(payments().reversal(payment.id()))
        .isEqualTo(
            new ReversalSituation(Optional.of(new StoredPayment(payment, 1)), Optional.empty()));
  }

  @Test
  default void a_payment_written_meanwhile_is_not_overwritten() {
    AccountId account = Sample.account();
    Payment reversed = unknown().with(REFUND);
    recordsOnly(new PaymentWrite.PutPayment(reversed, 0));
    Payment imagined =
        reversed.credited(
            new Credited(
                account, new PackId("pack-50"), 1, Credits.of(50), OptionalLong.of(1_200)));

    Outcome first = tried(Sample.opening(account), new PaymentWrite.PutPayment(imagined, 0));
    Outcome later = tried(Sample.opening(account), new PaymentWrite.PutPayment(imagined, 2));

    assertThat(first).isEqualTo(Stale.WITHOUT_ITEMS);
    assertThat(later).isEqualTo(first);
    assertThat(walletOf(account)).isEqualTo(AccountWallet.unseen(account));
    recordsOnly(new PaymentWrite.PutPayment(reversed.with(DISPUTE), 1));
    assertThat(payments().topUp(account, reversed.id()).payment())
        .contains(new StoredPayment(reversed.with(DISPUTE), 2));
  }

  private static Payment unknown() {
    return Payment.unknown(new PaymentId("pi_" + UUID.randomUUID()));
  }

  private static Payment credited(AccountId owner) {
    return unknown()
        .credited(
            new Credited(owner, new PackId("pack-50"), 1, Credits.of(50), OptionalLong.of(1_200)));
  }
}
