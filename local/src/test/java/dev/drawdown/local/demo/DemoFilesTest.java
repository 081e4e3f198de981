package dev.drawdown.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.local.ServiceInMemory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The files of the demo products, as files and as served.
class DemoFilesTest {
  private static final Path RESOURCES =
      Path.of("src", "main", "resources", "dev", "drawdown", "local", "demo");
  private static final Pattern OTHER_HOST = Pattern.compile("(?<!xmlns=\")\\bhttps?://|[\"'(]//");
  private static final Pattern IMPORT = Pattern.compile("from \"([^\"]+)\"");
  private static final Pattern LOADED = Pattern.compile("(?:src|href)=\"(/[^\"#]*)");
  private static final Pattern CREDITS = Pattern.compile("\\.(total|remaining|balance)\\b");

  private static final ServiceInMemory SERVICE = new ServiceInMemory("outsmart");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @AfterAll
  static void stop() {
    HTTP.close();
    SERVICE.close();
  }

  /// The path of each file.
  private static Map<String, String> served() {
    Map<String, String> served = new TreeMap<>();
    DemoPages.PAGES.forEach((path, file) -> served.put(file, path));
    DemoPages.PARTS.forEach(file -> served.put(file, DemoPages.PARTS_PATH + file));
    return served;
  }

  static Collection<String> files() {
    return served().keySet();
  }

  static Stream<String> modules() {
    return files().stream().filter(file -> file.endsWith(".js"));
  }

  static Stream<String> pages() {
    return files().stream().filter(file -> file.endsWith(".html"));
  }

  @ParameterizedTest
  @MethodSource("files")
  void each_file_is_served_unchanged_and_may_load_only_from_here(String file) throws Exception {
    HttpResponse<String> answer = get(served().get(file));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(written(file));
    assertThat(answer.headers().firstValue("content-security-policy"))
        .contains(
            "default-src 'self'; base-uri 'none'; frame-ancestors 'none';"
                + " require-trusted-types-for 'script'; form-action 'self'");
  }

  @Test
  void every_file_is_served_or_has_the_results_of_a_product() throws IOException {
    Set<String> results =
        Stream.of(DemoProduct.values())
            .map(product -> product.id() + ".json")
            .collect(Collectors.toSet());
    try (Stream<Path> files = Files.list(RESOURCES)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(files().stream(), results.stream()).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void no_file_names_another_host_or_needs_a_looser_policy(String file) throws IOException {
    String text = written(file);

    assertThat(OTHER_HOST.matcher(text).results()).isEmpty();
    assertThat(text)
        .doesNotContain("innerHTML", "outerHTML", "document.write", "eval(", " style=", "<style")
        .doesNotContainPattern("<script(?! type=\"module\" src=)")
        .doesNotContainPattern("\\son[a-z]+=\"");
  }

  /// Only elements show credits. No page takes a number out of the service's answer.
  @ParameterizedTest
  @MethodSource("modules")
  void no_page_shows_credits_by_itself(String module) throws IOException {
    assertThat(CREDITS.matcher(written(module)).results()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("modules")
  void every_import_of_a_module_is_served(String module) throws IOException {
    assertThat(IMPORT.matcher(written(module)).results().map(found -> found.group(1)))
        .allSatisfy(
            name ->
                assertThat(name)
                    .isIn(
                        Stream.concat(
                                Stream.of("/elements.js"),
                                DemoPages.PARTS.stream().map(file -> "./" + file))
                            .toList()));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void every_file_and_link_of_a_page_is_served(String page) throws Exception {
    List<String> named =
        LOADED.matcher(written(page)).results().map(found -> found.group(1)).toList();

    assertThat(named).isNotEmpty();
    for (String path : named) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(200);
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

  @ParameterizedTest
  @EnumSource
  void results_are_of_actions_in_the_catalog(DemoProduct product) throws IOException {
    JsonObject results = JsonObject.parse(written(product.id() + ".json"));

    assertThat(results.objects("results"))
        .isNotEmpty()
        .allSatisfy(
            each ->
                assertThat(product.catalog().action(new ActionId(each.text("action"))))
                    .isPresent());
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
