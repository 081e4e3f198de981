package dev.drawdown.local.runtime;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// A function's code in a JVM of its own, under the runtime client that Lambda runs it with.
public final class FunctionProcess implements AutoCloseable {
  private static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

  /// What the runtime client consists of.
  private static final List<String> CLIENT =
      List.of(
          "aws-lambda-java-runtime-interface-client",
          "aws-lambda-java-core",
          "aws-lambda-java-serialization",
          "utils-lite");

  /// As Lambda starts a JVM of its smallest sizes.
  private static final List<String> OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:ActiveProcessorCount=1",
          "-Xshare:auto",
          "--enable-native-access=ALL-UNNAMED",
          "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");

  private static final long TIMEOUT_SECONDS = 120;

  private final RuntimeApi api;
  private final Process process;
  private final Path log;

  private FunctionProcess(RuntimeApi api, Process process, Path log) {
    this.api = api;
    this.process = process;
    this.log = log;
  }

  /// Runs the `handler` of `code`, which is a jar, or a class path, with nothing in its environment
  /// but `environment` and what the runtime client needs.
  public static FunctionProcess start(String code, String handler, Map<String, String> environment)
      throws IOException {
    return start(code, handler, environment, List.of());
  }

  /// The same with more options of the JVM.
  public static FunctionProcess start(
      String code, String handler, Map<String, String> environment, List<String> more)
      throws IOException {
    RuntimeApi api = new RuntimeApi();
    Path log = Files.createTempFile("function", ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPTIONS);
    command.addAll(more);
    command.addAll(List.of("--class-path", code + File.pathSeparator + client(), MAIN, handler));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
    Process process = builder.start();
    FunctionProcess started = new FunctionProcess(api, process, log);
    Thread.ofVirtual().start(started::failWhenEnded);
    return started;
  }

  private void failWhenEnded() {
    int code = process.onExit().join().exitValue();
    api.fail("exit code " + code + "\n" + said());
  }

  private static String client() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(
            entry -> CLIENT.stream().anyMatch(Path.of(entry).getFileName().toString()::startsWith))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /// What the function will have answered to an event.
  public CompletableFuture<String> invocation(String event) {
    return api.invoke(event);
  }

  /// What the function answers to an event.
  public String invoke(String event) throws Exception {
    return waitFor(invocation(event));
  }

  /// Waits until the function has been constructed, and, under SnapStart, until it can be stored.
  public void awaitInitialized() throws Exception {
    waitFor(api.initialized());
  }

  /// Lets a process go on that was waiting to be restored.
  public void restore() {
    api.restore();
  }

  private <T> T waitFor(CompletableFuture<T> future) throws Exception {
    return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }

  /// The CPU time that the process has used since its start.
  public Duration cpu() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  /// Writes all objects on the heap to a file, also those that nothing refers to any more.
  public void dumpHeap(Path file) throws IOException {
    Process dump =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(process.pid()),
                "GC.heap_dump",
                "-all",
                file.toAbsolutePath().toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(dump.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (dump.onExit().join().exitValue() != 0 || !Files.exists(file)) {
      throw new IllegalStateException("no heap dump: " + output);
    }
  }

  /// What it wrote to its log.
  public String said() {
    try {
      return Files.readString(log);
    } catch (IOException unreadable) {
      return "without a log: " + unreadable;
    }
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    api.close();
    Files.deleteIfExists(log);
  }
}
