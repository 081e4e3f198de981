package dev.drawdown.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.WebElement;

/// All pages of the demo products in a real browser, and the sentences that their tests cite.
class DemoPagesTest extends DemoBrowser {
  private static final Path PICTURES = Path.of("target", "screenshots");
  private static final int NARROW = 320;

  static Stream<String> pages() {
    return DemoPages.PAGES.keySet().stream().sorted();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pages")
  void no_element_is_too_wide_and_no_rule_of_accessibility_is_broken(String page) throws Exception {
    String name = page.substring(1).replace('/', '-');
    show(page);

    // The styles adapt to the look, and no script does.
    for (boolean dark : new boolean[] {false, true}) {
      for (int width : new int[] {NARROW, WIDE}) {
        browser.look(width, dark);
        browser.photograph(
            PICTURES.resolve(name + "-" + (dark ? "dark" : "light") + "-" + width + ".png"));
        assertThat(browser.width()).as("%s at %d", page, width).isEqualTo(width);
        assertThat(browser.complaints()).isEmpty();
      }
    }
    for (boolean dark : new boolean[] {false, true}) {
      for (int width : new int[] {NARROW, WIDE}) {
        browser.look(width, dark);
        assertThat(browser.violations()).as("%s at %d", page, width).isEmpty();
      }
    }
  }

  private static void show(String page) {
    if (page.equals("/demo")) {
      browser.open(page).see("h1", "Three products");
      return;
    }
    String who = page.contains("outsmart") ? "ada" : page.contains("coach") ? "sam" : "harbor";
    browser.open(page, who);
    for (WebElement element : browser.all("credits-panel, credits-pill, credits-pool")) {
      browser.see(element.getTagName(), text -> text.matches(".*\\d.*"));
    }
  }

  /// Each cited sentence is in a guide, word for word.
  @Test
  void every_cited_sentence_is_in_a_guide() throws Exception {
    StringBuilder guides = new StringBuilder();
    for (DemoProduct product : DemoProduct.values()) {
      Path guide =
          Path.of("..", "shared-domain", "src", "test", "resources")
              .resolve("dev/drawdown/domain/product/" + product.id() + ".guide.txt");
      guides.append(Files.readString(guide));
    }
    List<String> stated =
        guides.toString().lines().map(line -> line.replaceFirst("^[^:]*: ", "")).toList();

    assertThat(
            Stream.of(OutSmartPagesTest.class, CoachPagesTest.class, EmployeePagesTest.class)
                .flatMap(product -> Stream.of(product.getDeclaredMethods()))
                .filter(test -> test.isAnnotationPresent(Seen.class))
                .flatMap(test -> Stream.of(test.getAnnotation(Seen.class).value())))
        .isNotEmpty()
        .allSatisfy(sentence -> assertThat(stated).contains(sentence));
  }
}
