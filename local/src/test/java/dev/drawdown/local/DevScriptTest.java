package dev.drawdown.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `./dev` on a machine without a JDK 25 or Maven.
///
/// The scripts run in a folder of their own, with fakes of the wrapper and Maven, and a PATH with
/// the shell's tools only. So they find nothing that is installed on this machine.
class DevScriptTest {
  private static final List<String> SCRIPTS = List.of("dev", ".ci/find-jdk", ".ci/find-maven");
  private static final List<String> TOOLS =
      List.of(
          "bash",
          "cat",
          "dirname",
          "find",
          "grep",
          "mkdir",
          "mktemp",
          "mv",
          "readlink",
          "rm",
          "touch");

  /// A fake of Maven: it records each call, answers `--version`, and "builds" a service that prints
  /// `started`.
  private static final String MAVEN =
      """
      #!/bin/sh
      echo "${0##*/} $*" >>"$CHECKOUT/calls"
      if [ "$1" = --version ]; then echo "Apache Maven %s (stand-in)"; exit 0; fi
      mkdir -p "$CHECKOUT/local/target/launch"
      printf '#!/bin/sh\\necho started on "$JAVA_HOME"\\n' >"$CHECKOUT/service"
      /bin/chmod +x "$CHECKOUT/service"
      printf %%s "$CHECKOUT/service" >"$CHECKOUT/local/target/launch/java"
      touch "$CHECKOUT/local/target/launch/classpath"
      """;

  /// A fake of a wrapper that can't download Maven.
  private static final String CUT_OFF = "#!/bin/sh\necho 'wget: Failed to fetch Maven' >&2\nexit 1";

  @TempDir private Path folder;
  private Path checkout;
  private Path path;
  private Path jdks;

  @BeforeEach
  void lay_out_a_checkout() throws IOException {
    checkout = Files.createDirectory(folder.resolve("checkout"));
    Files.createDirectory(checkout.resolve(".ci"));
    for (String script : SCRIPTS) {
      Files.copy(Path.of("..", script), checkout.resolve(script));
      assertThat(checkout.resolve(script).toFile().setExecutable(true)).isTrue();
    }
    path = Files.createDirectory(folder.resolve("bin"));
    for (String tool : TOOLS) {
      program(path.resolve(tool), "#!/bin/sh\nexec " + installed(tool) + " \"$@\"\n");
    }
    program(path.resolve("unzip"), "#!/bin/sh\n");
    jdks = Files.createDirectory(folder.resolve("jdks"));
  }

