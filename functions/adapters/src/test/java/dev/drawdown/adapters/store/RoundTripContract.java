package dev.drawdown.adapters.store;

import static dev.drawdown.adapters.store.Sample.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.DocumentId;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.billing.Standing;
import dev.drawdown.domain.billing.Subscription;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.catalog.Plan.PlanId;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.Charge.Returned;
import dev.drawdown.domain.charge.Charge.State;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.charge.ChargeWrite;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.BucketId;
import dev.drawdown.domain.ledger.Cause;
import dev.drawdown.domain.ledger.Draw;
import dev.drawdown.domain.ledger.Drawdown;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.Hold;
import dev.drawdown.domain.ledger.Posting;
import dev.drawdown.domain.ledger.Purchase;
import dev.drawdown.domain.ledger.Purchase.Metadata;
import dev.drawdown.domain.ledger.Spending.Tally;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.BillingState;
import dev.drawdown.domain.wallet.Journal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// Written records are read back equal.
public interface RoundTripContract extends StoreUnderTest {
  Instant LATER = NOW.plus(Duration.ofDays(17));
  BucketId PLAN = new BucketId(BucketKind.PLAN, 1);
  BucketId PACK = new BucketId(BucketKind.TOP_UP, 3);
  Drawdown OVER_TWO = new Drawdown(List.of(draw(PLAN, 7), draw(PACK, 2)));
  Purchase PLAIN = new Purchase(new ActionId("reply"), Optional.empty(), 1, Metadata.NONE);
  Purchase NOTED =
      new Purchase(
          new ActionId("website.sync"),
          Optional.of(new DocumentId("page")),
          1_000,
          new Metadata(Map.of("team", "sales", "empty", "", "\u00e9t\u00e9", "\ud83c\udf1e")));
  Returned RETURNED = new Returned(Credits.of(7), Credits.of(2));

  @Test
  default void a_wallet_is_read_back_with_every_kind_of_bucket_and_its_holds() {
    List<Bucket> buckets =
        List.of(
            new Bucket.Plan(1, new PlanId("solo"), Credits.of(105), Credits.of(3), NOW, LATER, 2),
            new Bucket.Starter(2, Credits.of(10), Credits.NONE, NOW, 1),
            new Bucket.TopUp(3, Credits.of(50), Credits.NONE, NOW, Credits.of(7)));
    List<Hold> holds =
        List.of(
            new Hold(4, LATER, OVER_TWO),
            new Hold(5, LATER.plusMillis(1), new Drawdown(List.of(draw(PACK, 1)))));
    AccountWallet wallet =
        AccountWallet.unseen(Sample.account())
            .with(book -> book.posted(5, NOW).withBuckets(buckets).withHolds(holds))
            .withTrialUsed();

    committed(reached(wallet));

    assertThat(walletOf(wallet.account())).isEqualTo(withDueTime(wallet));
  }

  @Test
  default void the_data_of_a_wallet_is_read_back() {
    AccountWallet wallet =
        Sample.opening(Sample.account()).wallet().with(book -> book.withExhausted(true));

    committed(reached(wallet));

    assertThat(walletOf(wallet.account())).isEqualTo(wallet);
    assertThat(wallet.trialUsed()).isFalse();
  }

  @Test
  default void the_billing_state_of_a_wallet_is_read_back() {
    AccountId account = Sample.account();
    Subscription known = BillingSamples.withEveryFact(account);
    List<BillingState> billings =
        List.of(
            BillingState.NONE.following(NOW).withStanding(Standing.SUSPENDED),
            BillingState.NONE.parking(NOW).parking(LATER),
            new BillingState(
                List.of(known),
                NOW,
                Standing.GRACE,
                List.of(BillingSamples.frozen(), BillingSamples.month()),
                true,
                7,
                List.of()));
    for (BillingState billing : billings) {
      AccountWallet wallet = Sample.opening(Sample.account()).wallet().withBilling(billing);

      committed(reached(wallet));

      assertThat(walletOf(wallet.account()).billing()).isEqualTo(billing);
    }
  }

