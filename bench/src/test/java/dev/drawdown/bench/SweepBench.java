package dev.drawdown.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.dynamodb.Bulk;
import dev.drawdown.adapters.dynamodb.DynamoDbLocal;
import dev.drawdown.adapters.dynamodb.DynamoDbStore;
import dev.drawdown.adapters.http.NoContext;
import dev.drawdown.adapters.store.DueTimes;
import dev.drawdown.adapters.store.DueTimes.DueShard;
import dev.drawdown.adapters.store.Outcome;
import dev.drawdown.bench.Bench.Options;
import dev.drawdown.bench.Pairs.Turn;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.rules.Rules;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Journal;
import dev.drawdown.monthlyreset.MonthlyResetFunction;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The reset of many wallets at midnight. The sweep finds those of one shard of due times after the
/// other by the index. A plain loop knows the same wallets of a second table by name: it reads
/// each, and writes it on the condition that nobody else did.
final class SweepBench {
  private static final Instant NOVEMBER = Instant.parse("2026-11-20T10:15:30Z");
  private static final Instant DECEMBER = Instant.parse("2026-12-01T00:00:00Z");
  private static final Catalog CATALOG = Catalogs.shipped("assistant-coach");
  private static final DueTimes DUE_TIMES = DueTimes.of(CATALOG);
  private static final Rules RULES = Rules.of(CATALOG);
  private static final String SAMPLE = "/dev/drawdown/events/invocations/sweep-shard.json";
  private static final int BATCH = 1_000;

  private final DynamoDbClient client;
  private final List<AccountId> accounts;

  /// A table in which each account has spent three credits in November.
  private final class Filled {
    private final DynamoDbStore store;

    Filled() {
      String table = DynamoDbLocal.freshTable();
      Bulk bulk = new Bulk(client, table, DUE_TIMES);
      for (int first = 0; first < accounts.size(); first += BATCH) {
        List<AccountId> batch = accounts.subList(first, Math.min(first + BATCH, accounts.size()));
        bulk.write(batch.stream().map(Filled::charged).toList());
      }
      store = new DynamoDbStore(client, table, DUE_TIMES);
    }

    /// The wallet and the entries of a first charge.
    private static Commit charged(AccountId account) {
      ChargeRequest request =
          new ChargeRequest(new ActionId("trend.analyze"), Optional.empty(), 1, Optional.empty());
      Situation unseen =
          new Situation(AccountWallet.unseen(account), Optional.empty(), Optional.empty());
      List<Commit> commits =
          RULES.charging().charge(new ChargeId("first"), request, unseen, NOVEMBER).commits();
      return new Commit.Step(((Commit.Step) commits.getFirst()).journal(), List.of());
    }
  }

  /// How long so many wallets took.
  private record Reset(int wallets, double seconds) {
    static Reset of(int wallets, Runnable work) {
      long start = System.nanoTime();
      work.run();
      return new Reset(wallets, (System.nanoTime() - start) / 1e9);
    }

    double perSecond() {
      return wallets / seconds;
    }
  }

  private SweepBench(DynamoDbClient client, int wallets) {
    this.client = client;
    this.accounts =
        IntStream.range(0, wallets).mapToObj(number -> new AccountId("coach-" + number)).toList();
  }

  static String measure(Options options) {
    int wallets = options.get("wallets");
    try (DynamoDbClient client = DynamoDbLocal.client()) {
      List<Turn<Reset>> turns = new SweepBench(client, wallets).turns();
      return "Wallets reset a second, plain loop = 1\n"
          + new Chart().add("sweep of " + wallets, Pairs.of(turns, Reset::perSecond).ratio());
    }
  }

  private List<Turn<Reset>> turns() {
    DynamoDbStore swept = new Filled().store;
    DynamoDbStore looped = new Filled().store;
    Map<DueShard, List<AccountId>> shards =
        accounts.stream().collect(groupingBy(account -> DueShard.of(WalletId.of(account))));
    Iterator<DueShard> sweeps = shards.keySet().iterator();
    Iterator<DueShard> loops = shards.keySet().iterator();
    MonthlyResetFunction function =
        new MonthlyResetFunction(new Ports(CATALOG, swept, () -> DECEMBER), _ -> List.of());
    return Pairs.turns(
        shards.size(),
        () -> sweep(sweeps.next(), shards, function),
        () -> loop(shards.get(loops.next()), looped));
  }

  private static Reset sweep(
      DueShard shard, Map<DueShard, List<AccountId>> shards, MonthlyResetFunction function) {
    int due = shards.get(shard).size();
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    Reset reset = Reset.of(due, () -> call(function, event(shard), answer));
    String answered = answer.toString(UTF_8);
    if (!answered.contains("\"advanced\":" + due + ",")) {
      throw new IllegalStateException("of " + due + " wallets that were due, " + answered);
    }
    return reset;
  }

  private static void call(
      MonthlyResetFunction function, byte[] event, ByteArrayOutputStream answer) {
    try {
      function.handleRequest(new ByteArrayInputStream(event), answer, new Unhurried());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static byte[] event(DueShard shard) {
    try (InputStream sample =
        Objects.requireNonNull(SweepBench.class.getResourceAsStream(SAMPLE), SAMPLE)) {
      return new String(sample.readAllBytes(), UTF_8)
          .replaceAll("(\\\\\"shard\\\\\"):[0-9]+", "$1:" + shard.number())
          .getBytes(UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Reset loop(List<AccountId> accounts, DynamoDbStore store) {
    return Reset.of(accounts.size(), () -> accounts.forEach(account -> reset(account, store)));
  }

  private static void reset(AccountId account, DynamoDbStore store) {
    AccountWallet wallet = store.wallets().wallet(account);
    Journal<AccountWallet> step = RULES.advancing().advance(wallet, DECEMBER).steps().getFirst();
    Commit commit = new Commit.Step(step, List.of());
    Outcome outcome = store.commits().commit(commit, UUID.randomUUID());
    if (!(outcome instanceof Outcome.Committed)) {
      throw new IllegalStateException("the reset of " + account + " came to " + outcome);
    }
  }

  /// A call that never runs short of time.
  private static final class Unhurried extends NoContext {
    @Override
    public int getRemainingTimeInMillis() {
      return Integer.MAX_VALUE;
    }
  }
}
