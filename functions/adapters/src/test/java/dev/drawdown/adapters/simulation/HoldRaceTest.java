package dev.drawdown.adapters.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.dynamodb.DynamoDbLocal;
import dev.drawdown.adapters.dynamodb.DynamoDbStore;
import dev.drawdown.adapters.store.DueTimes;
import dev.drawdown.adapters.store.Sample;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.charge.Capturing.Amount;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.charge.ChargeResult.Charged;
import dev.drawdown.domain.fixtures.CatalogFixtures;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.Reason;
import dev.drawdown.domain.reading.Balance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// H7: many callers use one hold at once. They extend it, capture parts and the rest, release it,
/// and find it expired. It ends once, and every credit is spent or back.
class HoldRaceTest {
  private static final int ROUNDS = 8;
  private static final long HELD = 20;
  private static final ChargeId HOLD = new ChargeId("stream");
  private static final Catalog CATALOG =
      CatalogFixtures.catalog().action("token", 1).monthly(50).build();
  private static final Instant OPENED = Sample.NOW;
  private static final Instant EXPIRED = OPENED.plus(ChargeRequest.DEFAULT_HOLD);
  private static final Instant END = OPENED.plus(Duration.ofHours(25));

  @AutoClose private static DynamoDbClient client;
  private static DynamoDbStore store;

  @BeforeAll
  static void create_a_table() {
    client = DynamoDbLocal.client();
    store = new DynamoDbStore(client, DynamoDbLocal.freshTable(), DueTimes.of(CATALOG));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3})
  void a_hold_ends_once_and_no_credit_is_lost(int seed) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      StoredMachine account = new StoredMachine(Sample.account(), store, CATALOG);
      assertThat(account.charge(HOLD, request(), OPENED)).isInstanceOf(Charged.class);
      List<Callable<Object>> calls = calls(account);
      Collections.shuffle(calls, new Random(seed * 100L + round));

      atOnce(calls);

      assertOneEnd(account);
    }
  }

  private static ChargeRequest request() {
    return new ChargeRequest(
        new ActionId("token"),
        Optional.empty(),
        (int) HELD,
        Optional.of(ChargeRequest.DEFAULT_HOLD));
  }

  /// Some callers' clocks show the hold's first expiry.
  private static List<Callable<Object>> calls(StoredMachine account) {
    List<Callable<Object>> calls = new ArrayList<>();
    for (int number = 1; number <= 6; number++) {
      long total = 3L * number;
      Duration longer = Duration.ofMinutes(15L + number);
      Instant clock = OPENED.plusSeconds(number);
      calls.add(() -> account.capture(HOLD, part(total), clock));
      calls.add(() -> account.extend(HOLD, longer, clock));
    }
    calls.add(() -> account.capture(HOLD, new Amount(Optional.of(Credits.of(12)), true), OPENED));
    calls.add(() -> account.refund(HOLD, OPENED.plusSeconds(2)));
    calls.add(() -> account.capture(HOLD, part(4), EXPIRED));
    calls.add(() -> account.extend(HOLD, Duration.ofMinutes(1), EXPIRED));
    for (int number = 0; number < 3; number++) {
      ChargeId other = new ChargeId("other-" + number);
      calls.add(() -> account.charge(other, ChargeRequest.of(new ActionId("token")), EXPIRED));
    }
    return calls;
  }

  private static Amount part(long total) {
    return new Amount(Optional.of(Credits.of(total)), false);
  }

  private static void assertOneEnd(StoredMachine account) {
    Balance balance = account.balance(END);
    List<Entry> ledger = account.ledger(END);
    Charge hold = account.find(HOLD).orElseThrow().asOf(END);
    long spent =
        switch (hold.statusAt(END)) {
          case CAPTURED -> hold.cost().amount();
          case RELEASED, EXPIRED, REFUNDED -> 0;
          case CHARGED, HELD -> throw new AssertionError("the hold never ends: " + hold);
        };
    assertThat(balance.held()).isEqualTo(Credits.NONE);
    assertThat(balance.total().amount()).isEqualTo(50 - spent - 3);
    assertThat(ledger.stream().mapToLong(Entry::change).sum()).isEqualTo(50 - spent - 3);
    assertThat(ledger.stream().mapToLong(HoldRaceTest::tally).sum()).isEqualTo(spent);
    assertThat(ledger).filteredOn(HoldRaceTest::ends).hasSizeBetween(1, 2);
  }

  private static long tally(Entry entry) {
    return entry.cause().charge().equals(Optional.of(HOLD)) ? entry.cause().tally().credits() : 0;
  }

  /// After its end, a caller may still refund it or make its parts final.
  private static boolean ends(Entry entry) {
    return switch (entry.kind()) {
      case RELEASE, REFUND -> true;
      case CAPTURE -> entry.cause().reason().filter(HoldRaceTest::isPart).isEmpty();
      default -> false;
    };
  }

  private static boolean isPart(String reason) {
    return reason.equals(Reason.PART.label()) || reason.equals(Reason.FIRST_PART.label());
  }

  private static void atOnce(List<Callable<Object>> calls) throws Exception {
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Object> call : callers.invokeAll(calls)) {
        call.get();
      }
    }
  }
}
