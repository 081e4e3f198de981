package dev.drawdown.adapters.dynamodb;

import static dev.drawdown.adapters.dynamodb.StoredCatalog.ANALYZE;
import static dev.drawdown.adapters.dynamodb.StoredCatalog.REPLY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.dynamodb.Capacity.Spent;
import dev.drawdown.adapters.store.Outcome.Committed;
import dev.drawdown.adapters.store.PaidPool;
import dev.drawdown.adapters.store.Sample;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.DocumentId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.charge.Capturing;
import dev.drawdown.domain.charge.Capturing.Amount;
import dev.drawdown.domain.charge.Capturing.CaptureResult;
import dev.drawdown.domain.charge.Capturing.CaptureResult.Captured;
import dev.drawdown.domain.charge.Capturing.CaptureResult.SameCapture;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.charge.ChargeResult;
import dev.drawdown.domain.charge.ChargeResult.AlreadyCharged;
import dev.drawdown.domain.charge.ChargeResult.Charged;
import dev.drawdown.domain.charge.ChargeResult.PaidBefore;
import dev.drawdown.domain.charge.Charging;
import dev.drawdown.domain.charge.Extending;
import dev.drawdown.domain.charge.Extending.ExtendResult;
import dev.drawdown.domain.charge.Extending.ExtendResult.Extended;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Decision;
import dev.drawdown.domain.fixtures.CatalogFixtures;
import dev.drawdown.domain.ledger.BucketId;
import dev.drawdown.domain.ledger.Cause;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.Posting;
import dev.drawdown.domain.ledger.Purchase;
import dev.drawdown.domain.ledger.Purchase.Metadata;
import dev.drawdown.domain.ledger.Spending.Tally;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.pool.Joining.MembershipSituation;
import dev.drawdown.domain.rules.Rules;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Journal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The cost of a charge in round trips and capacity units.
interface CapacityContract {
  Charging CHARGING = Rules.of(StoredCatalog.catalog()).charging();
  Capturing CAPTURING = Rules.of(StoredCatalog.catalog()).capturing();
  Extending EXTENDING = Rules.of(StoredCatalog.catalog()).extending();
  ChargeRequest PLAIN = ChargeRequest.of(REPLY);
  ChargeRequest HOLD =
      new ChargeRequest(REPLY, Optional.empty(), 1, Optional.of(ChargeRequest.DEFAULT_HOLD));
  ChargeRequest LARGE_HOLD =
      new ChargeRequest(REPLY, Optional.empty(), 5, Optional.of(ChargeRequest.DEFAULT_HOLD));
  ChargeRequest LARGE_HOLD_ON_DOCUMENT =
      new ChargeRequest(
          ANALYZE,
          Optional.of(new DocumentId("lab-7")),
          5,
          Optional.of(ChargeRequest.DEFAULT_HOLD));
  ChargeRequest ON_DOCUMENT =
      new ChargeRequest(ANALYZE, Optional.of(new DocumentId("lab-7")), 1, Optional.empty());

  DynamoDbStore store();

  void forget();

  /// The cost since the last reset.
  Spent spent();

  @Test
  default void a_plain_charge_reads_once_and_writes_three_items_once() {
    AccountId account = Sample.account();
    charge(account, "first", PLAIN);

    assertThat(charge(account, "plain", PLAIN)).isInstanceOf(Charged.class);

    assertThat(spentOn("A plain charge")).isEqualTo(new Spent(1, 2, 1, 6, 0));
  }

  @Test
  default void a_once_per_document_charge_reads_and_writes_the_document_too() {
    AccountId account = Sample.account();
    charge(account, "first", PLAIN);

    assertThat(charge(account, "document", ON_DOCUMENT)).isInstanceOf(Charged.class);

    assertThat(spentOn("A once-per-document charge")).isEqualTo(new Spent(1, 3, 1, 8, 0));
  }

  @Test
  default void a_first_charge_writes_an_entry_for_each_of_two_grants_too() {
    chargeForTheFirstTime();

    assertThat(spentOn("A first charge with two grants")).isEqualTo(new Spent(1, 2, 1, 10, 1));
  }

  @Test
  default void a_hold_with_the_earliest_due_time_is_recorded_in_the_index_and_the_next_is_not() {
    AccountId account = Sample.account();
    charge(account, "first", PLAIN);

    assertThat(charge(account, "hold", HOLD)).isInstanceOf(Charged.class);
    Spent noted = spentOn("A hold that is noted");
    assertThat(charge(account, "another", HOLD)).isInstanceOf(Charged.class);
    Spent kept = spentOn("A hold that is not");

    assertThat(noted).isEqualTo(new Spent(1, 2, 1, 6, 2));
    assertThat(kept).isEqualTo(new Spent(1, 2, 1, 6, 0));
  }

