package dev.drawdown.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.local.NpmPackage.Ended;
import org.junit.jupiter.api.Test;

/// Runs the own tests of the elements for products' pages.
///
/// They need Node.js and the packages that `npm ci` installs in `client/elements`. Browser tests
/// are skipped without Chromium.
class ElementsTest {
  private static final NpmPackage ELEMENTS = new NpmPackage("elements");

  @Test
  void their_own_tests_pass_and_print_their_size_and_the_skipped_ones() throws Exception {
    ELEMENTS.assumeInstalled();

    Ended ended = ELEMENTS.run("npm", "test");

    assertThat(ended.code()).as(String.join("\n", ended.lines())).isZero();
    assertThat(ended.lines()).anyMatch(line -> line.endsWith(" fail 0"));
    assertThat(ended.lines())
        .filteredOn(line -> line.matches(".* elements\\.js: \\d+ bytes, \\d+ gzipped"))
        .isNotEmpty()
        .allSatisfy(line -> System.out.println("Elements: " + line.substring(2)));
    ended.lines().stream()
        .filter(line -> line.contains("skipped: there is none of"))
        .findFirst()
        .ifPresent(line -> System.out.println("Elements in a browser: " + line.strip()));
  }
}
