package dev.drawdown.domain.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every sentence that a product's test cites stands in that product's guide, and every sentence of
/// a guide is cited, or listed as one that states nothing to be tested there. The guides lie beside
/// a checkout, not in it; where they don't, this is skipped aloud.
class GuideSentencesTest {
  private static final Path GUIDES = Path.of("..", "..", "shared", "product");

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("sentences")
  void every_cited_sentence_stands_in_the_guide(Product product, String sentence) {
    assertThat(product.guide()).contains(inOneLine(sentence));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("products")
  void every_sentence_of_a_guide_is_cited_or_states_nothing_to_be_tested(Product product) {
    String left = product.guide();
    List<String> known =
        Stream.concat(product.cited(), product.uncited())
            .map(GuideSentencesTest::inOneLine)
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();

    for (String sentence : known) {
      left = left.replace(sentence, "|");
    }

    assertThat(left.split("\\|")).noneMatch(text -> text.matches(".*\\p{L}.*"));
  }

  @Test
  void every_test_of_a_product_cites_its_guide() {
    assertThat(products().flatMap(Product::tests))
        .allMatch(test -> test.isAnnotationPresent(Guide.class));
  }

  static Stream<Product> products() {
    if (!Files.exists(GUIDES)) {
      System.out.println("Skipped: the guides are not beside this checkout, at " + GUIDES);
    }
    return Stream.of(
        new Product("outsmart", List.of(OutSmartGuideTest.class, OutSmartPlansGuideTest.class)),
        new Product("assistant-coach", List.of(AssistantCoachGuideTest.class)),
        new Product(
            "ai-employee", List.of(AiEmployeeGuideTest.class, AiEmployeePlansGuideTest.class)));
  }

  static Stream<Arguments> sentences() {
    return products()
        .flatMap(product -> product.cited().map(sentence -> Arguments.of(product, sentence)));
  }

  private static String inOneLine(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  record Product(String name, List<Class<?>> types) {
    Stream<Method> tests() {
      return types.stream()
          .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
          .filter(method -> method.isAnnotationPresent(Test.class));
    }

    Stream<String> cited() {
      return tests().flatMap(test -> Arrays.stream(test.getAnnotation(Guide.class).value()));
    }

    /// What is listed in `<name>.uncited.txt`, beside this class.
    Stream<String> uncited() {
      String file = name + ".uncited.txt";
      try (InputStream list =
          Objects.requireNonNull(GuideSentencesTest.class.getResourceAsStream(file), file)) {
        return new String(list.readAllBytes(), StandardCharsets.UTF_8)
            .lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList().stream();
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }

    String guide() {
      Path file = GUIDES.resolve(name + ".txt");
      String skipped = "skipped, as there is no guide at " + file;
      assumeTrue(Files.exists(file), skipped);
      try {
        return inOneLine(Files.readString(file));
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
