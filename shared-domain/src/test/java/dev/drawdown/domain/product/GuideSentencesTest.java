package dev.drawdown.domain.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The tests of a product and the product's guide name the same sentences.
///
/// `<product>.guide.txt`, beside this class, quotes the guide. A test cites each sentence, or the
/// sentence has a reason why no test does.
class GuideSentencesTest {
  @ParameterizedTest(name = "{0}")
  @EnumSource
  void the_tests_of_a_product_cite_the_sentences_of_its_guide(Product product) throws Exception {
    Sentences guide = Sentences.parse(product.guide());

    assertThat(guide.differences(product.citations())).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void every_test_of_a_product_cites_its_guide(Product product) throws Exception {
    assertThat(product.tests())
        .isNotEmpty()
        .allMatch(test -> test.isAnnotationPresent(Guide.class));
  }

  @Test
  void every_guide_test_belongs_to_a_product() throws Exception {
    List<String> known = new ArrayList<>();
    for (Product product : Product.values()) {
      known.addAll(product.types());
    }

    assertThat(known).containsExactlyInAnyOrderElementsOf(Product.guideTests());
  }

  @Test
  void a_sentence_marked_as_cited_without_a_citation_is_a_difference() {
    Sentences guide = Sentences.parse("cited: Packs never expire.\ncited: Drafts cost 1.");

    assertThat(guide.differences(List.of("Drafts cost 1.")))
        .containsExactly("no test cites: Packs never expire.");
  }

  @Test
  void a_citation_that_is_not_in_the_guide_is_a_difference() {
    Sentences guide = Sentences.parse("cited: Packs never expire.");

    assertThat(guide.differences(List.of("Packs never expire.", "Packs never")))
        .containsExactly("the guide doesn't state: Packs never");
  }

  @Test
  void a_citation_of_a_sentence_marked_as_not_cited_is_a_difference() {
    Sentences guide = Sentences.parse("# Tips\n\nnot cited, advice: Edit: don't regenerate.");

    assertThat(guide.differences(List.of("Edit: don't regenerate.")))
        .containsExactly("a test cites, though marked as advice: Edit: don't regenerate.");
    assertThat(guide.differences(List.of())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Packs never expire.",
        "cited: ",
        "cited, often: Packs never expire.",
        "not cited: Packs never expire.",
        "not cited, : Packs never expire.",
        "cited: Packs never expire.\nnot cited, advice: Packs never expire."
      })
  void a_guide_that_has_an_unmarked_or_repeated_sentence_is_refused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Sentences.parse(text));
  }

  /// The sentences of a guide. A sentence that no test cites has a reason.
  record Sentences(Map<String, Optional<String>> reasons) {
    private static final Pattern LINE =
        Pattern.compile("(?:cited|not cited, (?<reason>[^:]*\\S)): (?<sentence>.*\\S)");

    static Sentences parse(String text) {
      Map<String, Optional<String>> reasons = new LinkedHashMap<>();
      List<String> lines =
          text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
      for (String line : lines) {
        Matcher marked = LINE.matcher(line);
        if (!marked.matches()) {
          throw new IllegalArgumentException("neither cited nor not cited for a reason: " + line);
        }
        Optional<String> reason = Optional.ofNullable(marked.group("reason"));
        if (reasons.put(marked.group("sentence"), reason) != null) {
          throw new IllegalArgumentException("listed twice: " + line);
        }
      }
      return new Sentences(reasons);
    }

    /// The differences between the guide and the tests' `citations`.
    List<String> differences(List<String> citations) {
      List<String> differences = new ArrayList<>();
      reasons.forEach(
          (sentence, reason) -> {
            boolean cited = citations.contains(sentence);
            if (reason.isEmpty() && !cited) {
              differences.add("no test cites: " + sentence);
            } else if (reason.isPresent() && cited) {
              differences.add("a test cites, though marked as " + reason.get() + ": " + sentence);
            }
          });
      citations.stream()
          .distinct()
          .filter(sentence -> !reasons.containsKey(sentence))
          .forEach(sentence -> differences.add("the guide doesn't state: " + sentence));
      return differences;
    }
  }

  enum Product {
    OUTSMART("OutSmart", "outsmart"),
    ASSISTANT_COACH("AssistantCoach", "assistant-coach"),
    AI_EMPLOYEE("AiEmployee", "ai-employee");

    private static final Path TESTS = Path.of("src/test/java/dev/drawdown/domain/product");

    private final String prefix;
    private final String label;

    Product(String prefix, String label) {
      this.prefix = prefix;
      this.label = label;
    }

    static List<String> guideTests() throws IOException {
      try (Stream<Path> files = Files.list(TESTS)) {
        return files
            .map(file -> file.getFileName().toString())
            .filter(name -> name.endsWith("GuideTest.java"))
            .map(name -> name.substring(0, name.length() - ".java".length()))
            .toList();
      }
    }

    List<String> types() throws IOException {
      return guideTests().stream().filter(name -> name.startsWith(prefix)).toList();
    }

    List<Method> tests() throws IOException, ClassNotFoundException {
      List<Method> tests = new ArrayList<>();
      for (String type : types()) {
        Class<?> loaded = Class.forName(Product.class.getPackageName() + "." + type);
        Arrays.stream(loaded.getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(Test.class))
            .forEach(tests::add);
      }
      return tests;
    }

    List<String> citations() throws IOException, ClassNotFoundException {
      return tests().stream()
          .flatMap(test -> Stream.ofNullable(test.getAnnotation(Guide.class)))
          .flatMap(guide -> Arrays.stream(guide.value()))
          .toList();
    }

    String guide() throws IOException {
      String file = label + ".guide.txt";
      try (InputStream text =
          Objects.requireNonNull(Product.class.getResourceAsStream(file), file)) {
        return new String(text.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
  }
}
