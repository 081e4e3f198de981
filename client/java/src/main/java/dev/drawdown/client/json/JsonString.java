package dev.drawdown.client.json;

import java.util.HexFormat;

/// A JSON string: what it says, and where the text goes on after it.
record JsonString(String value, int end) {
  private static final String ESCAPES = "\"\\/bfnrt";
  private static final String ESCAPED = "\"\\/\b\f\n\r\t";

  static JsonString read(String text, int start) {
    if (start >= text.length() || text.charAt(start) != '"') {
      throw new JsonProblem("not JSON: no string at character " + start);
    }
    StringBuilder value = new StringBuilder();
    int at = start + 1;
    while (at < text.length() && text.charAt(at) != '"') {
      char character = text.charAt(at);
      if (character < ' ') {
        throw new JsonProblem("not JSON: a control character at character " + at);
      }
      value.append(character == '\\' ? escaped(text, at + 1) : character);
      at += character == '\\' ? escapeLength(text, at + 1) : 1;
    }
    if (at >= text.length()) {
      throw new JsonProblem("not JSON: a string without end");
    }
    return new JsonString(value.toString(), at + 1);
  }

  /// `value` in quotes, as it stands in a JSON document.
  static String quoted(String value) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int at = 0; at < value.length(); at++) {
      char character = value.charAt(at);
      if (character == '"' || character == '\\') {
        quoted.append('\\').append(character);
      } else if (character < ' ') {
        quoted.append("\\u").append(HexFormat.of().toHexDigits(character));
      } else {
        quoted.append(character);
      }
    }
    return quoted.append('"').toString();
  }

  private static char escaped(String text, int at) {
    char escape = at < text.length() ? text.charAt(at) : '\0';
    int known = ESCAPES.indexOf(escape);
    if (known >= 0) {
      return ESCAPED.charAt(known);
    }
    if (escape != 'u' || at + 5 > text.length() || !isHex(text.substring(at + 1, at + 5))) {
      throw new JsonProblem("not JSON: an unknown escape at character " + at);
    }
    return (char) HexFormat.fromHexDigits(text, at + 1, at + 5);
  }

  private static int escapeLength(String text, int at) {
    return text.charAt(at) == 'u' ? 6 : 2;
  }

  private static boolean isHex(String digits) {
    return digits.chars().allMatch(HexFormat::isHexDigit);
  }
}
