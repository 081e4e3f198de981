package dev.drawdown.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.local.PageFiles;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The files of the demo products, as files and as served.
class DemoFilesTest {
  private static final Pattern CREDITS = Pattern.compile("\\.(total|remaining|balance)\\b");

  @AutoClose private static final PageFiles PAGES = new PageFiles("demo");

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
    PAGES.assertServed(file, served().get(file));
  }

  @Test
  void every_file_is_served_or_has_the_results_of_a_product() throws IOException {
    Stream<String> results = Stream.of(DemoProduct.values()).map(product -> product.id() + ".json");

    assertThat(PAGES.names())
        .containsExactlyInAnyOrderElementsOf(Stream.concat(files().stream(), results).toList());
  }

  @ParameterizedTest
  @MethodSource("files")
  void no_file_names_another_host_or_needs_a_looser_policy(String file) {
    PAGES.assertNeedsNoLooserPolicy(file);
  }

  /// Only elements show credits. No page takes a number out of the service's answer.
  @ParameterizedTest
  @MethodSource("modules")
  void no_page_shows_credits_by_itself(String module) {
    assertThat(CREDITS.matcher(PAGES.written(module)).results()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("modules")
  void every_import_of_a_module_is_served(String module) {
    Stream<String> parts = DemoPages.PARTS.stream().map(file -> "./" + file);
    List<String> served = Stream.concat(Stream.of("/elements.js"), parts).toList();

    PAGES.assertImportsOnly(module, served);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void every_file_and_link_of_a_page_is_served(String page) throws Exception {
    PAGES.assertLinksAnswer(page);
  }

  @ParameterizedTest
  @MethodSource("modules")
  void each_module_parses(String module) throws Exception {
    PAGES.assertParses(module);
  }

  @ParameterizedTest
  @EnumSource
  void results_are_of_actions_in_the_catalog(DemoProduct product) {
    JsonObject results = JsonObject.parse(PAGES.written(product.id() + ".json"));

    assertThat(results.objects("results"))
        .isNotEmpty()
        .allSatisfy(
            each ->
                assertThat(product.catalog().action(new ActionId(each.text("action"))))
                    .isPresent());
  }
}