  @Test
  default void a_capture_writes_three_items_and_leaves_the_due_time() {
    AccountId account = Sample.account();
    charge(account, "first", PLAIN);
    charge(account, "hold", HOLD);

    assertThat(capture(account, "hold")).isInstanceOf(Captured.class);

    assertThat(spentOn("A capture")).isEqualTo(new Spent(1, 2, 1, 6, 0));
  }

  /// Three items, like the full capture: a hold with several parts costs as many captures.
  @Test
  default void each_capture_in_part_writes_three_items_and_its_repetition_nothing() {
    AccountId account = Sample.account();
    charge(account, "first", PLAIN);
    charge(account, "hold", LARGE_HOLD);

    assertThat(capture(account, "hold", 2, false)).isInstanceOf(Captured.class);
    Spent part = spentOn("A capture in part");
    assertThat(capture(account, "hold", 2, false)).isInstanceOf(SameCapture.class);
    Spent again = spentOn("The same part again");
    assertThat(capture(account, "hold", 3, false)).isInstanceOf(Captured.class);
    Spent next = spentOn("The next part");
    assertThat(capture(account, "hold", 3, true)).isInstanceOf(Captured.class);

    assertThat(part).isEqualTo(new Spent(1, 2, 1, 6, 0));
    assertThat(again).isEqualTo(new Spent(1, 2, 0, 0, 0));
    assertThat(next).isEqualTo(part);
    assertThat(spentOn("The last part")).isEqualTo(part);
  }

  @Test
  default void the_first_part_of_a_hold_on_a_document_leaves_the_document_unchanged() {
    AccountId account = Sample.account();
    charge(account, "first", PLAIN);
    charge(account, "hold", LARGE_HOLD_ON_DOCUMENT);

    assertThat(capture(account, "hold", 2, false)).isInstanceOf(Captured.class);

    assertThat(spentOn("A part of a hold on a document")).isEqualTo(new Spent(1, 2, 1, 6, 0));
  }

  /// The wallet keeps its due time, so the sweep finds nothing to do then.
  @Test
  default void an_extension_writes_three_items_and_leaves_the_due_time() {
    AccountId account = Sample.account();
    charge(account, "first", PLAIN);
    charge(account, "hold", HOLD);

    assertThat(extend(account, "hold", Duration.ofHours(1))).isInstanceOf(Extended.class);

    assertThat(spentOn("An extension")).isEqualTo(new Spent(1, 2, 1, 6, 0));
  }

  @Test
  default void a_members_part_and_extension_also_write_the_shard() {
    Catalog catalog = CatalogFixtures.catalog().action("reply", 1).pool("office", 500, 1).build();
    Charging charging = Rules.of(catalog).charging();
    AccountId account = Sample.account();
    PoolId pool = new PoolId(account + "-office");
    PaidPool.of(pool, "office", catalog, Sample.NOW).in(store());
    MembershipSituation found =
        new MembershipSituation(store().wallets().wallet(account), store().wallets().pool(pool, 1));
    commit(Rules.of(catalog).joining().join(found, Optional.empty(), Sample.NOW).commits());
    charge(charging, account, "first", PLAIN);
    charge(charging, account, "hold", LARGE_HOLD);

    assertThat(capture(account, "hold", 2, false)).isInstanceOf(Captured.class);
    Spent part = spentOn("A member's part");
    assertThat(extend(account, "hold", Duration.ofHours(1))).isInstanceOf(Extended.class);

    assertThat(part).isEqualTo(new Spent(2, 3, 1, 10, 0));
    assertThat(spentOn("A member's extension")).isEqualTo(part);
  }

  @Test
  default void a_charge_for_a_document_paid_for_before_reads_twice_and_writes_nothing() {
    AccountId account = Sample.account();
    charge(account, "document", ON_DOCUMENT);

    assertThat(charge(account, "again", ON_DOCUMENT)).isInstanceOf(PaidBefore.class);

    assertThat(spentOn("A document paid for before")).isEqualTo(new Spent(2, 4, 0, 0, 0));
  }

  @Test
  default void a_replay_reads_once_and_writes_nothing() {
    AccountId account = Sample.account();
    charge(account, "plain", PLAIN);

    assertThat(charge(account, "plain", PLAIN)).isInstanceOf(AlreadyCharged.class);

    assertThat(spentOn("A replay")).isEqualTo(new Spent(1, 2, 0, 0, 0));
  }

