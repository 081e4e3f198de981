package dev.drawdown.client.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads one JSON document (RFC 8259) into maps, lists, texts, [BigDecimal]s and booleans.
///
/// A `null` is absent: such members and elements are left out.
final class JsonReader {
  private static final Object NULL = new Object();
  private static final int MAX_DEPTH = 64;
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*+)(\\.[0-9]++)?([eE][+-]?[0-9]++)?");

  private final String text;
  private int at;

  private JsonReader(String text) {
    this.text = text;
  }

  static Object read(String text) {
    JsonReader reader = new JsonReader(text);
    Object value = reader.value(0);
    reader.skipSpace();
    if (reader.at < text.length()) {
      throw reader.problem("more after the end");
    }
    return value;
  }

  private Object value(int depth) {
    if (depth > MAX_DEPTH) {
      throw problem("nested too deeply");
    }
    skipSpace();
    return switch (peek()) {
      case '{' -> members(depth);
      case '[' -> elements(depth);
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", NULL);
      default -> number();
    };
  }

  private Map<String, Object> members(int depth) {
    Map<String, Object> members = new LinkedHashMap<>();
    expect('{');
    if (accept('}')) {
      return members;
    }
    do {
      skipSpace();
      String name = string();
      expect(':');
      Object value = value(depth + 1);
      if (!value.equals(NULL) && members.put(name, value) != null) {
        throw problem("a second member \"" + name + "\"");
      }
    } while (accept(','));
    expect('}');
    return members;
  }

  private List<Object> elements(int depth) {
    List<Object> elements = new ArrayList<>();
    expect('[');
    if (accept(']')) {
      return elements;
    }
    do {
      Object value = value(depth + 1);
      if (!value.equals(NULL)) {
        elements.add(value);
      }
    } while (accept(','));
    expect(']');
    return elements;
  }

  private String string() {
    JsonString string = JsonString.read(text, at);
    at = string.end();
    return string.value();
  }

  private BigDecimal number() {
    Matcher number = NUMBER.matcher(text).region(at, text.length());
    if (!number.lookingAt()) {
      throw problem("no value");
    }
    at = number.end();
    try {
      return new BigDecimal(number.group());
    } catch (NumberFormatException e) {
      throw problem("a number too large to read");
    }
  }

  private Object word(String word, Object value) {
    if (!text.startsWith(word, at)) {
      throw problem("no value");
    }
    at += word.length();
    return value;
  }

  private void expect(char character) {
    if (!accept(character)) {
      throw problem("no '" + character + "'");
    }
  }

  private boolean accept(char character) {
    skipSpace();
    boolean there = peek() == character;
    if (there) {
      at++;
    }
    return there;
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private JsonProblem problem(String what) {
    return new JsonProblem("not JSON: " + what + " at character " + at);
  }
}
