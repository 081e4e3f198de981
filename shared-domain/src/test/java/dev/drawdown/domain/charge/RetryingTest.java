package dev.drawdown.domain.charge;

import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static dev.drawdown.domain.fixtures.Run.run;
import static dev.drawdown.domain.fixtures.Wallets.credits;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.charge.Charge.ChargeStatus;
import dev.drawdown.domain.charge.ChargeResult.AlreadyCharged;
import dev.drawdown.domain.charge.ChargeResult.Charged;
import dev.drawdown.domain.charge.ChargeResult.KeyReused;
import dev.drawdown.domain.charge.ChargeResult.OutOfCredits;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.fixtures.Run;
import dev.drawdown.domain.ledger.Purchase;
import dev.drawdown.domain.ledger.Purchase.Metadata;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// I1, I2, F4: the key is the charge's id, for ever.
class RetryingTest {
  private static final Run REQUEST = run("letter").on("doc-1").times(2).held();

  @Test
  void the_same_key_and_request_is_the_same_charge_with_todays_balance() {
    Account account = Account.on(simple().monthly(50));
    Charge first = account.charged("k1", run(3));
    account.charged(run(10));

    ChargeResult again = account.at("2027-01-01T00:00:00Z").charge("k1", run(3));

    assertThat(again).isInstanceOf(AlreadyCharged.class);
    assertThat(((AlreadyCharged) again).charge()).isEqualTo(first);
    assertThat(((AlreadyCharged) again).available().total()).isEqualTo(credits(50));
    assertThat(account.total()).isEqualTo(50);
  }

  @Test
  void one_key_sent_50_times_is_one_charge() {
    Account account = Account.on(simple()).topUp(37);

    for (int call = 0; call < 50; call++) {
      account.charge("k1", run(1));
    }

    assertThat(account.total()).isEqualTo(36);
  }

  @Test
  void metadata_is_not_part_of_the_request_and_the_first_counts() {
    Account account = Account.on(simple()).topUp(37);
    Charge first = account.charged("k1", REQUEST.noting("team", "sales"));

    ChargeResult result = account.charge("k1", REQUEST.noting("team", "support"));

    assertThat(result).isInstanceOf(AlreadyCharged.class);
    assertThat(((AlreadyCharged) result).charge()).isEqualTo(first);
    assertThat(account.ledger().getLast().cause().purchase())
        .map(Purchase::metadata)
        .contains(new Metadata(Map.of("team", "sales")));
  }

  @ParameterizedTest
  @MethodSource("others")
  void the_same_key_and_another_request_is_refused(Run other) {
    Account account = Account.on(simple()).topUp(37);
    Charge first = account.charged("k1", REQUEST);

    ChargeResult result = account.charge("k1", other);

    assertThat(result).isEqualTo(new KeyReused(first));
    assertThat(account.total()).isEqualTo(35);
  }

  static Stream<Run> others() {
    return Stream.of(
        run("run").on("doc-1").times(2).held(),
        run("letter").on("doc-2").times(2).held(),
        run("letter").on("doc-1").times(3).held(),
        run("letter").on("doc-1").times(2).held(Duration.ofMinutes(16)),
        run("letter").on("doc-1").times(2),
        run("letter").on("doc-1").times(2).held().continuing("k0"),
        run("sing").on("doc-1").times(2).held(),
        run("look"));
  }

  @Test
  void defaults_are_the_same_request_as_their_values() {
    Account account = Account.on(simple()).topUp(37);
    account.charged("k1", REQUEST);

    ChargeResult result =
        account.charge("k1", run("letter").on("doc-1").times(2).held(Duration.parse("PT900S")));

    assertThat(result).isInstanceOf(AlreadyCharged.class);
  }

  @Test
  void a_hold_lasts_whole_milliseconds_so_its_stored_request_is_equal() {
    ChargeRequest asked = run(1).held(Duration.ofNanos(1_999_999)).request();

    assertThat(asked.hold()).contains(Duration.ofMillis(1));
  }

  @Test
  void refusals_are_not_remembered() {
    Account account = Account.on(simple()).topUp(5);

    assertThat(account.charge("k1", run(6))).isInstanceOf(OutOfCredits.class);
    account.topUp(1);
    assertThat(account.charge("k1", run(6))).isInstanceOf(Charged.class);
  }

  @Test
  void a_refused_key_may_be_used_for_another_request() {
    Account account = Account.on(simple()).topUp(5);

    assertThat(account.charge("k1", run(6))).isInstanceOf(OutOfCredits.class);
    assertThat(account.charge("k1", run(5))).isInstanceOf(Charged.class);
  }

  @Test
  void answers_without_a_cost_use_up_no_key() {
    Account account = Account.on(simple()).topUp(5);
    account.charged("k0", run("letter").on("doc-1"));

    account.charge("k1", "look");
    account.charge("k2", run("letter").on("doc-1"));

    assertThat(account.charge("k1", run(1))).isInstanceOf(Charged.class);
    assertThat(account.charge("k2", run(1))).isInstanceOf(Charged.class);
  }

  @Test
  void a_retry_under_the_key_of_a_refunded_charge_gets_that_charge_and_takes_nothing() {
    Account account = Account.on(simple()).topUp(5);
    account.charged("k1", run(2));
    account.refund("k1");

    ChargeResult again = account.charge("k1", run(2));

    assertThat(again).isInstanceOf(AlreadyCharged.class);
    assertThat(((AlreadyCharged) again).charge().statusAt(account.clock()))
        .isEqualTo(ChargeStatus.REFUNDED);
    assertThat(account.total()).isEqualTo(5);
  }

  @Test
  void a_retry_under_the_key_of_an_expired_hold_gets_that_hold_and_takes_nothing() {
    Account account = Account.on(simple()).topUp(5);
    account.charged("k1", run(2).held());

    ChargeResult again = account.after(Duration.ofMinutes(15)).charge("k1", run(2).held());

    assertThat(((AlreadyCharged) again).charge().statusAt(account.clock()))
        .isEqualTo(ChargeStatus.EXPIRED);
    assertThat(account.total()).isEqualTo(5);
    assertThat(account.held()).isZero();
  }
}
