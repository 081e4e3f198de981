package dev.drawdown.adapters.catalog;

import static com.networknt.schema.InputFormat.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The schema has the same rules as the loader, if a schema can express them.
class CatalogSchemaTest {
  static final List<String> SHIPPED = Catalogs.SHIPPED;

  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final Schema SCHEMA = SCHEMAS.getSchema(resource("catalog.schema.json"));

  static List<BadCatalogs.Bad> structurallyBad() {
    return BadCatalogs.all().stream().filter(BadCatalogs.Bad::structural).toList();
  }

  static List<BadCatalogs.Bad> otherwiseBad() {
    return BadCatalogs.all().stream()
        .filter(bad -> !bad.structural() && bad.json().endsWith("}\n"))
        .toList();
  }

  @Test
  void the_schema_is_a_2020_12_schema() {
    Schema meta = SCHEMAS.getSchema(SchemaLocation.of(Dialects.getDraft202012().getId()));

    assertThat(meta.validate(resource("catalog.schema.json"), JSON)).isEmpty();
    assertThat(meta.validate("{\"type\": \"whole\"}", JSON)).isNotEmpty();
  }

  @ParameterizedTest
  @FieldSource("SHIPPED")
  void a_shipped_catalog_satisfies_the_schema(String name) {
    assertThat(faults(resource(name + ".json"))).isEmpty();
  }

  @Test
  void a_catalog_that_uses_every_field_satisfies_the_schema() {
    assertThat(faults(SampleCatalog.json())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("structurallyBad")
  void the_schema_refuses_structural_faults_like_the_loader(BadCatalogs.Bad bad) {
    assertThat(faults(bad.json())).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("otherwiseBad")
  void only_the_loader_detects_faults_across_several_fields(BadCatalogs.Bad bad) {
    assertThat(faults(bad.json())).isEmpty();
  }

  private static List<Error> faults(String json) {
    return SCHEMA.validate(json, JSON);
  }

  private static String resource(String name) {
    try (InputStream file = Catalogs.class.getResourceAsStream(name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
