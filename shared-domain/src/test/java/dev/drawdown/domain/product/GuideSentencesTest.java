package dev.drawdown.domain.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every sentence that a product's test cites stands in that product's guide. The guides lie beside
/// a checkout, not in it; where they don't, this is skipped aloud.
class GuideSentencesTest {
  private static final Path GUIDES = Path.of("..", "..", "shared", "product");

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("sentences")
  void every_cited_sentence_stands_in_the_guide(String guide, String sentence) throws IOException {
    Path file = GUIDES.resolve(guide);
    String skipped = "skipped, as there is no guide at " + file;
    assumeTrue(Files.exists(file), skipped);

    assertThat(inOneLine(Files.readString(file))).contains(inOneLine(sentence));
  }

  @Test
  void every_test_of_a_product_cites_its_guide() {
    assertThat(tests()).allMatch(test -> test.method().isAnnotationPresent(Guide.class));
  }

  static Stream<Arguments> sentences() {
    if (!Files.exists(GUIDES)) {
      System.out.println("Skipped: the guides are not beside this checkout, at " + GUIDES);
    }
    return tests()
        .flatMap(
            test ->
                Arrays.stream(test.method().getAnnotation(Guide.class).value())
                    .map(sentence -> Arguments.of(test.guide(), sentence)));
  }

  private static Stream<Cited> tests() {
    return Stream.of(
            new Product("outsmart.txt", OutSmartGuideTest.class),
            new Product("outsmart.txt", OutSmartPoolGuideTest.class),
            new Product("assistant-coach.txt", AssistantCoachGuideTest.class),
            new Product("ai-employee.txt", AiEmployeeGuideTest.class))
        .flatMap(Product::tests);
  }

  private static String inOneLine(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  private record Cited(String guide, Method method) {}

  private record Product(String guide, Class<?> type) {
    Stream<Cited> tests() {
      return Arrays.stream(type.getDeclaredMethods())
          .filter(method -> method.isAnnotationPresent(Test.class))
          .map(method -> new Cited(guide, method));
    }
  }
}
