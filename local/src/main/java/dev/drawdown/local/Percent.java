package dev.drawdown.local;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Decodes what is percent-encoded in a path or a query, strictly: what isn't UTF-8 is refused.
final class Percent {
  private Percent() {}

  /// The segments of a path such as `/v1/a%2Fb`: `v1` and `a/b`.
  static List<String> segments(String rawPath) {
    String path = rawPath.startsWith("/") ? rawPath.substring(1) : rawPath;
    return Stream.of(path.split("/", -1)).map(Percent::decode).toList();
  }

  /// The parameters of a query; those given several times are joined by commas.
  static Map<String, String> parameters(String rawQuery) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : rawQuery.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        parameters.merge(
            decode(name.replace('+', ' ')),
            decode(value.replace('+', ' ')),
            (first, next) -> first + "," + next);
      }
    }
    return parameters;
  }

  private static String decode(String raw) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      if (raw.charAt(i) != '%') {
        // The server hands on bytes beyond ASCII one by one, each as a character.
        bytes.write(raw.charAt(i));
      } else if (i + 2 < raw.length()) {
        bytes.write(HexFormat.fromHexDigits(raw, i + 1, i + 3));
        i += 2;
      } else {
        throw new IllegalArgumentException("cut short: " + raw);
      }
    }
    try {
      ByteBuffer buffer = ByteBuffer.wrap(bytes.toByteArray());
      return StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("no UTF-8: " + raw, e);
    }
  }
}
