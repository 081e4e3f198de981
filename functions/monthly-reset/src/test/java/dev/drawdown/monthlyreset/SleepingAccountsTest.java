package dev.drawdown.monthlyreset;

import static dev.drawdown.monthlyreset.Coach.CATALOG;
import static dev.drawdown.monthlyreset.Coach.DECEMBER;
import static dev.drawdown.monthlyreset.Coach.DUE_TIMES;
import static dev.drawdown.monthlyreset.Coach.JANUARY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.dynamodb.Bulk;
import dev.drawdown.adapters.dynamodb.DynamoDbLocal;
import dev.drawdown.adapters.dynamodb.DynamoDbStore;
import dev.drawdown.adapters.store.DueTimes.DueShard;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.rules.Rules;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Journal;
import dev.drawdown.domain.wallet.WalletAdvancing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// T4: unused accounts cost a sweep nothing, however many there are: `-Ddrawdown.sleepers=100000`.
class SleepingAccountsTest {
  private static final int SLEEPERS = Integer.getInteger("drawdown.sleepers", 500);
  private static final WalletAdvancing ADVANCING = Rules.of(CATALOG).advancing();

  @AutoClose private final DynamoDbClient client = DynamoDbLocal.client();
  private final String table = DynamoDbLocal.freshTable();
  private final DynamoDbStore store = new DynamoDbStore(client, table, DUE_TIMES);

  @Test
  void a_sweep_never_finds_sleeping_accounts() {
    new Bulk(client, table, DUE_TIMES)
        .write(Coach.accounts(SLEEPERS).map(SleepingAccountsTest::opened).toList());
    Instant june = Instant.parse("2027-06-01T00:00:00Z");

    assertThat(DueShard.all())
        .allSatisfy(
            shard -> assertThat(store.due().due(shard, june, 1, Optional.empty())).isEmpty());
    assertThat(new SweepSchedule(new Ports(CATALOG, store, () -> june)).tick().values())
        .containsOnly(0);
    Coach.accounts(20)
        .forEach(
            account -> {
              assertThat(Coach.total(store.wallets().wallet(account), june)).isEqualTo(50);
              assertThat(Coach.ledger(store, account)).hasSize(1);
            });
  }

  @Test
  void an_active_account_is_reset_once_and_sleeps_from_then_on() {
    AccountId account = Coach.accounts(1).findFirst().orElseThrow();
    new Bulk(client, table, DUE_TIMES).write(Coach.charged(account, 1));

    new SweepSchedule(new Ports(CATALOG, store, () -> DECEMBER)).tick();

    assertThat(store.wallets().wallet(account).dueAt()).isEmpty();
    assertThat(new SweepSchedule(new Ports(CATALOG, store, () -> JANUARY)).tick().values())
        .containsOnly(0);
  }

  /// An account with its month's credits, all unspent.
  private static Commit opened(AccountId account) {
    Journal<AccountWallet> opened = ADVANCING.open(AccountWallet.unseen(account), Coach.NOVEMBER);
    return new Commit.Step(opened, List.of());
  }
}
