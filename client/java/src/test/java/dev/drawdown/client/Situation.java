package dev.drawdown.client;

import dev.drawdown.client.ClientBuilder.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// A client, its service, a clock that only pauses move, and the number of runs.
final class Situation implements AutoCloseable {
  static final MeteredCall DRAFT =
      MeteredCall.of("anna", "checkin.draft", "job-17", Duration.ofSeconds(60));

  final StubService service = new StubService();
  final List<Duration> pauses = new ArrayList<>();
  final AtomicInteger runs = new AtomicInteger();
  private long now;

  ClientBuilder builder() {
    return builder(() -> "secret");
  }

  ClientBuilder builder(Supplier<String> token) {
    Timing timing = new Timing(() -> now, this::pause, new Random(7));
    return DrawdownClient.at(service.base(), token).timing(timing);
  }

  DrawdownClient client() {
    return builder().build();
  }

  Metered<String> run() throws InterruptedException {
    return client().metered(DRAFT, this::work);
  }

  String work() {
    runs.incrementAndGet();
    return "a draft";
  }

  /// The name of a metered call's outcome, by its type.
  static String outcomeOf(Metered<?> metered) {
    if (metered instanceof Metered.Completed<?> completed) {
      return completed.payment().getClass().getSimpleName();
    }
    if (metered instanceof Metered.TimedOut<?> timedOut) {
      return timedOut.release().getClass().getSimpleName();
    }
    return ((Metered.Refused<?>) metered).refusal().getClass().getSimpleName();
  }

  static Refusal refusalOf(Metered<?> metered) {
    return ((Metered.Refused<?>) metered).refusal();
  }

  private void pause(Duration duration) {
    pauses.add(duration);
    now += duration.toNanos();
  }

  @Override
  public void close() {
    service.close();
  }
}
