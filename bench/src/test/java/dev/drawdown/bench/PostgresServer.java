package dev.drawdown.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A PostgreSQL server of this process alone: with the settings that the installed one comes with,
/// in a temporary folder, on a free port of the loopback address. It is stopped and deleted on
/// closing.
final class PostgresServer implements AutoCloseable {
  /// Where Debian puts the programs of each major version.
  private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

  private static final boolean ROOT = "root".equals(System.getProperty("user.name"));
  private static final String USER = "postgres";

  private final Path programs;
  private final Path folder;
  private final int port;

  private PostgresServer(Path programs, Path folder, int port) {
    this.programs = programs;
    this.folder = folder;
    this.port = port;
  }

  /// The folder of the server's programs, or nothing where none is installed.
  static Optional<Path> installed() {
    Stream<Path> onPath =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":")).map(Path::of);
    return Stream.concat(versions().stream(), onPath)
        .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
        .filter(bin -> Files.isExecutable(bin.resolve("pg_ctl")))
        .findFirst();
  }

  /// The newest first.
  private static List<Path> versions() {
    if (!Files.isDirectory(DEBIAN)) {
      return List.of();
    }
    try (Stream<Path> versions = Files.list(DEBIAN)) {
      return versions
          .sorted(Comparator.comparing(Path::toString).reversed())
          .map(version -> version.resolve("bin"))
          .toList();
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  /// Starts the programs of that folder on an empty cluster. Where this process is root's, which
  /// the server refuses to run as, they run as `postgres`.
  static PostgresServer start(Path programs) throws IOException {
    Path folder = Files.createTempDirectory("postgres-bench");
    if (ROOT) {
      run(List.of("chown", USER, folder.toString()));
    }
    PostgresServer server = new PostgresServer(programs, folder, freePort());
    try {
      server.program("initdb", "-D", server.data(), "-U", USER, "--auth=trust");
      server.startUp();
    } catch (IllegalStateException failed) {
      server.delete();
      throw failed;
    }
    return server;
  }

  private void startUp() throws IOException {
    String settings = "-p " + port + " -k " + folder + " -c listen_addresses=127.0.0.1";
    String log = folder.resolve("log").toString();
    program("pg_ctl", "-D", data(), "-w", "-l", log, "-o", settings, "start");
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=" + USER;
  }

  private void program(String name, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if (ROOT) {
      command.addAll(List.of("runuser", "-u", USER, "--"));
    }
    command.add(programs.resolve(name).toString());
    command.addAll(List.of(arguments));
    run(command);
  }

  /// What a program says goes to a file: a server that it starts keeps a pipe open.
  private static void run(List<String> command) throws IOException {
    Path log = Files.createTempFile("postgres-bench", ".txt");
    int code =
        new ProcessBuilder(command)
            .directory(Path.of("/").toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .onExit()
            .join()
            .exitValue();
    String text = Files.readString(log, StandardCharsets.UTF_8);
    Files.delete(log);
    if (code != 0) {
      throw new IllegalStateException(command + " ended with " + code + ": " + text);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws IOException {
    program("pg_ctl", "-D", data(), "-w", "-m", "immediate", "stop");
    delete();
  }

  private void delete() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
