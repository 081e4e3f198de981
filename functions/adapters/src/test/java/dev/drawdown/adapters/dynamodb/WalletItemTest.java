package dev.drawdown.adapters.dynamodb;

import static dev.drawdown.domain.fixtures.CatalogFixtures.STANDARD_POLICY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.store.BillingSamples;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.billing.BillingLimit;
import dev.drawdown.domain.billing.PaidBucket;
import dev.drawdown.domain.billing.Subscription;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.ledger.Book;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.BucketId;
import dev.drawdown.domain.ledger.Draw;
import dev.drawdown.domain.ledger.Drawdown;
import dev.drawdown.domain.ledger.Hold;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.manualchange.ManualChange;
import dev.drawdown.domain.manualchange.ManualChanging;
import dev.drawdown.domain.pool.Pool;
import dev.drawdown.domain.pool.PoolWallet;
import dev.drawdown.domain.topup.ToppingUp;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.BillingState;
import dev.drawdown.domain.wallet.Membership;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WalletItemTest {
  private static final int LIMIT = 8 * 1024;
  private static final int ONE_UNIT = 1024;

  /// DynamoDB refuses a larger item.
  private static final int MOST = 400 * 1024;

  private static final int TERMS = 12;
  private static final Instant NOW = Instant.parse("2026-03-14T09:26:53.589Z");

  @Test
  void stays_under_8_KB_with_100_open_holds_50_packs_and_12_terms() {
    AccountWallet wallet = wallet(100, 50, TERMS, 1_234_567);

    int size = ItemSize.of(WalletItem.of(wallet));

    System.out.println(
        "A wallet with 100 open holds, 50 packs and 12 terms takes " + size + " bytes.");
    assertThat(size).isLessThan(LIMIT);
    assertThat(WalletItem.read(Item.stored(WalletItem.of(wallet)))).isEqualTo(wallet);
  }

  /// One term runs, and 23 wait.
  @Test
  void stays_under_8_KB_with_24_terms_of_one_item() {
    AccountWallet wallet = wallet(100, 50, 24, 1_234_567);

    int size = ItemSize.of(WalletItem.of(wallet));

    System.out.println("The same with 24 terms takes " + size + " bytes.");
    assertThat(size).isLessThan(LIMIT);
    assertThat(WalletItem.read(Item.stored(WalletItem.of(wallet)))).isEqualTo(wallet);
  }

  /// One term runs, and ten years of months wait.
  @Test
  void stays_under_8_KB_with_120_waiting_terms() {
    AccountWallet wallet = wallet(100, 50, BillingLimit.WAITING_TERMS.most() + 1, 1_234_567);

    int size = ItemSize.of(WalletItem.of(wallet));

    System.out.println("The same with 120 terms that wait takes " + size + " bytes.");
    assertThat(size).isLessThan(LIMIT);
    assertThat(WalletItem.read(Item.stored(WalletItem.of(wallet)))).isEqualTo(wallet);
  }

  /// G1: buckets with ten different expiries, and one without an expiry.
  @Test
  void stays_under_8_KB_with_the_most_promotional_buckets() {
    AccountWallet wallet = promoted(wallet(100, 50, TERMS, 1_234_567));

    int size = ItemSize.of(WalletItem.of(wallet));

    System.out.println("The same with 11 promotional buckets takes " + size + " bytes.");
    assertThat(wallet.book().promotions()).hasSize(ManualChanging.MAX_EXPIRIES + 1);
    assertThat(size).isLessThan(LIMIT);
    assertThat(WalletItem.read(Item.stored(WalletItem.of(wallet)))).isEqualTo(wallet);
  }

  /// The largest number of subscriptions and facts of an account; no two facts share a price.
  @Test
  void stays_far_below_the_limit_of_an_item_with_the_most_facts_and_packs() {
    AccountWallet wallet = subscribed(BillingLimit.OWNER_ITEMS.most(), 100, ToppingUp.MAX_PACKS);
    Subscription last = wallet.billing().known().getLast();
    int facts = wallet.billing().known().stream().mapToInt(one -> one.terms().size()).sum();
    for (int month = 1; facts < BillingLimit.OWNER_FACTS.most(); month++, facts++) {
      Instant start = NOW.plus(Duration.ofDays(30L * month));
      Instant end = start.plus(Duration.ofDays(30));
      last = last.with(BillingSamples.term(wallet.account(), month + 3, start, end));
    }
    AccountWallet full =
        wallet.withBilling(
            wallet.billing().withFacts(last, wallet.account(), STANDARD_POLICY, NOW));

    int size = ItemSize.of(WalletItem.of(full));

    System.out.println(
        "A wallet with all that it may keep of plans and packs takes " + size + " bytes.");
    assertThat(size).isLessThan(MOST / 2);
    assertThat(WalletItem.read(Item.stored(WalletItem.of(full)))).isEqualTo(full);
  }

  @Test
  void takes_a_thirtieth_of_a_kilobyte_for_each_further_pack() {
    int alone = ItemSize.of(WalletItem.of(wallet(0, 0, 1, 1_234_567)));

    int size = ItemSize.of(WalletItem.of(wallet(0, ToppingUp.MAX_PACKS, 1, 1_234_567)));

    System.out.println("A wallet with the most packs takes " + (size - alone) + " bytes more.");
    assertThat(size - alone).isLessThan(ToppingUp.MAX_PACKS * ONE_UNIT / 30);
  }

  private static AccountWallet promoted(AccountWallet plain) {
    AccountWallet wallet = plain;
    Credits most = Credits.of(ManualChange.MAX_CREDITS);
    for (int number = 0; number <= ManualChanging.MAX_EXPIRIES; number++) {
      Optional<Instant> end =
          number == 0 ? Optional.empty() : Optional.of(NOW.plus(Duration.ofDays(number)));
      Bucket bucket = Bucket.Promotional.opened(1_234_000 + number, most, NOW, end);
      wallet = wallet.with(book -> book.with(bucket));
    }
    return wallet;
  }

  /// Each subscription has its own bucket.
  @Test
  void takes_a_third_of_a_kilobyte_for_each_further_subscription() {
    int alone = ItemSize.of(WalletItem.of(subscribed(1, 0, 0)));

    int size = ItemSize.of(WalletItem.of(subscribed(12, 0, 0)));

    System.out.println("A wallet with 12 subscriptions takes " + (size - alone) + " bytes more.");
    assertThat(size - alone).isLessThan(11 * ONE_UNIT / 3);
  }

  private static AccountWallet subscribed(int subscriptions, int holds, int packs) {
    AccountWallet wallet = wallet(holds, packs, 1, 1_234_567);
    for (int number = 1; number < subscriptions; number++) {
      String name = "sub_1MowQVLkdIwHu7ixeRlq%04d".formatted(number);
      Bucket.Paid paid = BillingSamples.paid(1_233_000 + number, PaidBucket.State.RUNNING, 1);
      wallet =
          wallet
              .with(book -> book.with(BillingSamples.named(name, paid)))
              .withBilling(billing(wallet.billing(), wallet.account(), name, 1));
    }
    return wallet;
  }

  @Test
  void a_members_wallet_stays_under_8_KB_if_each_hold_draws_from_its_pool() {
    PoolId pool = new PoolId("p".repeat(128));
    Membership membership = new Membership(pool, Optional.of(Credits.of(99_999)), 16);
    Draw pooled = drawnFrom(pool, 123);
    AccountWallet plain = wallet(100, 50, TERMS, 1_234_567);
    AccountWallet wallet =
        plain
            .withMembership(Optional.of(membership))
            .afterDrawing(new Drawdown(List.of(drawnFrom(pool, 54_321))))
            .with(book -> book.withHolds(holds(book, pooled)));

    int size = ItemSize.of(WalletItem.of(wallet));

    System.out.println("The same where each hold draws on a pool takes " + size + " bytes.");
    assertThat(size).isLessThan(LIMIT);
    assertThat(WalletItem.read(Item.stored(WalletItem.of(wallet)))).isEqualTo(wallet);
  }

  /// The pools' names are as long as UUIDs.
  @Test
  void a_members_wallet_stays_under_8_KB_with_the_most_pool_uses() {
    PoolId pool = new PoolId("p".repeat(36));
    AccountWallet member =
        wallet(100, 50, TERMS, 1_234_567)
            .withMembership(Optional.of(new Membership(pool, Optional.of(Credits.of(99_999)), 16)));
    for (int number = 10; number < 18; number++) {
      PoolId other = number == 17 ? pool : new PoolId("q".repeat(34) + number);
      member = member.afterDrawing(new Drawdown(List.of(drawnFrom(other, 54_321))));
    }
    Draw pooled = drawnFrom(pool, 123);
    AccountWallet wallet = member.with(book -> book.withHolds(holds(book, pooled)));

    int size = ItemSize.of(WalletItem.of(wallet));

    assertThat(member.uses()).hasSize(8);
    System.out.println("The same of a member that drew from eight pools takes " + size + " bytes.");
    assertThat(size).isLessThan(LIMIT);
    assertThat(WalletItem.read(Item.stored(WalletItem.of(wallet)))).isEqualTo(wallet);
  }

  private static Draw.Pooled drawnFrom(PoolId pool, long credits) {
    return new Draw.Pooled(new WalletId(pool, 9), 1_234, 5_678, 98_765, Credits.of(credits));
  }

  /// The hold with this pool draw instead of its draws from packs.
  private static Hold with(Hold hold, Draw pooled) {
    Draw plan = hold.drawdown().draws().getFirst();
    return new Hold(hold.entry(), hold.expiresAt(), new Drawdown(List.of(plan, pooled)));
  }

  @Test
  void a_shard_of_a_pool_stays_under_8_KB_with_the_most_open_holds() {
    AccountWallet plain = wallet(Pool.MAX_OPEN_HOLDS_IN_A_SHARD, 0, TERMS, 1_234_567);
    PoolId pool = new PoolId("p".repeat(128));
    Book book =
        new Book(
            WalletId.of(pool),
            plain.version(),
            plain.at(),
            plain.buckets(),
            plain.holds().stream().map(WalletItemTest::onThePlan).toList(),
            false);
    PoolWallet.Primary shard =
        PoolWallet.Primary.unseen(pool)
            .with(_ -> book)
            .withBilling(plain.billing())
            .withDueAt(plain.dueAt());

    int size = ItemSize.of(WalletItem.of(shard));

    System.out.println("A shard of a pool with 200 open holds takes " + size + " bytes.");
    assertThat(size).isLessThan(LIMIT);
  }

  /// The open holds of `book`, each with an additional draw from a pool.
  private static List<Hold> holds(Book book, Draw pooled) {
    return book.holds().stream().map(hold -> with(hold, pooled)).toList();
  }

  private static Hold onThePlan(Hold hold) {
    Draw plan = hold.drawdown().draws().getFirst();
    return new Hold(hold.entry(), hold.expiresAt(), new Drawdown(List.of(plan)));
  }

  @Test
  void an_ordinary_wallet_takes_one_write_unit() {
    assertThat(ItemSize.of(WalletItem.of(wallet(2, 3, 2, 1_234)))).isLessThan(ONE_UNIT);
  }

  /// A wallet in grace with numbers around `version`, so that they have as many digits.
  private static AccountWallet wallet(int holds, int packs, int terms, long version) {
    List<Bucket> buckets = new ArrayList<>();
    long number = version - holds - packs - 1;
    AccountId owner = new AccountId("a".repeat(128));
    Bucket.Paid plan = BillingSamples.paid(number, PaidBucket.State.FAILED, 1);
    buckets.add(plan);
    for (int pack = 0; pack < packs; pack++) {
      buckets.add(pack(++number));
    }
    BucketId lastPack = new BucketId(BucketKind.TOP_UP, number);
    Drawdown overTwo =
        new Drawdown(
            List.of(
                new Draw.Own(plan.id(), Credits.of(1_234)),
                new Draw.Own(lastPack, Credits.of(567))));
    List<Hold> open = new ArrayList<>();
    for (int hold = 0; hold < holds; hold++) {
      open.add(new Hold(++number, NOW.plusMillis(number), overTwo));
    }
    return new AccountWallet(
        owner,
        new Book(WalletId.of(owner), version, NOW, buckets, open, false),
        billing(BillingState.NONE, owner, "sub_1MowQVLkdIwHu7ixeRlqHVzs", terms),
        Optional.empty(),
        List.of(),
        true,
        Optional.of(NOW));
  }

  private static Bucket pack(long number) {
    return Bucket.TopUp.granted(number, Credits.of(1_250), NOW).withRemaining(Credits.of(1_249));
  }

  /// The billing state with a subscription of `terms` successive terms. The first one runs.
  private static BillingState billing(BillingState known, AccountId owner, String name, int terms) {
    Subscription subscription = BillingSamples.unknown(name);
    for (int month = 0; month < terms; month++) {
      Instant start = NOW.plus(Duration.ofDays(30L * month));
      subscription =
          subscription.with(BillingSamples.term(owner, start, start.plus(Duration.ofDays(30))));
    }
    return known.withFacts(subscription, owner, STANDARD_POLICY, NOW);
  }
}
