package dev.drawdown.adapters.hotpool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.dynamodb.Conflicts;
import dev.drawdown.adapters.dynamodb.DynamoDbLocal;
import dev.drawdown.adapters.dynamodb.DynamoDbStore;
import dev.drawdown.adapters.dynamodb.Overlaps;
import dev.drawdown.adapters.store.LedgerPages;
import dev.drawdown.adapters.store.Sample;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.charge.ChargeResult;
import dev.drawdown.domain.charge.ChargeResult.Charged;
import dev.drawdown.domain.charge.ChargeResult.OutOfCredits;
import dev.drawdown.domain.ledger.Audit;
import dev.drawdown.domain.pool.Pool;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Wallet;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// A pool of 200 credits, or of the number in `drawdown.hotpool.credits`.
///
/// It has a fifth as many members. 64 of them charge at a time, with a fifth more charges than
/// credits.
class HotPoolTest {
  private static final int CREDITS = Integer.getInteger("drawdown.hotpool.credits", 200);
  private static final int MEMBERS = CREDITS / 5;
  private static final Rush RUSH = new Rush(CREDITS + CREDITS / 5, 64);

  @Test
  void exactly_the_pools_credits_are_drawn() throws Exception {
    assertDrainedExactly(1);
  }

  @Test
  void conflicts_in_every_third_transaction_change_nothing() throws Exception {
    assertDrainedExactly(4, new Conflicts(3));
  }

  @Test
  void overlapping_transactions_on_a_shard_change_nothing() throws Exception {
    assertDrainedExactly(16, new Overlaps(Duration.ofMillis(2)));
  }

  private static void assertDrainedExactly(int shards, ExecutionInterceptor... interceptors)
      throws Exception {
    String table = DynamoDbLocal.freshTable();
    try (DynamoDbClient calm = DynamoDbLocal.client();
        DynamoDbClient client = DynamoDbLocal.client(interceptors)) {
      DynamoDbStore store = new DynamoDbStore(calm, table, Sample.DUE_TIMES);
      RushedOffice office =
          RushedOffice.open("office", CREDITS, shards, MEMBERS, store)
              .through(
                  new DynamoDbStore(client, table, Sample.DUE_TIMES),
                  RushedOffice.catalog(CREDITS, shards));

      List<ChargeResult> results = RUSH.of(number -> charge(office, number));

      assertThat(results).allMatch(one -> one instanceof Charged || one instanceof OutOfCredits);
      assertThat(Rush.charged(results)).isEqualTo(CREDITS);
      assertPoolAddsUp(office, store);
      assertMembersAddUp(office, store);
    }
  }

  /// No charge is refused while credits are left: after the first refusal no credits are left.
  private static ChargeResult charge(RushedOffice office, int number) {
    ChargeResult result = office.chargePatiently(number % MEMBERS, "click-" + number, 1);
    if (result instanceof OutOfCredits) {
      assertThat(office.store().wallets().pool(office.pool(), 1).remaining())
          .isEqualTo(Credits.NONE);
    }
    return result;
  }

  private static void assertPoolAddsUp(RushedOffice office, DynamoDbStore store) {
    Pool pool = store.wallets().pool(office.pool(), 1);
    assertThat(pool.remaining()).isEqualTo(Credits.NONE);
    assertThat(pool.granted()).isEqualTo(Credits.of(CREDITS));
    pool.shards().forEach(shard -> assertAddsUp(shard, store));
  }

  private static void assertMembersAddUp(RushedOffice office, DynamoDbStore store) {
    long drawn = 0;
    for (var account : office.members()) {
      AccountWallet wallet = store.wallets().wallet(account);
      assertAddsUp(wallet, store);
      drawn += wallet.drawn(office.pool(), 1).amount();
    }
    assertThat(drawn).isEqualTo(CREDITS);
  }

  private static void assertAddsUp(Wallet<?> wallet, DynamoDbStore store) {
    Audit audit =
        Audit.of(wallet.book(), new LedgerPages(store.ledgers(), wallet.id()).after(0).iterator());
    assertThat(audit.consistent()).as(wallet.id().toString()).isTrue();
  }
}
