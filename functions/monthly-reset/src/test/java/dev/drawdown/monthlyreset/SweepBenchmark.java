package dev.drawdown.monthlyreset;

import static dev.drawdown.monthlyreset.Coach.CATALOG;
import static dev.drawdown.monthlyreset.Coach.DECEMBER;
import static dev.drawdown.monthlyreset.Coach.DUE_TIMES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.dynamodb.Bulk;
import dev.drawdown.adapters.dynamodb.Capacity;
import dev.drawdown.adapters.dynamodb.Capacity.Spent;
import dev.drawdown.adapters.dynamodb.DynamoDbLocal;
import dev.drawdown.adapters.dynamodb.DynamoDbStore;
import dev.drawdown.adapters.store.Outcome;
import dev.drawdown.adapters.store.Sample;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.rules.Rules;
import dev.drawdown.domain.wallet.AccountWallet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The speed of a sweep and its writes, as ratios to a plain loop that commits the same resets
/// without finding or reading the wallets. It runs only if a command names it, as in
/// `docs/operate.md`. `-Ddrawdown.benchmark.wallets` is the number of wallets.
class SweepBenchmark {
  private static final int WALLETS = Integer.getInteger("drawdown.benchmark.wallets", 100_000);
  private static final int LOOP = Math.min(WALLETS, 5_000);
  private static final int PART = 1_000;

  private final Capacity capacity = new Capacity();
  @AutoClose private final DynamoDbClient client = DynamoDbLocal.client(capacity);
  private final String table = DynamoDbLocal.freshTable();
  private final DynamoDbStore store = new DynamoDbStore(client, table, DUE_TIMES);

  /// The time and the writes of a number of resets.
  private record Measured(int wallets, double seconds, Spent spent) {
    double perSecond() {
      return wallets / seconds;
    }

    double unitsPerWallet() {
      return (double) (spent.writeUnits() + spent.indexUnits()) / wallets;
    }
  }

  @Test
  void a_sweep_against_a_plain_loop_of_transactions() {
    fill("swept", WALLETS);
    fill("warm", LOOP);
    fill("looped", LOOP);
    loop("warm");

    Measured loop = loop("looped");
    Measured sweep = sweep();

    System.out.printf("loop:  %s%nsweep: %s%n", loop, sweep);
    System.out.printf(
        "A sweep of %,d wallets does %,.0f a second, %.2f times as many as a plain loop, with %.2f"
            + " times as many write units a wallet (%.2f, %.2f of them to the index).%n",
        WALLETS,
        sweep.perSecond(),
        sweep.perSecond() / loop.perSecond(),
        sweep.unitsPerWallet() / loop.unitsPerWallet(),
        sweep.unitsPerWallet(),
        (double) sweep.spent().indexUnits() / WALLETS);
  }

  private void fill(String name, int wallets) {
    Bulk bulk = new Bulk(client, table, DUE_TIMES);
    for (int first = 0; first < wallets; first += PART) {
      bulk.write(
          accounts(name, wallets)
              .skip(first)
              .limit(PART)
              .map(account -> Coach.charged(account, 3).getFirst())
              .<Commit>map(commit -> new Commit.Step(((Commit.Step) commit).journal(), List.of()))
              .toList());
    }
  }

  private static Stream<AccountId> accounts(String name, int wallets) {
    return Coach.accounts(wallets).map(account -> new AccountId(name + "-" + account));
  }

  private Measured loop(String name) {
    List<AccountWallet> wallets =
        accounts(name, LOOP)
            .map(account -> ((Commit.Step) Coach.charged(account, 3).getFirst()).journal().wallet())
            .map(AccountWallet.class::cast)
            .toList();
    capacity.forget();
    long start = System.nanoTime();
    for (AccountWallet wallet : wallets) {
      Commit reset =
          new Commit.Step(
              Rules.of(CATALOG).advancing().advance(wallet, DECEMBER).steps().getFirst(),
              List.of());
      assertThat(store.commits().commit(reset, Sample.token())).isEqualTo(new Outcome.Committed());
    }
    return new Measured(LOOP, (System.nanoTime() - start) / 1e9, capacity.byRule());
  }

  private Measured sweep() {
    SweepSchedule schedule = new SweepSchedule(new Ports(CATALOG, store, () -> DECEMBER));
    capacity.forget();
    long start = System.nanoTime();
    Map<String, Integer> swept = schedule.tick();
    double seconds = (System.nanoTime() - start) / 1e9;
    assertThat(swept).containsEntry("advanced", WALLETS).containsEntry("left", 0);
    return new Measured(WALLETS, seconds, capacity.byRule());
  }
}
