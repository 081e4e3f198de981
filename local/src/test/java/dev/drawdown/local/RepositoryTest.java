package dev.drawdown.local;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every file and name in the repository's pages and workflows exists.
class RepositoryTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]*)(?:#([^)]+))?\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
  private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^```.*?^```$");
  private static final Pattern NAMED_TYPE = Pattern.compile("`([A-Z][a-z]\\w*)`");
  private static final Pattern DECLARED =
      Pattern.compile("\\b(?:class|record|interface|enum) ([A-Z]\\w*)");

  /// A resource of the template.
  private static final Pattern RESOURCE = Pattern.compile("(?m)^  ([A-Z]\\w*):$");

  private static final Pattern FILE =
      Pattern.compile("[\\w-]+\\.(?:java|ts|js|json|ya?ml|md|html|css|png)");

  /// A type with its members, a file, or a path. Scopes look like paths.
  private static final Pattern NAMED =
      Pattern.compile(
          "`([A-Z][a-z]\\w*(?:\\.\\w+)*|"
              + FILE.pattern()
              + "|(?:\\.ci|(?!credits/)[a-z][\\w-]*)/[\\w./-]*)`");

  /// Names of AWS that pages may use as they are.
  private static final Set<String> OF_AWS =
      Set.of("BatchGetItem", "ClientRequestToken", "RequestStreamHandler", "TransactWriteItems");

  private static final Code CODE = Code.read();
  private static final List<String> FILES =
      files("").map(file -> file.toString().replace('\\', '/')).toList();

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
  void the_readme_is_short() {
    assertThat(read(ROOT.resolve("README.md")).lines()).hasSizeLessThan(150);
  }

  @Test
  void the_types_and_properties_in_the_contributors_page_exist() {
    String page = read(ROOT.resolve("CONTRIBUTING.md"));
    String sources = files(".java").map(RepositoryTest::read).collect(joining("\n"));

    assertThat(groups(NAMED_TYPE, page))
        .hasSizeGreaterThan(50)
        .filteredOn(type -> !CODE.declares(type))
        .isEmpty();
    assertThat(groups(PROPERTY, page))
        .hasSizeGreaterThan(3)
        .allSatisfy(property -> assertThat(sources).contains("\"" + property + "\""));
  }

  static Stream<Path> pagesAboutTheCode() {
    return pages()
        .filter(page -> page.startsWith("docs"))
        .filter(
            page ->
                page.endsWith("ARCHITECTURE.md")
                    || page.startsWith("docs/architecture")
                    || page.startsWith("docs/adr"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pagesAboutTheCode")
  void every_type_member_and_file_that_a_page_about_the_code_names_exists(Path page) {
    assertThat(named(read(ROOT.resolve(page))).filter(name -> !exists(name))).isEmpty();
  }

  @Test
  void what_a_page_about_the_code_names_is_found_in_its_text() {
    String text =
        """
        `Charging.charge` of `functions/charge`, `CallsOf<T>`, `entry#1`, `credits/read`, `GET /v1/x`, `coach.js`,
        `BatchGetItem`, `docs/rules.md`, `version = :basedOn`
        ```
        `NotHere`
        ```
        """;

    assertThat(named(text))
        .containsExactly(
            "Charging.charge", "functions/charge", "coach.js", "BatchGetItem", "docs/rules.md");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Charging.charge",
        "PoolWallet.Primary",
        "CreditsPill",
        "Store.charged",
        "SweepShards",
        "BatchGetItem",
        "coach.js",
        "functions/charge",
        "client/elements/",
        ".ci/mutation",
      })
  void a_name_of_the_code_of_the_template_or_of_dynamodb_exists(String name) {
    assertThat(exists(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Chargeable", "Charging.guess", "Charging.Guess", "lost.js", "functions/lost"})
  void a_name_of_nothing_does_not_exist(String name) {
    assertThat(exists(name)).isFalse();
  }

  @Test
  void the_readme_leads_to_every_page_of_the_documentation_in_two_steps() {
    Set<Path> first = linked(Path.of("README.md"));
    Set<Path> found = new HashSet<>(first);
    first.stream()
        .filter(page -> page.toString().endsWith(".md"))
        .forEach(page -> found.addAll(linked(page)));

    assertThat(pages().filter(page -> page.startsWith("docs")))
        .hasSizeGreaterThan(30)
        .allMatch(found::contains);
    assertThat(files(".png").map(ROOT::relativize).filter(file -> file.startsWith("docs")))
        .isNotEmpty()
        .allMatch(found::contains)
        .allSatisfy(
            picture -> assertThat(ROOT.resolve(picture).toFile().length()).isLessThan(150_000));
  }

  @Test
  void every_action_of_a_workflow_is_pinned_by_its_digest_beside_its_version() {
    String workflows =
        files(".yml")
            .filter(file -> file.startsWith(ROOT.resolve(".github/workflows")))
            .map(RepositoryTest::read)
            .collect(joining("\n"));

    assertThat(groups(USED_ACTION, workflows))
        .isNotEmpty()
        .allMatch(action -> action.matches("[\\w-]+/[\\w/-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+"));
  }

  /// What a page names in backticks and is a type, a member of one, a file or a folder.
  private static Stream<String> named(String page) {
    return NAMED
        .matcher(CODE_BLOCK.matcher(page).replaceAll(""))
        .results()
        .map(name -> name.group(1));
  }

  private static boolean exists(String name) {
    boolean isFile = name.contains("/") || FILE.matcher(name).matches();
    return isFile ? isFile(name) : isInCode(name);
  }

  /// A path from the root, or the end of a path.
  private static boolean isFile(String name) {
    return Files.exists(ROOT.resolve(name))
        || FILES.stream().anyMatch(file -> file.endsWith("/" + name));
  }

  /// A type by its name, with or without one that it is in, or what a type declares.
  private static boolean isInCode(String name) {
    String[] parts = name.split("\\.", -1);
    String last = parts[parts.length - 1];
    if (parts.length == 1) {
      return OF_AWS.contains(name) || CODE.declares(name);
    }
    return CODE.of(parts[0]).anyMatch(source -> hasWord(last, source));
  }

  private static boolean hasWord(String word, String text) {
    return Pattern.compile("\\b" + word + "\\b").matcher(text).find();
  }

  /// The texts of all sources, by the types that they declare.
  private record Code(Map<String, List<String>> byType) {
    static Code read() {
      Map<String, List<String>> byType = new HashMap<>();
      Repository.sources(".java", ".ts", "template.yaml")
          .forEach(
              source ->
                  Stream.of(DECLARED, RESOURCE)
                      .flatMap(names -> groups(names, source.text()).stream())
                      .forEach(
                          type ->
                              byType
                                  .computeIfAbsent(type, _ -> new ArrayList<>())
                                  .add(source.text())));
      return new Code(byType);
    }

    boolean declares(String type) {
      return byType.containsKey(type);
    }

    Stream<String> of(String type) {
      return byType.getOrDefault(type, List.of()).stream();
    }
  }

  /// The files that a page links to, by their paths from the root.
  private static Set<Path> linked(Path page) {
    Path file = ROOT.resolve(page);
    return LINK.matcher(read(file))
        .results()
        .map(link -> ROOT.relativize(file.resolveSibling(link.group(1)).normalize()))
        .collect(toSet());
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