  @Test
  void without_a_JDK_25_it_says_how_to_install_one_and_builds_nothing() throws Exception {
    program(checkout.resolve("mvnw"), MAVEN.formatted("3.9.16"));

    Ended ended = dev(Map.of());

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.output())
        .startsWith("Drawdown needs a JDK 25, and there is none.")
        .contains("Debian, Ubuntu:   sudo apt install openjdk-25-jdk-headless")
        .contains("macOS:            brew install --cask temurin@25")
        .contains("Windows:          wsl --install")
        .contains("JAVA_HOME to a JDK 25; it is not set", jdks.toString());
    assertThat(calls()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"17.0.15", "24.0.2", "26", "250.0.1"})
  void a_JDK_of_another_version_does_not_count(String version) throws Exception {
    program(checkout.resolve("mvnw"), MAVEN.formatted("3.9.16"));
    jdk(jdks.resolve("other"), version);

    Ended ended = dev(Map.of("JAVA_HOME", jdks.resolve("other").toString()));

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.output()).contains("it is " + jdks.resolve("other"));
    assertThat(calls()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"temurin-25", "temurin-25.jdk/Contents/Home"})
  void a_JDK_25_is_found_where_JDKs_are_installed(String home) throws Exception {
    program(checkout.resolve("mvnw"), MAVEN.formatted("3.9.16"));
    jdk(jdks.resolve(home), "25.0.3");

    Ended ended = dev(Map.of());

    assertThat(ended.output()).endsWith("started on " + jdks.resolve(home));
  }

  @Test
  void a_JDK_25_is_found_by_JAVA_HOME_or_by_the_javac_on_PATH() throws Exception {
    program(checkout.resolve("mvnw"), MAVEN.formatted("3.9.16"));
    Path elsewhere = folder.toRealPath().resolve("elsewhere");
    jdk(elsewhere, "25");

    Ended byHome = dev(Map.of("JAVA_HOME", elsewhere.toString()));
    Files.delete(checkout.resolve("local/target/launch/built"));
    Files.createSymbolicLink(path.resolve("javac"), elsewhere.resolve("bin/javac"));
    Ended byPath = dev(Map.of());

    assertThat(byHome.output()).endsWith("started on " + elsewhere);
    assertThat(byPath.output()).endsWith("started on " + elsewhere);
  }

  @Test
  void the_wrapper_builds_if_no_Maven_is_installed() throws Exception {
    program(checkout.resolve("mvnw"), MAVEN.formatted("3.9.16"));
    jdk(jdks.resolve("temurin-25"), "25.0.3");

    Ended ended = dev(Map.of());

    assertThat(ended.code()).isZero();
    assertThat(calls()).containsExactly("mvnw --version", "mvnw -q -B -Pdev package -pl local -am");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"3.8.7", "3.10.0", "4.0.0"})
  void the_installed_Maven_builds_if_the_wrapper_cannot_download_and_a_line_says_so(String version)
      throws Exception {
    program(checkout.resolve("mvnw"), CUT_OFF);
    program(path.resolve("mvn"), MAVEN.formatted(version));
    jdk(jdks.resolve("temurin-25"), "25.0.3");

    Ended ended = dev(Map.of());

    assertThat(ended.code()).isZero();
    assertThat(ended.output())
        .contains("wget: Failed to fetch Maven", "./mvnw doesn't work here, so the installed Maven")
        .contains("started on");
    assertThat(calls()).containsExactly("mvn --version", "mvn -q -B -Pdev package -pl local -am");
  }

  @Test
  void without_any_Maven_it_prints_a_remedy_and_builds_nothing() throws Exception {
    program(checkout.resolve("mvnw"), CUT_OFF);
    jdk(jdks.resolve("temurin-25"), "25.0.3");

    Ended ended = dev(Map.of());

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.output())
        .contains("wget: Failed to fetch Maven", "There is no Maven to build with.")
        .contains("MVNW_REPOURL", "sudo apt install maven", "brew install maven")
        .doesNotContain("Building");
  }

  @Test
  void without_unzip_it_names_unzip_and_not_a_wrong_digest() throws Exception {
    Files.delete(path.resolve("unzip"));
    program(checkout.resolve("mvnw"), "#!/bin/sh\necho 'might be compromised' >&2\nexit 1");
    jdk(jdks.resolve("temurin-25"), "25.0.3");

    Ended ended = dev(Map.of());

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.output())
        .startsWith("./mvnw unpacks Maven with unzip, which isn't installed.")
        .contains("sudo apt install unzip")
        .doesNotContain("compromised");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"3.6.3", "2.2.1"})
  void an_installed_Maven_that_is_too_old_does_not_count(String version) throws Exception {
    program(checkout.resolve("mvnw"), CUT_OFF);
    program(path.resolve("mvn"), MAVEN.formatted(version));
    jdk(jdks.resolve("temurin-25"), "25.0.3");

    Ended ended = dev(Map.of());

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.output()).contains(", and Drawdown needs 3.8 or later.");
    assertThat(calls()).containsExactly("mvn --version");
  }

  @Test
  void a_finished_build_starts_without_a_search_for_a_JDK_or_Maven() throws Exception {
    program(checkout.resolve("mvnw"), MAVEN.formatted("3.9.16"));
    jdk(jdks.resolve("temurin-25"), "25.0.3");
    for (String built :
        List.of("pom.xml", ".mvn", "shared-domain", "events", "functions", "docs")) {
      Files.createDirectory(checkout.resolve(built));
    }
    dev(Map.of());
    List<String> first = calls();

    Ended again = dev(Map.of());

    assertThat(again.output()).startsWith("started on");
    assertThat(calls()).isEqualTo(first);
  }

  private record Ended(int code, String output) {}

  /// Runs `./dev` in the prepared folder, with `more` variables.
  private Ended dev(Map<String, String> more) throws Exception {
    ProcessBuilder dev = new ProcessBuilder("./dev").directory(checkout.toFile());
    Map<String, String> environment = new TreeMap<>(more);
    environment.put("PATH", path.toString());
    environment.put("HOME", folder.toString());
    environment.put("JDK_FOLDERS", jdks.toString());
    environment.put("CHECKOUT", checkout.toString());
    dev.environment().clear();
    dev.environment().putAll(environment);
    Process process = dev.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Ended(process.waitFor(), output.strip());
  }

  private List<String> calls() throws IOException {
    Path calls = checkout.resolve("calls");
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }

  private static void jdk(Path home, String version) throws IOException {
    program(Files.createDirectories(home.resolve("bin")).resolve("javac"), "#!/bin/sh");
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
  }

  private static void program(Path file, String script) throws IOException {
    Files.writeString(file, script);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private static Path installed(String tool) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new AssertionError("There is no " + tool + " on PATH"));
  }
}
