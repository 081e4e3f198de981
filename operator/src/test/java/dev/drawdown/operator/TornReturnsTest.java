package dev.drawdown.operator;

import static dev.drawdown.operator.Console.NOVEMBER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.catalog.Pack.PackId;
import dev.drawdown.domain.charge.Capturing.Amount;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.domain.topup.Payment.Reversal;
import dev.drawdown.domain.topup.Payment.ReversalId;
import dev.drawdown.domain.topup.Reversing.ReversalSituation;
import dev.drawdown.domain.topup.ToppingUp.PackPaid;
import dev.drawdown.domain.topup.ToppingUp.TopUpSituation;
import dev.drawdown.operator.Console.Printed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// `operator audit` and `operator repair` after a restore that kept the wallet and the entry of a
/// change, but not its other items. A repeated change would count twice.
class TornReturnsTest {
  private static final ChargeId ONE = new ChargeId("one");
  private static final PaymentId PAID = new PaymentId("pi_1");
  private static final Optional<Duration> HOLD = Optional.of(Duration.ofMinutes(5));
  private static final List<String> CHARGE = List.of("account#anna", "charge#one");
  private static final List<String> DOCUMENT =
      List.of("account#anna", "document#lab.analyze#lab-1");
  private static final List<String> PAYMENT = List.of("payment#pi_1", "payment");

  @AutoClose private final Console console = new Console("outsmart");
  private final OutsmartTable live = new OutsmartTable(console, console.table);
  private final OutsmartTable copy = OutsmartTable.fresh(console);
  private Map<List<String>, Map<String, AttributeValue>> before = Map.of();

  @Test
  void a_refund_without_its_mark_on_the_charge_is_found_and_its_document_stays_removed() {
    charge(Optional.empty());
    refund();
    restore(CHARGE);

    assertThat(run("audit").lines())
        .containsExactly(
            "account#anna\tcharge one paid for document lab-1, which is missing",
            "account#anna\tentry 3 is a refund of charge one, which doesn't say so",
            "1 wallets");
    assertNothingIsRepaired("entry 3 is a refund of charge one, but the charge doesn't show it");
  }

  @Test
  void a_refund_without_any_item_but_the_wallet_and_the_entry_is_found() {
    charge(Optional.empty());
    refund();
    restore(CHARGE, DOCUMENT);

    assertThat(run("audit").lines())
        .containsExactly(
            "account#anna\tentry 3 is a refund of charge one, which doesn't say so", "1 wallets");
    assertNothingIsRepaired("entry 3 is a refund of charge one");
  }

  @Test
  void a_release_without_its_mark_on_the_hold_is_found() {
    charge(HOLD);
    refund();
    restore(CHARGE);

    assertThat(run("audit").lines())
        .containsExactly(
            "account#anna\tentry 3 is a release of charge one, which doesn't say so", "1 wallets");
    assertNothingIsRepaired("entry 3 is a release of charge one");
  }

  @Test
  void a_capture_without_its_mark_on_the_hold_is_found() {
    charge(HOLD);
    capture();
    restore(CHARGE);

    assertThat(run("audit").lines())
        .containsExactly(
            "account#anna\tentry 3 is a capture of charge one, which doesn't say so", "1 wallets");
    assertNothingIsRepaired("entry 3 is a capture of charge one");
  }

  @Test
  void a_refund_of_a_capture_without_its_mark_on_the_charge_is_found() {
    charge(HOLD);
    capture();
    refund();
    restore(CHARGE, DOCUMENT);

    assertThat(run("audit").lines())
        .containsExactly(
            "account#anna\tentry 4 is a refund of charge one, which doesn't say so", "1 wallets");
  }

  /// The entry of an expiry names the hold's entry, and its charge stays unchanged.
  @Test
  void whole_returns_have_no_findings() {
    charge(HOLD);
    capture();
    refund();
    live.charge("anna", "two", "lab-2", HOLD, NOVEMBER);
    live.charge("anna", "three", "lab-3", Optional.empty(), NOVEMBER.plus(Duration.ofHours(1)));
    restore();

    assertThat(run("audit")).isEqualTo(new Printed(0, "1 wallets", ""));
    assertThat(run("repair account#anna").out()).isEqualTo("account#anna\tnothing to repair");
  }

  @Test
  void a_pack_is_found_whose_payment_is_missing() {
    charge(Optional.empty());
    buy();
    restore(PAYMENT);

    assertThat(run("audit").lines())
        .containsExactly(
            "account#anna\tentry 3 is the pack of payment pi_1, which doesn't say so", "1 wallets");
    assertNothingIsRepaired("entry 3 is the pack of payment pi_1, but the payment doesn't show it");
  }

  /// The payment's refund arrived first, so the payment's item was there before.
  @Test
  void a_pack_is_found_whose_payment_is_not_credited() {
    charge(Optional.empty());
    ReversalSituation unknown = live.ports().stores().payments().reversal(PAID);
    Reversal refund = Reversal.taking(new ReversalId("re_1"), 600);
    live.commit(live.rules().reversing().reverse(PAID, refund, unknown, NOVEMBER).commits());
    buy();
    restore(PAYMENT);

    assertThat(run("audit").out())
        .contains("account#anna\tentry 3 is the pack of payment pi_1, which doesn't say so");
  }

  @Test
  void a_whole_pack_has_no_findings() {
    charge(Optional.empty());
    buy();
    restore();

    assertThat(run("audit")).isEqualTo(new Printed(0, "1 wallets", ""));
  }

  private void charge(Optional<Duration> hold) {
    live.charge("anna", "one", "lab-1", hold, NOVEMBER);
    before = live.items();
  }

  private void capture() {
    before = live.items();
    Situation found = live.found("anna", ONE, Optional.empty());
    live.commit(live.rules().capturing().capture(found, Amount.all(), NOVEMBER).commits());
  }

  private void refund() {
    before = live.items();
    Situation found = live.found("anna", ONE, Optional.empty());
    live.commit(live.rules().refunding().refund(found, Optional.empty(), NOVEMBER).commits());
  }

  private void buy() {
    before = live.items();
    TopUpSituation found = live.ports().stores().payments().topUp(new AccountId("anna"), PAID);
    PackPaid pack = new PackPaid(PAID, new PackId("pack-50"), true);
    live.commit(live.rules().toppingUp().topUp(pack, found, NOVEMBER).commits());
  }

  /// Gives the copy every item, but the `torn` ones in their state before the last change.
  @SafeVarargs
  private void restore(List<String>... torn) {
    live.items().values().forEach(copy::put);
    for (List<String> key : torn) {
      Optional.ofNullable(before.get(key))
          .ifPresentOrElse(copy::put, () -> copy.delete(key.getFirst(), key.getLast()));
    }
  }

  private void assertNothingIsRepaired(String reason) {
    Map<List<String>, Map<String, AttributeValue>> torn = copy.items();

    Printed repair = run("repair account#anna");

    assertThat(repair.out()).startsWith("account#anna\tcan't be decided: " + reason);
    assertThat(repair.exit()).isEqualTo(1);
    assertThat(copy.items()).isEqualTo(torn);
  }

  private Printed run(String line) {
    return copy.run(line);
  }
}
