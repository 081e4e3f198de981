package dev.drawdown.local.runtime;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// A function's code in a JVM of its own, under Lambda's runtime client.
public final class FunctionProcess implements AutoCloseable {
  private static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

  /// The parts of the runtime client.
  private static final List<String> CLIENT =
      List.of(
          "aws-lambda-java-runtime-interface-client",
          "aws-lambda-java-core",
          "aws-lambda-java-serialization",
          "utils-lite");

  /// The JVM options of Lambda's smallest sizes.
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

  /// Runs the `handler` of `code`, which is a jar or a class path. The process's environment is
  /// `environment` and the runtime client's own variables.
  public static FunctionProcess start(String code, String handler, Map<String, String> environment)
      throws IOException {
    return start(code, handler, environment, List.of());
  }

  /// The same with more JVM options.
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
    api.fail("exit code " + code + "\n" + output());
  }

  private static String client() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(
            entry -> CLIENT.stream().anyMatch(Path.of(entry).getFileName().toString()::startsWith))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /// The function's future answer to an event.
  public CompletableFuture<String> invocation(String event) {
    return api.invoke(event);
  }

  /// The function's answer to an event.
  public String invoke(String event) throws Exception {
    return waitFor(invocation(event));
  }

  /// Waits until the function is constructed and, under SnapStart, until it can be stored.
  public void awaitInitialized() throws Exception {
    waitFor(api.initialized());
  }

  /// Continues a process that was waiting for its restore.
  public void restore() {
    api.restore();
  }

  private <T> T waitFor(CompletableFuture<T> future) throws Exception {
    return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }

  /// Writes all objects on the heap to a file, including unreachable ones.
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

  /// The log of the process.
  public String output() {
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
