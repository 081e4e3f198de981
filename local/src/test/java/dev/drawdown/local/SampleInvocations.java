package dev.drawdown.local;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.http.Call;
import dev.drawdown.adapters.store.PaidPool;
import dev.drawdown.adapters.store.Stores;
import dev.drawdown.domain.PoolId;
import dev.drawdown.local.gateway.Functions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The sample invocations of all functions, and the items that they need to succeed.
final class SampleInvocations {
  static final String STREAM = "stream";

  /// The secret that signed the sessions of the samples.
  static final String SESSION_SECRET = "the-samples-are-signed-with-this-secret";

  static final String TICK = "sweep-tick";
  static final String SHARD = "sweep-shard";

  private static final Path FOLDER =
      Path.of("../events/src/main/resources/dev/drawdown/events/invocations");
  private static final Set<String> NO_CALLS = Set.of(STREAM, TICK, SHARD);

  private SampleInvocations() {}

  static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString().replace(".json", ""))
          .sorted()
          .toList();
    }
  }

  /// The samples from API Gateway.
  static List<String> calls() throws IOException {
    return names().stream().filter(sample -> !NO_CALLS.contains(sample)).toList();
  }

  static String text(String sample) {
    try {
      return Files.readString(FOLDER.resolve(sample + ".json"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static Map<String, Object> read(String sample) {
    try {
      return JSON.std.mapFrom(text(sample));
    } catch (IOException notJson) {
      throw new UncheckedIOException(notJson);
    }
  }

  /// The shipped catalog under which a sample succeeds.
  static String product(String sample) {
    return switch (sample) {
      case "top-up", "term" -> "ai-employee";
      case "webhook", "pool-term", "join-pool", "leave-pool" -> "outsmart";
      case "session-pool", "session-members" -> "outsmart";
      case "pool", "pool-members", "pool-ledger", "pool-usage", "pool-audit" -> "outsmart";
      default -> "assistant-coach";
    };
  }

  /// Makes the hold for the samples of captures, refunds and reads.
  static void hold(Ports ports) {
    Call.sample("charge")
        .key("draft-1001")
        .body("{\"action\":\"checkin.draft\",\"hold\":{\"expiresIn\":\"PT1H\"}}")
        .on(Functions.make("dev.drawdown.charge.ChargeFunction", ports));
  }

  /// Pays for the pool of the samples of pools.
  static void payForPool(Stores store, Instant now) {
    PaidPool.of(new PoolId("northside"), "office", Catalogs.shipped("outsmart"), now).in(store);
  }
}
