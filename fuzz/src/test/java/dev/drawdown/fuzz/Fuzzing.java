package dev.drawdown.fuzz;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The requirements on every parser that reads outside texts, and the build's test of them.
public final class Fuzzing {
  /// The number of inputs that the build makes for each parser and seed.
  private static final int INPUTS = 1_000;

  /// The most CPU time of all threads for one input. A busy machine doesn't change CPU time, so it
  /// fails no test.
  private static final Duration LIMIT = Duration.ofSeconds(2);

  /// The most time for all inputs of one test, which takes seconds. An endless loop or wait exceeds
  /// it. `junit-platform.properties` has the limit for everything else in this module.
  private static final Duration LONGEST = Duration.ofMinutes(4);

  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  /// A class of this program or of a library, or a line of a stack trace.
  private static final Pattern INTERNAL =
      Pattern.compile(
          "dev\\.drawdown\\.|\\bjava\\.|\\bcom\\.(fasterxml|amazonaws)|software\\.amazon"
              + "|[A-Za-z]Exception\\b|\\tat ");

  private Fuzzing() {}

  /// A parser, and the assertions on its result for an input.
  @FunctionalInterface
  public interface Target {
    void take(byte[] input) throws Exception;
  }

  /// Gives `target` the seeds and Jazzer's earlier findings for the class `test` unchanged. Then
  /// gives it inputs that `random` makes from the seeds. Fails if an input doesn't end.
  public static void run(Target target, Class<?> test, List<byte[]> seeds, long random) {
    run(target, test, seeds, random, INPUTS);
  }

  /// The same with so many inputs, for a target that takes long.
  public static void run(
      Target target, Class<?> test, List<byte[]> seeds, long random, int inputs) {
    Mutations mutations = new Mutations(seeds, new Random(random));
    Stream<byte[]> unchanged = Stream.concat(seeds.stream(), found(test));
    Stream<byte[]> all = Stream.concat(unchanged, Stream.generate(mutations::next).limit(inputs));
    AtomicReference<byte[]> current = new AtomicReference<>(new byte[0]);
    assertTimeoutPreemptively(
        LONGEST,
        () ->
            all.forEach(
                input -> {
                  current.set(input);
                  take(target, input);
                }),
        () -> "No end of the input " + shown(current.get()));
  }

  /// Gives `target` one input, with a time limit. A slow input is given once more, because the
  /// first inputs load classes.
  public static void take(Target target, byte[] input) {
    boolean slow = isSlow(target, input);
    if (slow && isSlow(target, input)) {
      throw new AssertionError("more than " + LIMIT + " of CPU for the input " + shown(input));
    }
  }

  private static boolean isSlow(Target target, byte[] input) {
    long start = PROCESS.getProcessCpuTime();
    try {
      target.take(input);
    } catch (Exception | Error broken) {
      throw new AssertionError("On the input " + shown(input), broken);
    }
    return PROCESS.getProcessCpuTime() - start > LIMIT.toNanos();
  }

  /// Jazzer's findings, in the folder that it uses for each fuzz test of a class.
  private static Stream<byte[]> found(Class<?> test) {
    Path folder =
        Path.of("src/test/resources", test.getName().replace('.', '/') + "Inputs").toAbsolutePath();
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().map(Fuzzing::bytes).toList().stream();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// Fails if `answer` contains text that only this program's authors should see, unless `input`
  /// contains it, too.
  public static void requireNothingInternal(String answer, byte[] input) {
    Matcher internal = INTERNAL.matcher(answer);
    String given = new String(input, StandardCharsets.UTF_8);
    while (internal.find()) {
      if (!given.contains(internal.group().strip())) {
        throw new AssertionError("shows internals: " + answer);
      }
    }
  }

  /// These texts as seeds.
  public static List<byte[]> seeds(String... texts) {
    return Arrays.stream(texts).map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
  }

  /// The input as a Java literal, so that a developer can make a test of it.
  private static String shown(byte[] input) {
    StringBuilder shown = new StringBuilder("\"");
    for (byte each : input) {
      char character = (char) (each & 0xff);
      boolean plain = character >= ' ' && character <= '~' && character != '"' && character != '\\';
      shown.append(plain ? character : String.format("\\x%02x", (int) character));
    }
    return shown.append('"').toString();
  }
}
