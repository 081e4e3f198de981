package dev.drawdown.local.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.local.PageFiles;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The console's page and its parts, as files and as served.
class ConsoleFilesTest {
  private static final Path ELEMENTS = Path.of("..", "client", "elements", "dist", "elements.js");

  static final List<String> FILES = ConsolePages.FILES;

  @AutoClose private static final PageFiles PAGES = new PageFiles("console");

  static Stream<String> modules() {
    return FILES.stream().filter(file -> file.endsWith(".js"));
  }

  @ParameterizedTest
  @FieldSource("FILES")
  void each_file_is_served_unchanged_and_may_load_only_from_here(String file) throws Exception {
    PAGES.assertServed(file, path(file));
  }

  @Test
  void every_file_of_the_console_is_served_or_a_template() throws IOException {
    assertThat(PAGES.names())
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(FILES.stream(), Stream.of("checkout.html")).toList());
  }

  @ParameterizedTest
  @FieldSource("FILES")
  void no_file_names_another_host_or_needs_a_looser_policy(String file) {
    PAGES.assertNeedsNoLooserPolicy(file);
  }

  @ParameterizedTest
  @MethodSource("modules")
  void every_import_of_a_module_is_served(String module) {
    PAGES.assertImportsOnly(module, FILES.stream().map(file -> "./" + file).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"index.html", "checkout.html"})
  void every_file_and_link_of_a_page_is_served(String page) throws Exception {
    PAGES.assertLinksAnswer(page);
  }

  @ParameterizedTest
  @MethodSource("modules")
  void each_module_parses(String module) throws Exception {
    PAGES.assertParses(module);
  }

  @Test
  void the_bundle_of_elements_is_served_unchanged() throws Exception {
    HttpResponse<String> answer = PAGES.get("/" + ConsolePages.ELEMENTS);

    assertThat(answer.body()).isEqualTo(Files.readString(ELEMENTS));
    assertThat(answer.headers().firstValue("content-type"))
        .contains(PageFiles.type(ConsolePages.ELEMENTS));
  }

  @Test
  void a_page_answers_only_reads() throws Exception {
    assertThat(PAGES.post("/").statusCode()).isEqualTo(404);
    assertThat(PAGES.get("/console/index.html").statusCode()).isEqualTo(404);
    assertThat(PAGES.get("/console/").statusCode()).isEqualTo(404);
  }

  private static String path(String file) {
    return file.equals("index.html") ? "/" : "/console/" + file;
  }
}
