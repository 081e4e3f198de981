package dev.drawdown.publishing;

import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.dynamodb.TableStream;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.adapters.store.RefundSource;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.DocumentId;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.billing.Fact;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.Pack.PackId;
import dev.drawdown.domain.catalog.Plan.PlanId;
import dev.drawdown.domain.charge.Capturing.Amount;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.fixtures.Statement;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.pool.Joining;
import dev.drawdown.domain.pool.Joining.MembershipSituation;
import dev.drawdown.domain.renewal.EventParking;
import dev.drawdown.domain.rules.Rules;
import dev.drawdown.domain.topup.Payment.Reversal;
import dev.drawdown.domain.topup.Payment.ReversalId;
import dev.drawdown.domain.topup.ToppingUp.PackPaid;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Accounts with random commands of every kind, and the records of the table's stream.
final class RandomHistory {
  private static final PoolId POOL = new PoolId("clinic");
  private static final List<Product> PRODUCTS =
      List.of(
          new Product("outsmart", "lab.analyze", "solo", "plus", "pack-50"),
          new Product("ai-employee", "reply", "starter", "professional", "pack-250"),
          new Product("assistant-coach", "checkin.draft", "none", "none", "none"));

  final InMemoryStore store = new InMemoryStore();

  private final Random random;
  private final Product product;
  private final Catalog catalog;
  private final TableStream stream = new TableStream();
  private final List<Map<String, Object>> records = new ArrayList<>();
  private final Map<Owner, RandomFacts> facts = new HashMap<>();
  private final Map<AccountId, List<ChargeId>> keys = new HashMap<>();
  private Instant clock = Instant.parse("2026-11-20T10:15:30Z");
  private int names;

  private record Product(String name, String action, String plan, String larger, String pack) {}

  RandomHistory(long seed) {
    this.random = new Random(seed);
    this.product = PRODUCTS.get((int) (seed % PRODUCTS.size()));
    this.catalog = product.name().equals("outsmart") ? spread() : Catalogs.shipped(product.name());
  }

