package dev.drawdown.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.local.console.Webhook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Deployed artifacts contain no tools of developers or operators.
class DeployedJarsTest {
  private static final Path FUNCTIONS = Path.of("..", "functions");
  private static final List<String> LOCAL_ONLY =
      List.of("__dev", "dev/drawdown/local", "dev.drawdown.local", Webhook.SECRET);
  private static final List<String> OPERATORS_ONLY =
      List.of("dev/drawdown/operator", "dev.drawdown.operator", "picocli");

  static Stream<Path> deployed() throws IOException {
    return under("target", ".jar");
  }

  static Stream<Path> written() throws IOException {
    Path rules = Path.of("..", "shared-domain");
    return Stream.of(
            under("src/main", ""),
            under("", "pom.xml"),
            files(rules.resolve("src/main"), ""),
            Stream.of(rules.resolve("pom.xml"), Path.of("..", "template.yaml")))
        .flatMap(files -> files);
  }

  @Test
  void there_are_artifacts_to_check() throws IOException {
    assertThat(written()).hasSizeGreaterThan(100).anyMatch(file -> file.endsWith("template.yaml"));
  }

  @ParameterizedTest
  @MethodSource("written")
  void no_source_resource_build_file_or_template_names_the_tools(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);

    assertThat(text)
        .doesNotContain(LOCAL_ONLY)
        .doesNotContain(OPERATORS_ONLY)
        .doesNotContain(
            "<artifactId>local<", "<artifactId>operator<", "CodeUri: local", "CodeUri: operator");
  }

  /// The check needs functions that an earlier build packaged. The check of the sources above finds
  /// the same.
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("deployed")
  void no_packaged_function_has_the_tools(Path file) throws IOException {
    try (JarFile jar = new JarFile(file.toFile())) {
      assertThat(jar.stream().map(entry -> entry.getName()))
          .noneMatch(name -> name.startsWith("dev/drawdown/local"))
          .noneMatch(name -> name.startsWith("dev/drawdown/operator"))
          .noneMatch(name -> name.startsWith("picocli"));
      jar.stream()
          .filter(entry -> entry.getName().startsWith("dev/drawdown/"))
          .forEach(
              entry -> {
                try (var stream = jar.getInputStream(entry)) {
                  assertThat(new String(stream.readAllBytes(), StandardCharsets.ISO_8859_1))
                      .as(entry.getName())
                      .doesNotContain(LOCAL_ONLY)
                      .doesNotContain(OPERATORS_ONLY);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }

  private static Stream<Path> under(String folder, String ending) throws IOException {
    try (Stream<Path> modules = Files.list(FUNCTIONS)) {
      return modules
          .map(module -> module.resolve(folder))
          .filter(Files::isDirectory)
          .flatMap(place -> files(place, ending))
          .toList()
          .stream();
    }
  }

  private static Stream<Path> files(Path folder, String ending) {
    try (Stream<Path> files = Files.walk(folder, ending.isEmpty() ? 20 : 1)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.toString().endsWith(ending))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
