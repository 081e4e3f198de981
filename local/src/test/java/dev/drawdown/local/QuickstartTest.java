package dev.drawdown.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The quickstart's examples work unchanged in each language. The blocks of a language are one
/// program, which prints all of the page's `text` blocks.
class QuickstartTest {
  private static final NpmPackage CLIENT = new NpmPackage("typescript");
  private static final Path PAGE = Path.of("..", "docs", "quickstart.md");

  @TempDir private Path folder;

  @Test
  void every_curl_line_gets_the_answer_below_it() throws Exception {
    assumeTrue(ReadmeTest.hasCurl(), "skipped: there is no bash with curl on this machine");
    List<MatchResult> examples =
        ReadmeTest.EXAMPLE.matcher(Files.readString(PAGE)).results().toList();
    assertThat(examples).hasSize(steps());

    try (ServiceInMemory service = new ServiceInMemory("assistant-coach")) {
      for (MatchResult example : examples) {
        assertThat(ReadmeTest.run(example.group(1), service.server().address()))
            .isEqualTo(ReadmeTest.answer(example));
      }
    }
  }

  @Test
  void java_prints_the_text_of_the_page() throws Exception {
    try (ServiceInMemory service = new ServiceInMemory("assistant-coach")) {
      List<String> lines = program("java", service.server().address()).lines().toList();
      Path source = folder.resolve("Quickstart.java");
      Files.writeString(
          source,
          lines.stream().filter(QuickstartTest::isImport).collect(joining("\n"))
              + "\nvoid main() throws Exception {\n"
              + lines.stream().filter(line -> !isImport(line)).collect(joining("\n"))
              + "\n}\n");

      assertPrinted(
          run(
              folder,
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "--class-path",
              System.getProperty("java.class.path"),
              source.toString()));
    }
  }

  private static boolean isImport(String line) {
    return line.startsWith("import ");
  }

  @Test
  void typescript_prints_the_text_of_the_page() throws Exception {
    CLIENT.assumeInstalled();
    assertThat(CLIENT.run("npm", "run", "build").code()).isZero();
    try (ServiceInMemory service = new ServiceInMemory("assistant-coach")) {
      String program = program("ts", service.server().address());

      assertPrinted(run(CLIENT.folder(), "node", "--input-type=module", "--eval", program));
    }
  }

  @Test
  void python_prints_the_text_of_the_page() throws Exception {
    assumeTrue(PythonExampleTest.hasPython(), "skipped: there is no python3 on this machine");
    try (ServiceInMemory service = new ServiceInMemory("assistant-coach")) {
      String program = program("python", service.server().address());

      assertPrinted(run(Path.of("..", "client", "python"), "python3", "-c", program));
    }
  }

  private static void assertPrinted(String output) throws IOException {
    assertThat(output.strip().lines()).containsExactlyElementsOf(blocks("text"));
  }

  /// All blocks of a language. All steps must have one.
  private static String program(String language, URI service) throws IOException {
    List<String> blocks = blocks(language);
    assertThat(blocks).hasSize(steps());
    return String.join("\n", blocks).replace("localhost:8080", service.getAuthority());
  }

  private static int steps() throws IOException {
    int steps =
        (int) Pattern.compile("(?m)^## \\d\\. ").matcher(Files.readString(PAGE)).results().count();
    assertThat(steps).isEqualTo(5);
    return steps;
  }

  private static List<String> blocks(String language) throws IOException {
    return Pattern.compile("(?ms)^```" + language + "\\n(.*?)\\n```$")
        .matcher(Files.readString(PAGE))
        .results()
        .map(block -> block.group(1))
        .toList();
  }

  private static String run(Path in, String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command).directory(in.toFile()).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor()).as(output).isZero();
      return output;
    } catch (IOException absent) {
      throw new UncheckedIOException(absent);
    }
  }
}
