package dev.drawdown.monthlyreset;

import static dev.drawdown.monthlyreset.Coach.CATALOG;
import static dev.drawdown.monthlyreset.Coach.DECEMBER;
import static dev.drawdown.monthlyreset.Coach.DUE_TIMES;
import static org.assertj.core.api.Assertions.assertThat;

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
import dev.drawdown.domain.wallet.Wallet;
import dev.drawdown.domain.wallet.WalletId;
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

/// Two thousand wallets fall due at midnight. Two sweeps run at once, are killed halfway and start
/// again, while people charge and look at their balances.
class MidnightTest {
  private static final int WALLETS = 2_000;
  private static final List<AccountId> ACCOUNTS = Coach.accounts(WALLETS).toList();

  @AutoClose private final DynamoDbClient client = DynamoDbLocal.client(new Conflicts(17));
  private final String table = DynamoDbLocal.freshTable();
  private final DynamoDbStore store = new DynamoDbStore(client, table, DUE_TIMES);
  private final People people = new People(store, ACCOUNTS);

  /// The process is gone: nothing catches it.
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void every_wallet_is_reset_once_and_nobody_sees_a_wrong_balance() throws Exception {
    fill();
    AtomicBoolean over = new AtomicBoolean();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> background =
          List.of(
              threads.submit(() -> people.chargeUntil(over)),
              threads.submit(() -> people.lookUntil(over)));

      List<Future<Integer>> killed =
          threads.invokeAll(List.of(() -> killed(WALLETS / 4), () -> killed(WALLETS / 4)));
      List<Future<Integer>> whole = threads.invokeAll(List.of(this::sweep, this::sweep));
      over.set(true);

      for (Future<?> each : background) {
        each.get();
      }
      System.out.printf(
          "%d and %d wallets until the kill, %d and %d after it, %d charges, %d looks%n",
          killed.get(0).get(),
          killed.get(1).get(),
          whole.get(0).get(),
          whole.get(1).get(),
          people.charges(),
          people.looks());
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
    return settled(new Ports(CATALOG, store, () -> DECEMBER));
  }

  /// Sweeps until so many commits are made. The last of them is made, and its answer never comes.
  private int killed(int commits) {
    AtomicInteger made = new AtomicInteger();
    FaultPlan plan =
        () -> {
          int number = made.incrementAndGet();
          if (number > commits) {
            throw new Killed();
          }
          return number == commits ? Fault.LOST_AFTER : Fault.NONE;
        };
    try {
      settled(new Ports(CATALOG, new FaultyStore(store, plan), () -> DECEMBER));
      throw new AssertionError("it wasn't killed");
    } catch (Killed expected) {
      return commits;
    }
  }

  private static int settled(Ports ports) {
    return new Schedule(ports).tick().get("settled");
  }

  private void assertResetOnce(AccountId account) {
    Wallet wallet = store.wallet(WalletId.of(account));
    List<Entry> ledger = Coach.ledger(store, account);
    List<Entry> reset = ledger.stream().filter(entry -> entry.at().equals(DECEMBER)).toList();

    assertThat(Audit.of(wallet, ledger.iterator()).consistent()).isTrue();
    assertThat(reset).extracting(Entry::kind).containsOnlyOnce(EntryKind.GRANT);
    assertThat(reset.stream().filter(entry -> entry.kind() == EntryKind.LAPSE))
        .hasSizeLessThanOrEqualTo(1);
    assertThat(wallet.total().amount()).isEqualTo(50 - people.chargedTo(account));
    assertThat(wallet.dueAt())
        .isEqualTo(people.chargedTo(account) == 0 ? Optional.empty() : Optional.of(Coach.JANUARY));
  }
}
