package dev.drawdown.local;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the repository's pages and workflows name is there.
class RepositoryTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]*)(?:#([^)]+))?\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
  private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^```.*?^```$");
  private static final Pattern NAMED_TYPE = Pattern.compile("`([A-Z][a-z]\\w*)`");
  private static final Pattern DECLARED =
      Pattern.compile("\\b(?:class|record|interface|enum) ([A-Z]\\w*)");
  private static final Pattern PROPERTY = Pattern.compile("-D(drawdown\\.[a-z.]+)");
  private static final Pattern USED_ACTION = Pattern.compile("(?m)^\\s*-? *uses: *(.*)$");

  static Stream<Path> pages() {
    return files(".md").map(ROOT::relativize);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pages")
  void every_link_of_a_page_leads_to_a_file_and_a_heading(Path page) {
    Path file = ROOT.resolve(page);
    String text = CODE_BLOCK.matcher(read(file)).replaceAll("");

    assertThat(LINK.matcher(text).results())
        .allSatisfy(
            link -> {
              Path target = file.resolveSibling(link.group(1)).normalize();
              Path linked = link.group(1).isEmpty() ? file : target;
              assertThat(linked).exists();
              if (link.group(2) != null) {
                assertThat(anchors(linked)).contains(link.group(2));
              }
            });
  }

  @Test
  void the_readme_can_be_read_in_one_go() {
    assertThat(read(ROOT.resolve("README.md")).lines()).hasSizeLessThan(150);
  }

  @Test
  void the_types_and_properties_that_contributors_are_told_of_exist() {
    String page = read(ROOT.resolve("CONTRIBUTING.md"));
    String sources = files(".java").map(RepositoryTest::read).collect(joining("\n"));
    Set<String> declared = groups(DECLARED, sources);

    assertThat(groups(NAMED_TYPE, page))
        .hasSizeGreaterThan(50)
        .filteredOn(type -> !declared.contains(type))
        .isEmpty();
    assertThat(groups(PROPERTY, page))
        .hasSizeGreaterThan(3)
        .allSatisfy(property -> assertThat(sources).contains("\"" + property + "\""));
  }

  @Test
  void the_types_that_the_architecture_page_names_exist() {
    String sources = files(".java").map(RepositoryTest::read).collect(joining("\n"));
    Set<String> declared = groups(DECLARED, sources);
    Set<String> calls = Set.of("BatchGetItem", "TransactWriteItems");

    assertThat(groups(NAMED_TYPE, read(ROOT.resolve("docs/ARCHITECTURE.md"))))
        .hasSizeGreaterThan(30)
        .filteredOn(type -> !declared.contains(type) && !calls.contains(type))
        .isEmpty();
  }

  @Test
  void every_action_of_a_workflow_is_pinned_by_its_digest_with_the_version_beside_it() {
    String workflows =
        files(".yml")
            .filter(file -> file.startsWith(ROOT.resolve(".github/workflows")))
            .map(RepositoryTest::read)
            .collect(joining("\n"));

    assertThat(groups(USED_ACTION, workflows))
        .isNotEmpty()
        .allMatch(action -> action.matches("[\\w-]+/[\\w/-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+"));
  }

  /// The anchors that GitHub gives to a page's headings.
  private static Set<String> anchors(Path page) {
    return groups(HEADING, CODE_BLOCK.matcher(read(page)).replaceAll("")).stream()
        .map(heading -> heading.toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", ""))
        .map(heading -> heading.replace(' ', '-'))
        .collect(toSet());
  }

  private static Set<String> groups(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(1)).collect(toSet());
  }

  private static Stream<Path> files(String ending) {
    return Repository.files(ending).stream().map(ROOT::resolve);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
