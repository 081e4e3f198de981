package dev.drawdown.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.bus.EventBus;
import dev.drawdown.adapters.bus.EventBus.BusEvent;
import dev.drawdown.adapters.bus.InMemoryBus;
import dev.drawdown.adapters.calllog.CallLog;
import dev.drawdown.adapters.store.Deadline;
import dev.drawdown.adapters.store.InMemoryParked;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.adapters.store.StoreFailure;
import dev.drawdown.adapters.store.Stores.Ledgers;
import dev.drawdown.domain.fixtures.Seeds;
import dev.drawdown.domain.ledger.LedgerRange;
import dev.drawdown.events.EventSchemas;
import dev.drawdown.events.LedgerEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random histories with every kind of failure: every entry reaches the bus, each under one name,
/// and nothing else does. Sorted by number, the events are the ledger.
class RandomHistoriesTest {
  private static final int COMMANDS = 120;

  /// The publisher logs each wait, and these histories have many.
  private static final Logger LOG = Logger.getLogger(Publisher.class.getName());

  private final InMemoryBus bus = new InMemoryBus();
  private final InMemoryParked<LedgerRange, LedgerRange> parked =
      new InMemoryStore().parkedEntries();

  @BeforeAll
  static void be_quiet() {
    LOG.setLevel(Level.OFF);
  }

  @AfterAll
  static void speak_again() {
    LOG.setLevel(null);
  }

  static LongStream seeds() {
    return Seeds.from(1, 12).asLongStream();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void events_published_without_failures_are_the_ledgers_in_order(long seed) {
    RandomHistory history = new RandomHistory(seed);
    List<Map<String, Object>> records = history.records(COMMANDS);

    List<String> failed =
        new StreamCall(records).on(function(history.store, bus, Deadlines::never));

    assertThat(failed).isEmpty();
    ConsumedEvents.by(bus.events()).assertLedgers(history.store, RandomHistory.wallets());
    RandomHistory.wallets().forEach(wallet -> assertInOrder(wallet.toString()));
    assertThat(bus.events()).doesNotHaveDuplicates();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void events_published_with_every_failure_are_the_ledgers(long seed) {
    RandomHistory history = new RandomHistory(seed);
    List<Map<String, Object>> records = history.records(COMMANDS);
    Random random = new Random(seed);
    TroubledStore troubled = new TroubledStore(history.store, _ -> failNowAndThen(random));

    PublishingFunction function =
        function(troubled, new FailingBus(bus, random), Deadlines::everySecond);

    new Shard(random, function).deliver(records);

    ConsumedEvents.by(bus.events()).assertLedgers(history.store, RandomHistory.wallets());
    assertThat(parked.all()).isEmpty();
  }

  @Test
  void the_histories_contain_every_event() {
    Set<String> types = new TreeSet<>();
    LongStream.rangeClosed(1, 100).mapToObj(RandomHistory::new).forEach(this::apply);
    bus.events().stream().map(BusEvent::type).forEach(types::add);

    assertThat(types).containsExactlyInAnyOrderElementsOf(EventSchemas.TYPES);
    assertThat(bus.events())
        .anyMatch(event -> event.detail().contains("\"pool\":\"clinic\",\"shard\":"))
        .anyMatch(event -> event.detail().contains("\"account\":\"account-1\",\"pool\""));
    assertThat(bus.events())
        .extracting(event -> event.type() + " of " + ConsumedEvents.read(event).line().wallet())
        .contains("CreditsGranted of pool#clinic#2", "CreditsExpired of pool#clinic")
        .contains("CreditsExpired of pool#clinic#1", "CreditsExpired of pool#clinic#2")
        .contains("RenewalFailed of pool#clinic", "AccountSuspended of pool#clinic")
        .contains("AccountRestored of pool#clinic", "AccountUpdated of pool#clinic");
  }

  private void apply(RandomHistory history) {
    new StreamCall(history.records(COMMANDS)).on(function(history.store, bus, Deadlines::never));
  }

  private void assertInOrder(String wallet) {
    assertThat(
            bus.events().stream()
                .map(ConsumedEvents::read)
                .map(LedgerEvent::line)
                .filter(line -> line.wallet().equals(wallet))
                .map(line -> line.number()))
        .isSorted();
  }

  private static void failNowAndThen(Random random) {
    if (random.nextInt(8) == 0) {
      throw new StoreFailure(
          StoreFailure.Kind.PASSING, new IllegalStateException("the table is out of reach"));
    }
  }

  private PublishingFunction function(Ledgers store, EventBus put, Supplier<Deadline> deadlines) {
    PublishingPorts ports =
        new PublishingPorts(store, parked, put, () -> Instant.EPOCH, CallLog.unkeyed("table"));
    return new PublishingFunction(ports.callLog(), new Publisher(ports, deadlines, _ -> {}));
  }
}
