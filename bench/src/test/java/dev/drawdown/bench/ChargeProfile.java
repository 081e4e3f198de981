package dev.drawdown.bench;

import dev.drawdown.adapters.dynamodb.DynamoDbLocal;
import dev.drawdown.bench.Bench.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Where a charge runs that its bare calls don't: JDK Flight Recorder samples the thread that
/// charges. Each sample counts for the innermost frame of this service or of the SDK.
///
/// A sample finds a thread that runs Java code, not one that waits for an answer.
final class ChargeProfile {
  private static final Duration PERIOD = Duration.ofMillis(1);
  private static final String OWN = "dev.drawdown.";
  private static final String SDK = "the SDK";
  private static final Set<String> SDK_PACKAGES =
      Set.of("software.amazon.awssdk.", "org.apache.http.");
  private static final Comparator<Map.Entry<String, Double>> LARGEST =
      Map.Entry.<String, Double>comparingByValue()
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
      Map<String, Long> samples = new TreeMap<>();
      for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
        if (event.getThread("sampledThread").getJavaName().startsWith(Load.THREAD)) {
          samples.merge(owner(event), 1L, Long::sum);
        }
      }
      return samples;
    } finally {
      Files.delete(file);
    }
  }

  private static String owner(RecordedEvent event) {
    return event.getStackTrace().getFrames().stream()
        .map(RecordedFrame::getMethod)
        .map(method -> method.getType().getName())
        .map(ChargeProfile::owner)
        .filter(owner -> !owner.isEmpty())
        .findFirst()
        .orElse("the JDK");
  }

  /// A class of this service, the SDK or the bench. It is empty for a class of the JDK or of
  /// another library, because its caller stands for it.
  static String owner(String type) {
    if (SDK_PACKAGES.stream().anyMatch(type::startsWith)) {
      return SDK;
    }
    if (!type.startsWith(OWN)) {
      return "";
    }
    // A lambda's class is named after the class around it, as a nested one is.
    String own = type.substring(OWN.length()).replaceFirst("\\$.*", "");
    return own.startsWith("bench.") ? "the bench" : own;
  }

  private static String packageOf(String owner) {
    return isClass(owner) ? owner.substring(0, owner.lastIndexOf('.')) : owner;
  }

  private static boolean isClass(String owner) {
    return owner.contains(".");
  }

  /// The samples of both, and what a charge has more, as percentages of all samples of bare calls:
  /// by packages, and the most of one class.
  static String report(Map<String, Long> real, Map<String, Long> bare) {
    Map<String, Double> classes = more(real, bare);
    Map<String, Double> packages = new TreeMap<>();
    classes.forEach((owner, percent) -> packages.merge(packageOf(owner), percent, Double::sum));
    double sdk = Objects.requireNonNullElse(packages.remove(SDK), 0.0);
    List<Map.Entry<String, Double>> shown =
        packages.entrySet().stream()
            .filter(each -> isShown(each.getValue()))
            .sorted(LARGEST)
            .toList();
    double others =
        packages.values().stream()
            .filter(percent -> !isShown(percent))
            .mapToDouble(Double::doubleValue)
            .sum();
    StringBuilder lines = new StringBuilder();
    lines.append(
        "Samples of the thread: %d at bare calls, %d at charges%n".formatted(sum(bare), sum(real)));
    shown.forEach(each -> lines.append(row(each.getKey(), each.getValue())));
    lines.append(row("the other packages", others)).append(row(SDK, sdk));
    classes.entrySet().stream()
        .filter(each -> isClass(each.getKey()))
        .min(LARGEST)
        .ifPresent(
            most ->
                lines.append(
                    String.format(
                        Locale.ROOT,
                        "Most of one class: %+.1f %%, %s%n",
                        most.getValue(),
                        most.getKey())));
    return lines.toString();
  }

  private static Map<String, Double> more(Map<String, Long> real, Map<String, Long> bare) {
    double all = Math.max(1, sum(bare));
    Map<String, Double> more = new TreeMap<>();
    real.forEach((owner, samples) -> more.merge(owner, 100 * samples / all, Double::sum));
    bare.forEach((owner, samples) -> more.merge(owner, -100 * samples / all, Double::sum));
    return more;
  }

  private static boolean isShown(double percent) {
    return Math.abs(percent) >= 1;
  }

  private static long sum(Map<String, Long> samples) {
    return samples.values().stream().mapToLong(Long::longValue).sum();
  }

  private static String row(String label, double percent) {
    String bar = "█".repeat((int) Math.max(0, percent));
    return String.format(Locale.ROOT, "%-18s  %+5.1f %%  %s", label, percent, bar).stripTrailing()
        + "\n";
  }
}
