package dev.drawdown.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.DocumentId;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.ledger.BucketId;
import dev.drawdown.domain.ledger.Cause;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.Posting;
import dev.drawdown.domain.ledger.Purchase;
import dev.drawdown.domain.ledger.Purchase.Metadata;
import dev.drawdown.domain.ledger.Reason;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.events.LedgerEvent;
import dev.drawdown.events.LedgerEvent.AccountUpdated;
import dev.drawdown.events.LedgerEvent.CreditsCharged;
import dev.drawdown.events.LedgerEvent.CreditsGranted;
import dev.drawdown.events.LedgerEvent.CreditsLow;
import dev.drawdown.events.LedgerEvent.CreditsRefunded;
import dev.drawdown.events.LedgerEvent.CreditsReleased;
import dev.drawdown.events.LedgerLine;
import dev.drawdown.events.LedgerLine.BucketPosting;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EntryEventTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:15:30Z");
  private static final WalletId ANNA = WalletId.of(new AccountId("anna"));
  private static final BucketId PLAN = new BucketId(BucketKind.PLAN, 9);
  private static final Cause BY_A_CHARGE = Cause.by(new ChargeId("click"));

  @Test
  void an_event_contains_everything_that_the_ledger_has_of_the_entry() {
    LedgerLine line =
        new LedgerLine(
            "account#anna",
            Optional.of("anna"),
            Optional.empty(),
            OptionalInt.empty(),
            12,
            NOW,
            -3,
            List.of(new BucketPosting("plan-9", "plan", -3)),
            48,
            Optional.empty(),
            Optional.of(
                new LedgerLine.Purchase(
                    "lab.analyze", Optional.of("lab-7"), 3, Map.of("team", "sales"))));
    Cause cause =
        BY_A_CHARGE.buying(
            new Purchase(
                new ActionId("lab.analyze"),
                Optional.of(new DocumentId("lab-7")),
                3,
                new Metadata(Map.of("team", "sales"))));

    LedgerEvent event = EntryEvent.of(ANNA, entry(EntryKind.CHARGE, cause));

    assertThat(event).isEqualTo(new CreditsCharged(line, "click"));
  }

  @Test
  void events_of_a_pools_further_shards_name_the_shard() {
    LedgerEvent first = in(new WalletId(new PoolId("clinic"), 0));
    LedgerEvent third = in(new WalletId(new PoolId("clinic"), 3));

    assertThat(first.line().id()).isEqualTo("pool#clinic/12");
    assertThat(first.line().pool()).contains("clinic");
    assertThat(first.line().account()).isEmpty();
    assertThat(first.line().shard()).isEmpty();
    assertThat(third.line().id()).isEqualTo("pool#clinic#3/12");
    assertThat(third.line().shard()).hasValue(3);
  }

  @Test
  void an_event_of_a_pools_entry_names_the_member() {
    WalletId pool = WalletId.of(new PoolId("clinic"));
    Cause cause = BY_A_CHARGE.forMember(new AccountId("anna"));

    LedgerLine line = EntryEvent.of(pool, entry(EntryKind.CHARGE, cause)).line();

    assertThat(line.account()).contains("anna");
    assertThat(line.pool()).contains("clinic");
  }

  @Test
  void an_event_has_the_fields_of_its_kind() {
    Cause paid = Cause.paidBy(new PaymentId("pi_1")).with("top-up");

    assertThat(EntryEvent.of(ANNA, entry(EntryKind.GRANT, paid)))
        .isInstanceOfSatisfying(
            CreditsGranted.class,
            granted -> {
              assertThat(granted.reason()).isEqualTo("top-up");
              assertThat(granted.payment()).contains("pi_1");
            });
    assertThat(EntryEvent.of(ANNA, entry(EntryKind.LOW, BY_A_CHARGE.with("critical"))))
        .isInstanceOfSatisfying(
            CreditsLow.class,
            low -> {
              assertThat(low.level()).isEqualTo("critical");
              assertThat(low.charge()).isEqualTo("click");
            });
    assertThat(EntryEvent.of(ANNA, entry(EntryKind.RELEASE, BY_A_CHARGE.with("expired"))))
        .isInstanceOfSatisfying(
            CreditsReleased.class, released -> assertThat(released.reason()).contains("expired"));
    assertThat(EntryEvent.of(ANNA, entry(EntryKind.REFUND, BY_A_CHARGE)))
        .isInstanceOfSatisfying(
            CreditsRefunded.class, refunded -> assertThat(refunded.reason()).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "GRANT, CreditsGranted",
    "CHARGE, CreditsCharged",
    "HOLD, CreditsHeld",
    "CAPTURE, CreditsCaptured",
    "RELEASE, CreditsReleased",
    "REFUND, CreditsRefunded",
    "EXPIRY, CreditsExpired",
    "CLAWBACK, CreditsClawedBack",
    "ADJUSTMENT, CreditsAdjusted",
    "LOW, CreditsLow",
    "EXHAUSTED, CreditsExhausted"
  })
  void each_kind_of_entry_is_an_event_of_its_own(EntryKind kind, String type) {
    assertThat(EntryEvent.of(ANNA, entry(kind, BY_A_CHARGE.with("any"))).type()).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource({
    "payment-failed, RenewalFailed",
    "suspended, AccountSuspended",
    "restored, AccountRestored",
    "plan-ended, AccountUpdated",
    "cancelled, AccountUpdated",
    "removed, AccountUpdated",
    "unpaid, AccountUpdated",
    "failed-ahead, AccountUpdated",
    "given-up, AccountUpdated",
    "cancellation-planned, AccountUpdated",
    "cancellation-withdrawn, AccountUpdated",
    "paused, AccountUpdated",
    "resumed, AccountUpdated",
    "paid-ahead, AccountUpdated",
    "extended, AccountUpdated",
    "event-parked, AccountUpdated",
    "event-unparked, AccountUpdated",
    "invented-later, AccountUpdated"
  })
  void a_change_of_standing_has_an_event_for_its_reason(String reason, String type) {
    LedgerEvent event =
        EntryEvent.of(ANNA, entry(EntryKind.STANDING, Cause.byHand(reason, Optional.empty())));

    assertThat(event.type()).isEqualTo(type);
    assertThat(event.detail()).containsEntry("reason", reason);
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void every_reason_has_an_event(Reason reason) {
    LedgerEvent event = EntryEvent.of(ANNA, entry(EntryKind.STANDING, reason.cause()));

    assertThat(event.detail()).containsEntry("reason", reason.label());
  }

  @ParameterizedTest
  @CsvSource({
    "CHARGE,    charge without charge",
    "RELEASE,   release without charge",
    "LOW,       low without charge",
    "GRANT,     grant without reason",
    "EXPIRY,     expiry without reason",
    "STANDING,  standing without reason"
  })
  void an_entry_without_a_field_of_its_event_is_refused(EntryKind kind, String why) {
    boolean chargeMissing = why.endsWith("charge");
    Cause cause = chargeMissing ? Reason.EXPIRED.cause() : BY_A_CHARGE;

    assertThatIllegalArgumentException()
        .isThrownBy(() -> EntryEvent.of(ANNA, entry(kind, cause)))
        .withMessage(why);
  }

  private static LedgerEvent in(WalletId wallet) {
    LedgerEvent event = EntryEvent.of(wallet, entry(EntryKind.STANDING, Reason.PLAN_ENDED.cause()));
    assertThat(event).isInstanceOf(AccountUpdated.class);
    return event;
  }

  private static Entry entry(EntryKind kind, Cause cause) {
    return new Entry(12, NOW, kind, cause, List.of(new Posting(PLAN, -3)), Credits.of(48));
  }
}
