package dev.drawdown.reading;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// The API's description in OpenAPI. Developers edit `docs/openapi.yaml`. The build packs it as
/// JSON, so that no function needs a YAML parser.
final class ApiDocument {
  private static final String PACKED = "openapi.json";

  private ApiDocument() {}

  /// Reads the file with each call, because few callers ask for it.
  static String json() {
    try (InputStream packed = ApiDocument.class.getResourceAsStream(PACKED)) {
      if (packed == null) {
        throw new IllegalStateException("the build has not packed " + PACKED);
      }
      return new String(packed.readAllBytes(), UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
