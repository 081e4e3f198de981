package dev.drawdown.adapters.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drawdown.domain.catalog.CatalogProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogRefusalTest {
  @TempDir private Path folder;

  static List<BadCatalogs.Bad> bad() {
    return BadCatalogs.all();
  }

  @ParameterizedTest
  @MethodSource("bad")
  void refuses_a_bad_catalog_with_the_place_and_the_reason(BadCatalogs.Bad bad) {
    assertThatExceptionOfType(CatalogProblem.class)
        .isThrownBy(() -> Catalogs.read(bad.json()))
        .withMessage(bad.message())
        .satisfies(problem -> assertThat(problem.place()).isEqualTo(bad.place()))
        .satisfies(problem -> assertThat(problem.reason()).isEqualTo(bad.reason()));
  }

  @Test
  void refuses_a_bad_file_like_bad_text() throws IOException {
    Path text = Files.writeString(folder.resolve("text.json"), "{}");
    Path latin = folder.resolve("latin.json");
    Files.write(latin, "{\"product\": \"é\"}".getBytes(StandardCharsets.ISO_8859_1));

    assertThatExceptionOfType(CatalogProblem.class)
        .isThrownBy(() -> Catalogs.load(text.toString()))
        .withMessage("product: is missing");
    assertThatExceptionOfType(CatalogProblem.class)
        .isThrownBy(() -> Catalogs.load(latin.toString()))
        .withMessage("is not UTF-8");
  }

  @Test
  void names_the_shipped_catalogs_if_there_is_no_such_catalog() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Catalogs.shipped("insmart"))
        .withMessage("there is no catalog insmart among [outsmart, assistant-coach, ai-employee]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Catalogs.load("insmart"))
        .withMessage(
            "there is no catalog insmart: neither a file nor one of"
                + " [outsmart, assistant-coach, ai-employee]");
  }
}
