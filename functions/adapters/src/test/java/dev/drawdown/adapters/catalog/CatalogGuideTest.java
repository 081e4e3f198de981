package dev.drawdown.adapters.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The examples of `docs/catalog.md` are correct.
class CatalogGuideTest {
  private static final Path GUIDE = Path.of("../../docs/catalog.md");

  static List<String> catalogs() throws IOException {
    return blocks("json");
  }

  @ParameterizedTest
  @MethodSource("catalogs")
  void every_catalog_in_the_guide_can_be_read(String json) {
    assertThat(Catalogs.read(json).product()).isEqualTo("notes");
  }

  @Test
  void every_refusal_in_the_guide_is_exact() throws IOException {
    List<String> shown = blocks("text").stream().flatMap(String::lines).toList();

    List<String> refusals =
        Stream.concat(
                BadCatalogs.all().stream().map(BadCatalogs.Bad::message), Stream.of("is not UTF-8"))
            .toList();

    assertThat(shown).isNotEmpty().isSubsetOf(refusals);
  }

  private static List<String> blocks(String language) throws IOException {
    Pattern block =
        Pattern.compile("^```" + language + "\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    return block.matcher(Files.readString(GUIDE)).results().map(CatalogGuideTest::inside).toList();
  }

  private static String inside(MatchResult block) {
    return block.group(1);
  }
}
