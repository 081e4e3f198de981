package dev.drawdown.monthlyreset;

import static dev.drawdown.monthlyreset.Coach.CATALOG;
import static dev.drawdown.monthlyreset.Coach.DECEMBER;
import static dev.drawdown.monthlyreset.Coach.DUE_TIMES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.dynamodb.Bulk;
import dev.drawdown.adapters.dynamodb.Conflicts;
import dev.drawdown.adapters.dynamodb.DynamoDbLocal;
import dev.drawdown.adapters.dynamodb.DynamoDbStore;
import dev.drawdown.adapters.store.Fault;
import dev.drawdown.adapters.store.FaultPlan;
import dev.drawdown.adapters.store.FaultyStore;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ledger.Audit;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.wallet.AccountWallet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Three hundred wallets fall due at midnight, or the number in `drawdown.midnight.wallets`. Two
/// sweeps run at once. The test kills both halfway and starts them again, while customers charge
/// and read their balances.
class MidnightTest {
  private static final int WALLETS = Integer.getInteger("drawdown.midnight.wallets", 300);
  private static final List<AccountId> ACCOUNTS = Coach.accounts(WALLETS).toList();

  @AutoClose private final DynamoDbClient client = DynamoDbLocal.client(new Conflicts(17));
  private final String table = DynamoDbLocal.freshTable();
  private final DynamoDbStore store = new DynamoDbStore(client, table, DUE_TIMES);
  private final People people = new People(store, ACCOUNTS);

  @Test
  void every_wallet_is_reset_once_and_nobody_sees_a_wrong_balance() throws Exception {
    fill();
    AtomicBoolean over = new AtomicBoolean();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> background =
          List.of(
              threads.submit(() -> people.chargeUntil(over)),
              threads.submit(() -> people.lookUntil(over)));

      kill(threads);
      List<Future<Integer>> whole = threads.invokeAll(List.of(this::sweep, this::sweep));
      over.set(true);

      for (Future<?> each : background) {
        each.get();
      }
      System.out.printf(
          "After the kill %d and %d wallets were advanced; %d charges, %d looks.%n",
          whole.get(0).get(), whole.get(1).get(), people.charges(), people.looks());
    }

    assertThat(sweep()).isZero();
    assertThat(people.charges()).isPositive();
    assertThat(people.looks()).isPositive();
    ACCOUNTS.forEach(this::assertResetOnce);
  }

  private void fill() {
    Bulk bulk = new Bulk(client, table, DUE_TIMES);
    bulk.write(
        IntStream.range(0, WALLETS)
            .boxed()
            .flatMap(number -> Coach.charged(ACCOUNTS.get(number), 1 + number % 50).stream())
            .toList());
  }

  private int sweep() {
    return advanced(new Ports(CATALOG, store, () -> DECEMBER));
  }

  /// Runs two sweeps at once and kills each after a quarter of all wallets.
  private void kill(ExecutorService threads) throws Exception {
    Runnable kill = () -> kill(WALLETS / 4);
    for (Future<?> killed : List.of(threads.submit(kill), threads.submit(kill))) {
      killed.get();
    }
  }

  /// Sweeps until the given number of commits. The last one is made, but its answer is lost.
  private void kill(int commits) {
    AtomicInteger tried = new AtomicInteger();
    FaultPlan plan = () -> tried.incrementAndGet() < commits ? Fault.NONE : Fault.DEATH_AFTER;
    Ports ports = new Ports(CATALOG, new FaultyStore(store, plan), () -> DECEMBER);

    assertThatThrownBy(() -> advanced(ports)).isInstanceOf(FaultyStore.Death.class);
  }

  private static int advanced(Ports ports) {
    return new SweepSchedule(ports).tick().get("advanced");
  }

  private void assertResetOnce(AccountId account) {
    AccountWallet wallet = store.wallets().wallet(account);
    List<Entry> ledger = Coach.ledger(store, account);
    List<Entry> reset = ledger.stream().filter(entry -> entry.at().equals(DECEMBER)).toList();

    assertThat(Audit.of(wallet.book(), ledger.iterator()).consistent()).isTrue();
    assertThat(reset).extracting(Entry::kind).containsOnlyOnce(EntryKind.GRANT);
    assertThat(reset.stream().filter(entry -> entry.kind() == EntryKind.EXPIRY))
        .hasSizeLessThanOrEqualTo(1);
    assertThat(wallet.total().amount()).isEqualTo(50 - people.chargedTo(account));
    assertThat(wallet.dueAt())
        .isEqualTo(people.chargedTo(account) == 0 ? Optional.empty() : Optional.of(Coach.JANUARY));
  }
}