  @Test
  default void a_charge_is_read_back_in_every_state() {
    List<State> states =
        List.of(
            new State.Charged(),
            new State.Held(LATER, Credits.NONE),
            new State.Held(LATER, Credits.of(5)),
            new State.Captured(Credits.of(12)),
            new State.Released(RETURNED, Credits.NONE),
            new State.Released(RETURNED, Credits.of(5)),
            new State.Refunded(RETURNED));
    for (State state : states) {
      AccountId account = Sample.account();
      Charge charge = Sample.charge("k", Sample.DOCUMENT).changed(1, OVER_TWO, state);

      committed(Sample.opening(account), new ChargeWrite.OpenCharge(charge));

      assertThat(stored(account, charge)).contains(charge);
    }
  }

  @Test
  default void a_charge_is_read_back_with_its_whole_request() {
    AccountId account = Sample.account();
    ChargeRequest request =
        new ChargeRequest(
            new ActionId("website.sync"),
            Optional.of(new DocumentId("page")),
            1_000,
            Optional.of(new ChargeId("before")),
            Optional.of(Duration.ofMillis(86_399_999)),
            NOTED.metadata());
    Charge charge =
        new Charge(
            new ChargeId("k"), request, false, Drawdown.NOTHING, NOW, 1, 9, new State.Charged());

    committed(Sample.opening(account), new ChargeWrite.OpenCharge(charge));

    assertThat(stored(account, charge)).contains(charge);
  }

  @Test
  default void entries_of_every_kind_are_read_back_with_causes_and_postings() {
    List<Cause> causes =
        List.of(
            Cause.byHand("two words", Optional.empty()),
            Cause.by(new ChargeId("k")),
            Cause.expiryOf(1),
            Cause.by(new ChargeId("k")).aboutHold(3).with("why"),
            Cause.paidBy(new PaymentId("pi_1")).with("top-up"),
            Cause.by(new ChargeId("k")).forMember(new AccountId("mia")),
            Cause.by(new ChargeId("k")).buying(PLAIN),
            Cause.by(new ChargeId("k")).buying(NOTED).tallying(new Tally(1, 7)),
            Cause.by(new ChargeId("k")).buying(PLAIN).tallying(new Tally(0, 2)),
            Cause.by(new ChargeId("k")).buying(PLAIN).tallying(new Tally(-1, -9)),
            new Cause(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Tally.NONE,
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty()),
            Cause.byHand("sorry for the outage", Optional.of("olga")));
    List<Posting> postings =
        List.of(new Posting(PLAN, 7), new Posting(PACK, 2), new Posting(PACK, -2));
    List<Entry> entries = new ArrayList<>();
    for (EntryKind kind : EntryKind.values()) {
      int number = entries.size() + 1;
      Cause cause = causes.get(number % causes.size());
      List<Posting> some = postings.subList(0, number % (postings.size() + 1));
      Credits kept = Credits.of(number % 2);
      entries.add(new Entry(number, LATER, kind, cause, some, Credits.of(number), kept));
    }
    AccountWallet wallet =
        AccountWallet.unseen(Sample.account()).with(book -> book.posted(entries.size(), LATER));

    committed(new Journal<>(wallet, entries));

    assertThat(store().ledgers().entriesAfter(WalletId.of(wallet.owner()), 0, 100))
        .isEqualTo(entries);
  }

  private static Draw draw(BucketId bucket, long credits) {
    return new Draw.Own(bucket, Credits.of(credits));
  }

  private static AccountWallet withDueTime(AccountWallet wallet) {
    return Sample.DUE_TIMES.withFreshDueTime(wallet);
  }

  /// A wallet written at once, without its history.
  private static Journal<AccountWallet> reached(AccountWallet wallet) {
    int entries = Math.toIntExact(wallet.version());
    return new Journal<>(
        wallet, Sample.noting(AccountWallet.unseen(wallet.account()), entries, "sample").entries());
  }
}
