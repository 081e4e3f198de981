package dev.drawdown.monthlyreset;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.http.NoContext;
import dev.drawdown.adapters.queue.MessageQueue;
import dev.drawdown.adapters.simulation.Sweeps;
import dev.drawdown.adapters.store.FaultyStore;
import dev.drawdown.adapters.store.Jitter;
import dev.drawdown.domain.catalog.Catalog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntSupplier;

/// Invokes the function as the schedule and the queue do, with the samples of `events`. Pauses take
/// no time.
final class SweepSchedule implements MessageQueue {
  static final Jitter JITTER =
      new Jitter(Duration.ofMillis(1), Duration.ofMillis(4), new Random(1));

  private final MonthlyResetFunction function;
  private final List<String> messages = new ArrayList<>();
  private IntSupplier remainingMillis = () -> 45_000;

  SweepSchedule(Ports ports) {
    this.function = new MonthlyResetFunction(ports, this, _ -> {}, JITTER);
  }

  /// A run over one shard of a simulation's store, like an invocation of the function.
  static Sweeps.Job shardsOf(FaultyStore store, Catalog catalog) {
    return (shard, now) ->
        new Sweep(new Ports(catalog, store, () -> now), _ -> {}, JITTER)
            .run(shard, now, () -> false);
  }

  /// Lambda's answer to each question for the remaining time.
  SweepSchedule remaining(IntSupplier millis) {
    remainingMillis = millis;
    return this;
  }

  @Override
  public List<Unsent> send(List<String> bodies) {
    messages.addAll(bodies);
    return List.of();
  }

  List<String> messages() {
    return messages;
  }

  /// Runs a tick and all its messages. Returns the sum of the results of all shards.
  Map<String, Integer> tick() {
    messages.clear();
    call(sample("sweep-tick"));
    Map<String, Integer> sums = new LinkedHashMap<>();
    for (String message : messages) {
      call(delivered(message))
          .forEach(
              (name, value) ->
                  sums.merge(name, value instanceof Integer number ? number : 0, Integer::sum));
    }
    sums.remove("shard");
    sums.remove("finished");
    return sums;
  }

  /// The sample of a message, with another body.
  static Map<String, Object> delivered(String body) {
    Map<String, Object> sample = sample("sweep-shard");
    record(sample).put("body", body);
    return sample;
  }

  /// The only record of a sample.
  @SuppressWarnings("unchecked")
  static Map<String, Object> record(Map<String, Object> sample) {
    return ((List<Map<String, Object>>) sample.get("Records")).getFirst();
  }

  Map<String, Object> call(Map<String, Object> event) {
    try {
      return mapOf(call(JSON.std.asString(event)));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  String call(String event) {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try {
      function.handleRequest(new ByteArrayInputStream(event.getBytes(UTF_8)), answer, context());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return answer.toString(UTF_8);
  }

  private NoContext context() {
    return new NoContext() {
      @Override
      public int getRemainingTimeInMillis() {
        return remainingMillis.getAsInt();
      }
    };
  }

  static Map<String, Object> sample(String name) {
    String file = "/dev/drawdown/events/invocations/" + name + ".json";
    try (InputStream sample =
        Objects.requireNonNull(SweepSchedule.class.getResourceAsStream(file), file)) {
      return JSON.std.mapFrom(sample);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Map<String, Object> mapOf(String json) {
    try {
      return JSON.std.mapFrom(json);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
