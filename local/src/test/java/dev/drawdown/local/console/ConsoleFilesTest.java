package dev.drawdown.local.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drawdown.local.ServiceInMemory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The console's page and its parts, as files and as served.
class ConsoleFilesTest {
  private static final Path RESOURCES =
      Path.of("src", "main", "resources", "dev", "drawdown", "local", "console");
  private static final Path ELEMENTS = Path.of("..", "client", "elements", "dist", "elements.js");
  private static final Pattern OTHER_HOST = Pattern.compile("(?<!xmlns=\")\\bhttps?://|[\"'(]//");
  private static final Pattern IMPORT = Pattern.compile("from \"([^\"]+)\"");
  private static final Pattern LOADED = Pattern.compile("(?:src|href)=\"(/[^\"]*)\"");

  static final List<String> FILES = ConsolePages.FILES;

  private static final ServiceInMemory SERVICE = new ServiceInMemory("outsmart");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @AfterAll
  static void stop() {
    HTTP.close();
    SERVICE.close();
  }

  static Stream<String> modules() {
    return FILES.stream().filter(file -> file.endsWith(".js"));
  }

  @ParameterizedTest
  @FieldSource("FILES")
  void each_file_is_served_unchanged_and_may_load_only_from_here(String file) throws Exception {
    HttpResponse<String> answer = get(path(file));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(written(file));
    assertThat(answer.headers().firstValue("content-type")).contains(type(file));
    assertThat(answer.headers().firstValue("content-security-policy"))
        .contains(
            "default-src 'self'; base-uri 'none'; frame-ancestors 'none';"
                + " require-trusted-types-for 'script'; form-action 'self'");
    assertThat(answer.headers().firstValue("x-content-type-options")).contains("nosniff");
  }

  @Test
  void every_file_of_the_console_is_served_or_a_template() throws IOException {
    try (Stream<Path> files = Files.list(RESOURCES)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(FILES.stream(), Stream.of("checkout.html")).toList());
    }
  }

  @ParameterizedTest
  @FieldSource("FILES")
  void no_file_names_another_host_or_needs_a_looser_policy(String file) throws IOException {
    String text = written(file);

    assertThat(OTHER_HOST.matcher(text).results()).isEmpty();
    assertThat(text)
        .doesNotContain("innerHTML", "outerHTML", "document.write", "eval(", " style=", "<style")
        .doesNotContainPattern("<script(?! type=\"module\" src=)")
        .doesNotContainPattern("\\son[a-z]+=\"");
  }

  @ParameterizedTest
  @MethodSource("modules")
  void every_import_of_a_module_is_served(String module) throws IOException {
    assertThat(IMPORT.matcher(written(module)).results().map(found -> found.group(1)))
        .allSatisfy(name -> assertThat(FILES).contains(name.replace("./", "")));
  }

  @Test
  void every_file_that_the_pages_load_is_served() throws Exception {
    for (String page : List.of("index.html", "checkout.html")) {
      List<String> loaded =
          LOADED.matcher(written(page)).results().map(found -> found.group(1)).toList();

      assertThat(loaded).isNotEmpty();
      for (String path : loaded) {
        assertThat(get(path).statusCode()).as(path).isEqualTo(200);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("modules")
  void each_module_parses(String module) throws Exception {
    assumeTrue(hasNode(), "skipped: there is no node on this machine");
    Process check =
        new ProcessBuilder("node", "--input-type=module", "--check", "-")
            .redirectErrorStream(true)
            .start();
    check.getOutputStream().write(written(module).getBytes(StandardCharsets.UTF_8));
    check.getOutputStream().close();
    String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(check.waitFor()).as(said).isZero();
  }

  @Test
  void the_bundle_of_elements_is_served_unchanged() throws Exception {
    HttpResponse<String> answer = get("/" + ConsolePages.ELEMENTS);

    assertThat(answer.body()).isEqualTo(Files.readString(ELEMENTS));
    assertThat(answer.headers().firstValue("content-type")).contains(type(ConsolePages.ELEMENTS));
  }

  @Test
  void a_page_answers_only_reads() throws Exception {
    HttpRequest posted =
        HttpRequest.newBuilder(URI.create(SERVICE.server().address() + "/"))
            .POST(BodyPublishers.noBody())
            .build();

    assertThat(HTTP.send(posted, BodyHandlers.ofString()).statusCode()).isEqualTo(404);
    assertThat(get("/console/index.html").statusCode()).isEqualTo(404);
    assertThat(get("/console/").statusCode()).isEqualTo(404);
  }

  private static String path(String file) {
    return file.equals("index.html") ? "/" : "/console/" + file;
  }

  private static String type(String file) {
    return switch (file.substring(file.lastIndexOf('.'))) {
      case ".html" -> "text/html; charset=utf-8";
      case ".css" -> "text/css; charset=utf-8";
      case ".svg" -> "image/svg+xml";
      default -> "text/javascript; charset=utf-8";
    };
  }

  private static String written(String file) throws IOException {
    return Files.readString(RESOURCES.resolve(file));
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(SERVICE.server().address() + path)).build(),
        BodyHandlers.ofString());
  }

  private static boolean hasNode() throws InterruptedException {
    try {
      return new ProcessBuilder("node", "--version").start().waitFor() == 0;
    } catch (IOException absent) {
      return false;
    }
  }
}
