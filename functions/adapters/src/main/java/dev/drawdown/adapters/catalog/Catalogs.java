package dev.drawdown.adapters.catalog;

import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.adapters.json.JsonProblem;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.CatalogProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/// The sources of catalogs: the three that ship with the service, or a file of the deployment.
///
/// An invalid catalog is refused as a whole with a [CatalogProblem]. `docs/catalog.md` describes
/// the format.
public final class Catalogs {
  public static final List<String> SHIPPED = List.of("outsmart", "assistant-coach", "ai-employee");

  private Catalogs() {}

  /// One of [#SHIPPED], or the catalog in the file with that path.
  public static Catalog load(String nameOrFile) {
    if (SHIPPED.contains(nameOrFile)) {
      return shipped(nameOrFile);
    }
    try {
      byte[] utf8 = Files.readAllBytes(Path.of(nameOrFile));
      return read(() -> JsonObject.parse(utf8));
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(
          "there is no catalog " + nameOrFile + ": neither a file nor one of " + SHIPPED, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Catalog shipped(String name) {
    if (!SHIPPED.contains(name)) {
      throw new IllegalArgumentException("there is no catalog " + name + " among " + SHIPPED);
    }
    try (InputStream file = Catalogs.class.getResourceAsStream(name + ".json")) {
      byte[] utf8 = Objects.requireNonNull(file, name).readAllBytes();
      return read(() -> JsonObject.parse(utf8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Catalog read(String json) {
    return read(() -> JsonObject.parse(json));
  }

  private static Catalog read(Supplier<JsonObject> json) {
    try {
      return CatalogJson.read(json.get());
    } catch (JsonProblem e) {
      throw new CatalogProblem(e.place(), e.reason());
    }
  }
}
