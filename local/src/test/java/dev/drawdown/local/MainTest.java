package dev.drawdown.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The program, started and ended from a terminal.
class MainTest {
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void leave_nothing_running() {
    started.forEach(Process::destroyForcibly);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "--colour red,          drawdown: unknown option --colour (--help lists the options)",
    "--catalog nonsense,    drawdown: catalog nonsense: there is no catalog nonsense",
    "--data ./pom.xml,      drawdown: --data must be a folder: ./pom.xml",
    "--catalog ./pom.xml,   'drawdown: catalog ./pom.xml: is not JSON, from line 1, column 1'",
    "guide --colour red,    drawdown: unknown option --colour (--help lists the options)",
  })
  void a_wrong_command_line_is_printed_in_a_line_and_exits_with_2(String line, String reason)
      throws Exception {
    Process process = start(line.split(" "));

    List<String> output = process.inputReader().readAllLines();

    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(output).singleElement().asString().startsWith(reason);
  }

  @Test
  void a_guide_is_written_to_the_printed_place(@TempDir Path folder) throws Exception {
    Process process =
        start("guide", "--catalog", "assistant-coach", "--out", folder.resolve("help").toString());

    List<String> output = process.inputReader().readAllLines();

    assertThat(process.waitFor()).isZero();
    assertThat(output)
        .containsExactly(
            "Wrote " + folder.resolve("help/guide.md"),
            "Wrote " + folder.resolve("help/guide.html"));
    assertThat(folder.resolve("help/guide.md")).content().startsWith("# How AI credits work\n");
    assertThat(folder.resolve("help/guide.html")).content().endsWith("</html>\n");
  }

  @Test
  void a_broken_catalog_gets_no_guide(@TempDir Path folder) throws Exception {
    Path out = folder.resolve("help");
    Process process = start("guide", "--catalog", "./pom.xml", "--out", out.toString());

    List<String> output = process.inputReader().readAllLines();

    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(output)
        .containsExactly("drawdown: catalog ./pom.xml: is not JSON, from line 1, column 1");
    assertThat(out).doesNotExist();
  }

  @Test
  void a_taken_port_is_printed_in_a_line_and_exits_with_1() throws Exception {
    try (ServerSocket taken =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      Process process = start("--port", Integer.toString(taken.getLocalPort()));

      List<String> output = process.inputReader().readAllLines();

      assertThat(process.waitFor()).isEqualTo(1);
      assertThat(output)
          .containsExactly(
              "drawdown: port " + taken.getLocalPort() + " is taken; --port names another");
    }
  }

  @Test
  void prints_how_to_use_it_once_ready_and_stops_cleanly_on_a_signal() throws Exception {
    Process process = start("--port", "0");
    BufferedReader output = process.inputReader();

    String first = output.readLine();
    process.toHandle().destroy();
    List<String> rest = output.readAllLines();

    assertThat(first).startsWith("Drawdown's console: http://127.0.0.1:");
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(rest).noneMatch(line -> line.contains("xception"));
  }

  private Process start(String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:+UseSerialGC");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add(
        "-Dlog4j2.loggerContextFactory="
            + "org.apache.logging.log4j.simple.SimpleLoggerContextFactory");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(options));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    started.add(process);
    return process;
  }
}
