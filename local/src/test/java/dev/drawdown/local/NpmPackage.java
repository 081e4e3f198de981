package dev.drawdown.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A package for Node.js in `client/`. A test runs the package's own commands.
record NpmPackage(String name) {
  private static final int OLDEST_NODE = 20;

  /// Skips the test with a reason if the package's commands can't run.
  void assumeInstalled() throws InterruptedException {
    assumeTrue(
        nodeVersion() >= OLDEST_NODE,
        "skipped: there is no Node.js " + OLDEST_NODE + " or later on this machine");
    assumeTrue(
        Files.isDirectory(folder().resolve("node_modules")),
        "skipped: run `npm ci` in client/" + name + " first");
  }

  Path folder() {
    return Path.of("..", "client", name);
  }

  Ended run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(folder().toFile()).redirectErrorStream(true).start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
    return new Ended(process.waitFor(), lines);
  }

  /// The exit code of a command, and its output.
  record Ended(int code, List<String> lines) {}

  private int nodeVersion() throws InterruptedException {
    try {
      List<String> output = run("node", "-p", "process.versions.node.split('.')[0]").lines();
      return output.isEmpty() ? 0 : Integer.parseInt(output.getFirst());
    } catch (IOException | NumberFormatException absent) {
      return 0;
    }
  }
}