  /// The catalog of OutSmart, in which an office's pool has three shards.
  private static Catalog spread() {
    try (InputStream file = Catalogs.class.getResourceAsStream("outsmart.json")) {
      String json = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return Catalogs.read(json.replace("\"pool\": true,", "\"pool\": true, \"shards\": 3,"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static List<WalletId> wallets() {
    return Stream.concat(
            IntStream.range(0, 3).mapToObj(number -> WalletId.of(account(number))),
            IntStream.range(0, 3).mapToObj(shard -> new WalletId(POOL, shard)))
        .toList();
  }

  /// The stream's records of so many commands. Those of one transaction come in any order.
  List<Map<String, Object>> records(int commands) {
    for (int command = 0; command < commands; command++) {
      clock = clock.plus(time());
      AccountId account = account(random.nextInt(3));
      for (Commit commit : decide(account)) {
        store.commitAll(List.of(commit));
        List<Map<String, Object>> transaction = stream.records(commit);
        Collections.shuffle(transaction, random);
        records.addAll(transaction);
      }
    }
    return records;
  }

  private static AccountId account(int number) {
    return new AccountId("account-" + number);
  }

  private Duration time() {
    return switch (random.nextInt(6)) {
      case 0 -> Duration.ofHours(random.nextInt(24 * 12));
      case 1, 2 -> Duration.ofMinutes(random.nextInt(30));
      default -> Duration.ofMillis(random.nextInt(1_000));
    };
  }

  private List<Commit> decide(AccountId account) {
    return switch (random.nextInt(23)) {
      case 0, 1, 2, 3, 4 -> charge(account, Optional.empty());
      case 5, 6, 7 -> charge(account, Optional.of(Duration.ofMinutes(1 + random.nextInt(20))));
      case 8 -> capture(account);
      case 9 -> refund(account);
      case 10 -> topUp(account);
      case 11 -> reverse(account);
      case 12 -> park(account);
      case 13, 14 -> join(account);
      case 15, 16 -> apply(POOL, fact(POOL, "office", "office"));
      case 17 -> advancePool();
      case 18 -> capture(account);
      case 19 -> extend(account);
      default -> apply(account, fact(account, product.plan(), product.larger()));
    };
  }

  private List<Commit> charge(AccountId account, Optional<Duration> hold) {
    ChargeId key = new ChargeId("key-" + names++);
    keys.computeIfAbsent(account, _ -> new ArrayList<>()).add(key);
    Optional<DocumentId> document = Optional.of(new DocumentId("document-" + names));
    ActionId action = new ActionId(product.action());
    ChargeRequest request = new ChargeRequest(action, document, 1 + random.nextInt(12), hold);
    return Rules.of(catalog).charging().charge(key, request, load(account, key), clock).commits();
  }

  private List<Commit> capture(AccountId account) {
    Situation found = load(account, lately(account));
    Amount amount = new Amount(Optional.of(Credits.of(random.nextInt(3))), random.nextBoolean());
    return Rules.of(catalog).capturing().capture(found, amount, clock).commits();
  }

  private List<Commit> extend(AccountId account) {
    Situation found = load(account, lately(account));
    Duration expiresIn = Duration.ofMinutes(1 + random.nextInt(60));
    return Rules.of(catalog).extending().extend(found, expiresIn, clock).commits();
  }

  private List<Commit> refund(AccountId account) {
    Situation found = RefundSource.of(store, account, lately(account)).load();
    Optional<String> reason = Optional.of("timed out €").filter(_ -> random.nextBoolean());
    return Rules.of(catalog).refunding().refund(found, reason, clock).commits();
  }

  private List<Commit> topUp(AccountId account) {
    PaymentId payment = new PaymentId("pi_" + account + "_" + random.nextInt(3));
    PackPaid paid = new PackPaid(payment, new PackId(product.pack()), true, OptionalLong.of(1_000));
    return Rules.of(catalog)
        .toppingUp()
        .topUp(paid, store.topUp(account, payment), clock)
        .commits();
  }

  private List<Commit> reverse(AccountId account) {
    PaymentId payment = new PaymentId("pi_" + account + "_" + random.nextInt(3));
    ReversalId id = new ReversalId("re_" + payment + random.nextInt(2));
    Reversal reversal = random.nextBoolean() ? Reversal.taking(id, 500) : Reversal.reinstated(id);
    return Rules.of(catalog)
        .reversing()
        .reverse(payment, reversal, store.reversal(payment), clock)
        .commits();
  }

  private List<Commit> park(AccountId account) {
    var wallet = store.wallet(account);
    EventParking parking = Rules.of(catalog).eventParking();
    return wallet.billing().parked() == 0
        ? parking.park(wallet, clock, clock)
        : parking.unpark(wallet, wallet.billing().parkedSince().getFirst(), clock);
  }

  private List<Commit> join(AccountId account) {
    MembershipSituation found = new MembershipSituation(store.wallet(account), store.pool(POOL, 1));
    Joining joining = Rules.of(catalog).joining();
    Optional<Credits> limit = Optional.of(Credits.of(20)).filter(_ -> random.nextBoolean());
    return random.nextInt(4) == 0
        ? joining.leave(found, clock).commits()
        : joining.join(found, limit, clock).commits();
  }

  /// A payment for a plan that the catalog doesn't sell never reaches this method.
  private List<Commit> apply(Owner owner, Statement statement) {
    if (statement instanceof Statement.Paid paid
        && catalog.plan(new PlanId(paid.plan())).isEmpty()) {
      return List.of();
    }
    List<Fact> facts = List.of(statement.fact(owner, catalog));
    return Rules.of(catalog)
        .renewing()
        .apply(facts, store.renewal(statement.subscription(), facts), clock)
        .commits();
  }

  /// The due changes of all shards, as the sweeper writes them.
  private List<Commit> advancePool() {
    return Rules.of(catalog).reading().due(store.pool(POOL, 1), clock).shards().stream()
        .flatMap(shard -> Commit.steps(shard).stream())
        .toList();
  }

  private Statement fact(Owner owner, String plan, String larger) {
    return facts
        .computeIfAbsent(owner, of -> new RandomFacts(random, of.toString(), plan, larger))
        .next(clock);
  }

  /// One of the last three keys of the account.
  private ChargeId lately(AccountId account) {
    List<ChargeId> used = keys.getOrDefault(account, List.of(new ChargeId("none")));
    return used.get(Math.max(0, used.size() - 1 - random.nextInt(3)));
  }

  private Situation load(AccountId account, ChargeId key) {
    return store.load(account, Optional.of(key), Optional.empty());
  }
}
