package dev.drawdown.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.dynamodb.DynamoDbStore;
import dev.drawdown.adapters.http.Call;
import dev.drawdown.adapters.http.NoContext;
import dev.drawdown.adapters.store.DueTimes;
import dev.drawdown.charge.ChargeFunction;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.fixtures.CatalogFixtures;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Charges through the deployed handler and the deployed store, from the bytes of an event to the
/// bytes of an answer. What its log would write is put together and dropped.
final class RealCharges implements Load.Caller {
  private static final Catalog CATALOG =
      CatalogFixtures.catalog().action("run", 1).monthly(1_000_000_000).build();
  private static final String EVENT =
      Call.sample("charge").account("@account").key("@key").body("{\"action\":\"run\"}").json();

  private final ChargeFunction function;
  private final IntFunction<String> accounts;
  private final AtomicLong refused = new AtomicLong();

  /// Charges on a table. `accounts` says whom each thread charges.
  RealCharges(DynamoDbClient client, String table, IntFunction<String> accounts) {
    DynamoDbStore store = new DynamoDbStore(client, table, DueTimes.of(CATALOG));
    this.function = new ChargeFunction(new Ports(CATALOG, store, InstantSource.system()));
    this.accounts = accounts;
  }

  @Override
  public Runnable next(int thread) {
    String key = UUID.randomUUID().toString();
    byte[] event =
        EVENT.replace("@account", accounts.apply(thread)).replace("@key", key).getBytes(UTF_8);
    return () -> charge(event);
  }

  private void charge(byte[] event) {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try {
      function.handleRequest(new ByteArrayInputStream(event), answer, new NoContext());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    String answered = answer.toString(UTF_8);
    if (answered.contains("\"statusCode\":503")) {
      refused.incrementAndGet();
    } else if (!answered.contains("\"statusCode\":201")) {
      throw new IllegalStateException("a charge came to " + answered);
    }
  }

  /// Those that got `busy`, because others charged the same account for too long.
  @Override
  public long refused() {
    return refused.get();
  }
}
