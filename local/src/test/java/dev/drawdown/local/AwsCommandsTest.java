package dev.drawdown.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// AWS's command line accepts each of its commands in the docs: it checks names and parameters
/// before it connects, and there is nothing to connect to.
class AwsCommandsTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final Pattern CONTINUED = Pattern.compile("\\\\\\n\\s*");
  private static final Pattern OTHER_PROGRAM = Pattern.compile("\\$\\((?!aws )[^()]*\\)");

  /// Without `aws configure`, which connects to nothing and has more parts in version 2.
  private static final Pattern COMMAND =
      Pattern.compile("(?m)(?:^|(?<=[`( ]))aws (?!configure )[a-z0-9-]+ [^`)\\n]+");

  private static final Pattern WRAPPED = Pattern.compile("(?<!`)`(aws [^`]+)`(?!`)");

  /// No server listens on port 1.
  private static final Map<String, String> UNREACHABLE =
      Map.of(
          "AWS_ENDPOINT_URL", "http://127.0.0.1:1",
          "AWS_MAX_ATTEMPTS", "1",
          "AWS_DEFAULT_REGION", "eu-central-1",
          "AWS_ACCESS_KEY_ID", "local",
          "AWS_SECRET_ACCESS_KEY", "local",
          "CLIENT", "client");

  @TempDir private static Path folder;

  @BeforeAll
  static void require_the_command_line() throws Exception {
    assumeTrue(isInstalled(), "skipped: there is no AWS command line on this machine");
    try (ZipOutputStream layer =
        new ZipOutputStream(Files.newOutputStream(folder.resolve("layer.zip")))) {
      layer.putNextEntry(new ZipEntry("catalog.json"));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("commands")
  void the_command_line_knows_the_command_and_its_parameters(String command) throws Exception {
    // Some placeholders are shorter than any real name.
    assertThat(output(command))
        .containsPattern("Could not connect to the endpoint URL|Invalid length for parameter");
  }

  @Test
  void a_misspelled_parameter_is_found() throws Exception {
    assertThat(output("aws dynamodb delete-table --tablename T"))
        .contains("the following arguments are required: --table-name");
  }

  static Stream<String> commands() throws IOException {
    try (Stream<Path> pages = Files.walk(DOCS)) {
      List<String> found =
          pages
              .filter(page -> page.toString().endsWith(".md"))
              .sorted()
              .flatMap(page -> commands(read(page)))
              .distinct()
              .toList();
      assertThat(found).hasSizeGreaterThanOrEqualTo(14);
      return found.stream();
    }
  }

  private static Stream<String> commands(String page) {
    String joined = CONTINUED.matcher(page).replaceAll(" ");
    String alone = OTHER_PROGRAM.matcher(joined).replaceAll("value");
    String unwrapped =
        WRAPPED.matcher(alone).replaceAll(code -> "`" + unwrapped(code.group(1)) + "`");
    return COMMAND.matcher(unwrapped).results().map(match -> match.group().strip());
  }

  private static String unwrapped(String code) {
    return Matcher.quoteReplacement(code.replaceAll("\\n\\s*", " "));
  }

  private static String read(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String output(String command) throws Exception {
    ProcessBuilder shell = new ProcessBuilder("bash", "-c", command).directory(folder.toFile());
    shell.environment().putAll(UNREACHABLE);
    Process process = shell.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return output;
  }

  private static boolean isInstalled() throws InterruptedException {
    try {
      return new ProcessBuilder("bash", "-c", "command -v aws").start().waitFor() == 0;
    } catch (IOException noBash) {
      return false;
    }
  }
}
