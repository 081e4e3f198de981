package dev.drawdown.bench;

import dev.drawdown.adapters.dynamodb.DynamoDbLocal;
import dev.drawdown.bench.Bench.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Where a charge runs that its bare calls don't: the JDK's flight recorder looks at the thread
/// that charges, and each look counts for the innermost frame that belongs to somebody.
///
/// A look finds threads that run Java code, not those that wait for an answer.
final class ChargeProfile {
  private static final Duration PERIOD = Duration.ofMillis(1);
  private static final String OWN = "dev.drawdown.";
  private static final Set<String> SDK = Set.of("software.amazon.awssdk.", "org.apache.http.");
  private static final Comparator<Map.Entry<String, Long>> LARGEST =
      Map.Entry.<String, Long>comparingByValue()
          .reversed()
          .thenComparing(Map.Entry.comparingByKey());

  private ChargeProfile() {}

  static String measure(Options options) throws IOException {
    try (DynamoDbClient client = DynamoDbLocal.client()) {
      String table = DynamoDbLocal.freshTable();
      RealCharges real = new RealCharges(client, table, thread -> "real-" + thread);
      BareCharges bare = new BareCharges(client, table);
      Load load = new Load(1, options.get("charges"));
      load.run(real);
      load.run(bare);
      return report(profile(load, real), profile(load, bare));
    }
  }

  private static Map<String, Long> profile(Load load, Load.Caller caller) throws IOException {
    Path file = Files.createTempFile("charges", ".jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.ExecutionSample").withPeriod(PERIOD);
      recording.start();
      load.run(caller);
      recording.stop();
      recording.dump(file);
      Map<String, Long> looks = new TreeMap<>();
      for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
        if (event.getThread("sampledThread").getJavaName().startsWith(Load.THREAD)) {
          looks.merge(place(event), 1L, Long::sum);
        }
      }
      return looks;
    } finally {
      Files.delete(file);
    }
  }

  private static String place(RecordedEvent event) {
    return event.getStackTrace().getFrames().stream()
        .map(RecordedFrame::getMethod)
        .map(method -> method.getType().getName())
        .map(ChargeProfile::place)
        .filter(place -> !place.isEmpty())
        .findFirst()
        .orElse("elsewhere");
  }

  /// Nothing for a class of the JDK or of a library: its caller stands for it.
  static String place(String type) {
    if (SDK.stream().anyMatch(type::startsWith)) {
      return "the SDK";
    }
    if (!type.startsWith(OWN)) {
      return "";
    }
    // The name of a lambda's class goes on after `$$`, with a dot in it.
    String own = type.substring(OWN.length()).replaceFirst("\\$\\$.*", "");
    return own.startsWith("bench.") ? "the bench" : own.substring(0, own.lastIndexOf('.'));
  }

  /// The looks at both, and what a charge has more, as parts of all looks at bare calls.
  private static String report(Map<String, Long> real, Map<String, Long> bare) {
    double all = bare.values().stream().mapToLong(Long::longValue).sum();
    Map<String, Long> more = new TreeMap<>();
    Set<String> places = new TreeSet<>(real.keySet());
    places.addAll(bare.keySet());
    places.forEach(
        place -> more.put(place, real.getOrDefault(place, 0L) - bare.getOrDefault(place, 0L)));
    StringBuilder lines = new StringBuilder();
    lines.append(
        String.format(
            Locale.ROOT,
            "Looks at the thread that charges: %d at bare calls, %d at charges%n",
            (long) all,
            real.values().stream().mapToLong(Long::longValue).sum()));
    more.entrySet().stream()
        .sorted(LARGEST)
        .forEach(
            place ->
                lines.append(
                    String.format(
                        Locale.ROOT,
                        "%-24s %+6d  %+5.1f %%  %s%n",
                        place.getKey(),
                        place.getValue(),
                        100 * place.getValue() / all,
                        "█".repeat((int) Math.max(0, 100 * place.getValue() / all)))));
    return lines.toString();
  }
}
