package dev.drawdown.topup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.http.Call;
import dev.drawdown.adapters.store.BrokenOff;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.rules.Rules;
import dev.drawdown.domain.topup.Payment.Reversal;
import dev.drawdown.domain.topup.Payment.ReversalId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// A top-up whose process dies between any two steps, and whose caller retries: the same wallet,
/// ledger and payment.
class BrokenOffTopUpTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:15:30Z");
  private static final Duration TRIAL = Duration.ofDays(14);
  private static final AccountId ANNA = new AccountId("anna");
  private static final PaymentId PAYMENT = new PaymentId("pi_3PqTopUpAnna");
  private static final Catalog CATALOG = Catalogs.shipped("ai-employee");

  @Test
  void a_retry_completes_a_first_pack_that_was_interrupted_anywhere() {
    assertThat(brokenOff("a first pack", InMemoryStore::new)).isEqualTo(2);
  }

  @Test
  void a_retry_completes_a_pack_that_was_interrupted_anywhere_while_a_trial_expires() {
    assertThat(brokenOff("a pack after the trial", BrokenOffTopUpTest::inTrial))
        .isGreaterThanOrEqualTo(2);
  }

  @Test
  void a_retry_completes_an_interrupted_pack_whose_payment_was_refunded_before() {
    assertThat(brokenOff("a refunded pack", BrokenOffTopUpTest::refunded)).isEqualTo(2);
  }

  private static int brokenOff(String name, Supplier<InMemoryStore> before) {
    Instant clock = NOW.plus(TRIAL);
    return BrokenOff.anywhere(
        name,
        before,
        store ->
            Call.sample("top-up").on(new TopUpFunction(new Ports(CATALOG, store, () -> clock))));
  }

  private static InMemoryStore inTrial() {
    InMemoryStore store = new InMemoryStore();
    ChargeId key = new ChargeId("spent");
    ChargeRequest request =
        new ChargeRequest(new ActionId("reply"), Optional.empty(), 20, Optional.empty());
    store.commitAll(
        Rules.of(CATALOG)
            .charging()
            .charge(key, request, store.load(ANNA, Optional.of(key), Optional.empty()), NOW)
            .commits());
    return store;
  }

  private static InMemoryStore refunded() {
    InMemoryStore store = new InMemoryStore();
    Reversal half = Reversal.taking(new ReversalId("re_1"), 1_450);
    store.commitAll(
        Rules.of(CATALOG)
            .reversing()
            .reverse(PAYMENT, half, store.reversal(PAYMENT), NOW)
            .commits());
    return store;
  }
}