  @ParameterizedTest(name = "{0} shards")
  @CsvSource({"1, 3", "4, 6", "16, 18"})
  default void a_members_charge_on_a_pool_reads_twice_and_writes_five_items_once(
      int shards, int readUnits) {
    Catalog catalog =
        CatalogFixtures.catalog().action("reply", 1).pool("office", 500, shards).build();
    Charging charging = Rules.of(catalog).charging();
    AccountId account = Sample.account();
    PoolId pool = new PoolId(account + "-office");
    PaidPool.of(pool, "office", catalog, Sample.NOW).in(store());
    MembershipSituation found =
        new MembershipSituation(
            store().wallets().wallet(account), store().wallets().pool(pool, shards));
    commit(Rules.of(catalog).joining().join(found, Optional.empty(), Sample.NOW).commits());
    charge(charging, account, "first", PLAIN);

    assertThat(charge(charging, account, "pooled", PLAIN)).isInstanceOf(Charged.class);

    String what = "A member's charge on a pool of " + shards;
    assertThat(spentOn(what)).isEqualTo(new Spent(2, readUnits, 1, 10, 0));
  }

  /// A usage report reads this many entries per page, five times: see `docs/operate.md`.
  @Test
  default void a_thousand_entries_about_charges_are_read_for_less_than_a_hundred_units() {
    AccountId account = Sample.account();
    Purchase bought =
        new Purchase(
            ANALYZE,
            Optional.of(new DocumentId("report-5e0d3c1b")),
            1,
            new Metadata(Map.of("feature", "lab-report", "team", "northside")));
    WalletId wallet = WalletId.of(account);
    for (int written = 0; written < 1_000; written += 50) {
      commit(List.of(charges(store().wallets().wallet(account), bought, 50)));
    }
    forget();

    List<Entry> read = store().ledgers().entriesAfter(wallet, 0, 1_000);

    assertThat(read).hasSize(1_000);
    Spent spent = spentOn("A thousand entries");
    assertThat(spent.reads()).isEqualTo(1);
    assertThat(spent.readUnits()).isBetween(50, 100);
  }

  /// `count` charges on another wallet's credits, as entries name them.
  private static Commit charges(AccountWallet wallet, Purchase bought, int count) {
    Journal<AccountWallet> journal = Journal.of(wallet);
    Posting pooled = new Posting(new BucketId(BucketKind.POOL, 1), -1);
    List<Entry> entries = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      Cause cause =
          Cause.by(new ChargeId("7aa0e4ef-8d63-90b1-f1c2-" + (wallet.version() + number)))
              .buying(bought)
              .tallying(new Tally(1, 0));
      entries.add(
          new Entry(
              wallet.version() + number,
              Sample.NOW,
              EntryKind.CHARGE,
              cause,
              List.of(pooled),
              Credits.NONE));
    }
    AccountWallet after =
        journal.wallet().with(book -> book.posted(wallet.version() + count, Sample.NOW));
    return Sample.commit(new Journal<>(after, entries));
  }

  default void chargeForTheFirstTime() {
    assertThat(charge(Sample.account(), "first", PLAIN)).isInstanceOf(Charged.class);
  }

  private ChargeResult charge(AccountId account, String key, ChargeRequest request) {
    return charge(CHARGING, account, key, request);
  }

  private ChargeResult charge(
      Charging charging, AccountId account, String key, ChargeRequest request) {
    forget();
    ChargeId id = new ChargeId(key);
    Situation situation =
        store().accounts().load(account, Optional.of(id), charging.paidOnce(request));
    return written(charging.charge(id, request, situation, Sample.NOW));
  }

  private CaptureResult capture(AccountId account, String key) {
    return written(CAPTURING.capture(holding(account, key), Amount.all(), Sample.NOW));
  }

  private CaptureResult capture(AccountId account, String key, long total, boolean isFinal) {
    Amount amount = new Amount(Optional.of(Credits.of(total)), isFinal);
    return written(CAPTURING.capture(holding(account, key), amount, Sample.NOW));
  }

  private ExtendResult extend(AccountId account, String key, Duration expiresIn) {
    return written(EXTENDING.extend(holding(account, key), expiresIn, Sample.NOW));
  }

  private Situation holding(AccountId account, String key) {
    forget();
    return store().accounts().load(account, Optional.of(new ChargeId(key)), Optional.empty());
  }

  private <D extends Decision> D written(D decision) {
    commit(decision.commits());
    return decision;
  }

  private void commit(List<Commit> commits) {
    for (Commit commit : commits) {
      assertThat(store().commits().commit(commit, Sample.token())).isEqualTo(new Committed());
    }
  }

  private Spent spentOn(String what) {
    System.out.println(what + ": " + spent());
    return spent();
  }
}
