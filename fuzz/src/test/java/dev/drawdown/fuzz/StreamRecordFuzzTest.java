package dev.drawdown.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.jr.ob.JSON;
import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.bus.EventBus.BusEvent;
import dev.drawdown.adapters.bus.InMemoryBus;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.LedgerRange;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.parking.Parked;
import dev.drawdown.local.gateway.Functions;
import dev.drawdown.local.gateway.Invocation;
import dev.drawdown.local.template.Template;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The records of the table's stream, as Lambda delivers them to the publishing function.
///
/// While the table and the bus work, no record stops the stream: the function neither throws nor
/// asks for a retry. Each stored entry that a record brings is published or parked. An unreadable
/// change of a wallet brings all its entries. The function publishes stored entries only, and
/// changes no wallet.
class StreamRecordFuzzTest {
  private static final String NAME = Template.load().streams().getFirst().handler();
  private static final int MOST = 1_000;
  private static final PojoSerializer<DynamodbEvent> RECORDS =
      LambdaEventSerializers.serializerFor(
          DynamodbEvent.class, StreamRecordFuzzTest.class.getClassLoader());

  /// The wallets of an account and of a pool.
  private static final InMemoryStore STORE = new FuzzedService("outsmart").store();

  private static final Map<String, Object> CONTENTS = STORE.contents();

  static List<byte[]> records() {
    String pool =
        "{\"Records\":[{\"eventName\":\"INSERT\",\"dynamodb\":{\"Keys\":"
            + "{\"pk\":{\"S\":\"pool#northside\"},\"sk\":{\"S\":\"wallet\"}},\"NewImage\":"
            + "{\"version\":{\"N\":\"1\"}},\"SequenceNumber\":\"1\"}}]}";
    String both = pool.substring(0, pool.length() - 2) + "," + pool.substring(12);
    return Stream.concat(
            Stream.of(RequestText.sampleEvent("stream")),
            Fuzzing.seeds(
                pool,
                pool.replace("INSERT", "MODIFY"),
                pool.replace("INSERT", "REMOVE").replace("NewImage", "OldImage"),
                pool.replace("northside", "northside#3"),
                pool.replace("pool#northside", "subscription#sub_1"),
                pool.replace("\"N\":\"1\"", "\"N\":\"999999999999999999\""),
                both.replaceFirst("northside", "southside"))
                .stream())
        .toList();
  }

  @MethodSource("records")
  @FuzzTest
  void a_record_is_published_or_parked(byte[] event) {
    Fuzzing.take(StreamRecordFuzzTest::publish, event);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void a_changed_record_is_published_or_parked(long seed) {
    Fuzzing.run(StreamRecordFuzzTest::publish, StreamRecordFuzzTest.class, records(), seed);
  }

  private static void publish(byte[] json) throws IOException {
    Optional<DynamodbEvent> event = read(json);
    if (event.isEmpty()) {
      return;
    }
    InMemoryBus bus = new InMemoryBus();
    Ports ports = new Ports(Catalogs.shipped("outsmart"), STORE, () -> FuzzedService.NOW).with(bus);

    StreamsEventResponse answer =
        Functions.<DynamodbEvent, StreamsEventResponse>make(NAME, ports)
            .handleRequest(event.get(), Invocation.of(NAME));

    List<Parked<LedgerRange>> parked = STORE.parkedEntries().page(MOST, Optional.empty());
    parked.forEach(STORE.parkedEntries()::unpark);
    assertThat(answer.getBatchItemFailures()).isEmpty();
    assertThat(STORE.contents()).isEqualTo(CONTENTS);
    List<String> published = new ArrayList<>();
    for (BusEvent put : bus.events()) {
      published.add((String) JSON.std.mapFrom(put.detail()).get("id"));
    }
    for (DynamodbStreamRecord record : records(event.get())) {
      assertThat(brought(record))
          .allMatch(
              entry ->
                  published.contains(entry.toString())
                      || parked.stream()
                          .anyMatch(at -> at.work().contains(entry.wallet(), entry.first())));
    }
    assertThat(published).allMatch(StreamRecordFuzzTest::isStored);
  }

  /// Reads the event as Lambda's runtime does. An unreadable event never reaches the function.
  private static Optional<DynamodbEvent> read(byte[] json) {
    try {
      return Optional.ofNullable(RECORDS.fromJson(new ByteArrayInputStream(json)));
    } catch (RuntimeException unreadable) {
      return Optional.empty();
    }
  }

  private static List<DynamodbStreamRecord> records(DynamodbEvent event) {
    return Optional.ofNullable(event.getRecords()).orElse(List.of()).stream()
        .filter(record -> record != null && record.getDynamodb() != null)
        .toList();
  }

  private static boolean isStored(String event) {
    int slash = event.lastIndexOf('/');
    long number = Long.parseLong(event.substring(slash + 1));
    return stored(event.substring(0, slash), entry -> entry == number).findAny().isPresent();
  }

  /// The stored entries that the record brings, read in the plainest way.
  private static Stream<LedgerRange> brought(DynamodbStreamRecord record) {
    String sort = text(record, "sk");
    String wallet = text(record, "pk");
    var change = record.getDynamodb();
    if (sort == null || wallet == null || !sort.equals("wallet")) {
      return Stream.of();
    }
    if (change.getNewImage() == null && "REMOVE".equals(record.getEventName())) {
      return Stream.of();
    }
    Long old = change.getOldImage() == null ? Long.valueOf(0) : version(change.getOldImage());
    Long now = version(change.getNewImage());
    boolean unreadable =
        old == null
            || now == null
            || (change.getOldImage() == null && !"INSERT".equals(record.getEventName()));
    return stored(wallet, number -> unreadable || (old < number && number <= now));
  }

  private static Stream<LedgerRange> stored(String wallet, Predicate<Long> numbers) {
    WalletId id;
    try {
      id = WalletId.parse(wallet);
    } catch (IllegalArgumentException other) {
      return Stream.of();
    }
    return STORE.entriesAfter(id, 0, MOST).stream()
        .map(Entry::number)
        .filter(numbers)
        .map(number -> LedgerRange.of(id, number));
  }

  private static @Nullable String text(DynamodbStreamRecord record, String key) {
    Map<String, AttributeValue> keys = record.getDynamodb().getKeys();
    return keys == null || keys.get(key) == null ? null : keys.get(key).getS();
  }

  private static @Nullable Long version(@Nullable Map<String, AttributeValue> image) {
    AttributeValue version = image == null ? null : image.get("version");
    String number = version == null ? null : version.getN();
    return number != null && number.matches("[0-9]{1,18}") ? Long.valueOf(number) : null;
  }
}
