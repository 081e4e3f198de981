package dev.drawdown.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.domain.catalog.CatalogProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Catalogs from a deployment: each is read whole, or refused by a sentence about the catalog.
class CatalogFuzzTest {
  @TempDir private static Path folder;

  static List<byte[]> seeds() {
    return Stream.concat(
            Catalogs.SHIPPED.stream().map(CatalogFuzzTest::shipped),
            Fuzzing.seeds("{\"product\":\"p\",\"actions\":[{\"id\":\"a\",\"cost\":1}]}").stream())
        .toList();
  }

  @MethodSource("seeds")
  @FuzzTest
  void a_catalog_is_read_or_refused(byte[] json) {
    Fuzzing.take(CatalogFuzzTest::load, json);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void a_changed_catalog_is_read_or_refused(long seed) {
    Fuzzing.run(CatalogFuzzTest::load, CatalogFuzzTest.class, seeds(), seed);
  }

  private static void load(byte[] json) throws IOException {
    Path file = folder.resolve("catalog.json");
    Files.write(file, json);
    try {
      assertThat(Catalogs.load(file.toString()).actions()).isNotEmpty();
    } catch (CatalogProblem refused) {
      Fuzzing.requireNothingInternal(refused.getMessage(), json);
    }
  }

  private static byte[] shipped(String name) {
    try (var file = Catalogs.class.getResourceAsStream(name + ".json")) {
      return new String(file.readAllBytes(), UTF_8).replaceAll("\\s*\n\\s*", "").getBytes(UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
