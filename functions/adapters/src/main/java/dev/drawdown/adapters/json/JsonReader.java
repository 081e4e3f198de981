package dev.drawdown.adapters.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.drawdown.adapters.json.JsonProblem.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads one JSON document and refuses everything that two readers could understand differently.
final class JsonReader {
  /// The largest depth of nested arrays and objects.
  static final int MAX_DEPTH = 64;

  private static final JsonFactory JSON = new JsonFactory();

  private final JsonParser parser;

  private JsonReader(JsonParser parser) {
    this.parser = parser;
  }

  static JsonValue read(String text) {
    try (JsonParser parser = JSON.createParser(text)) {
      return new JsonReader(parser).whole();
    } catch (JsonProcessingException e) {
      // The parser's own message quotes the document and names classes.
      throw new JsonProblem("", "is not JSON" + at(e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String at(JsonProcessingException e) {
    return e.getLocation() == null
        ? ""
        : ", from line "
            + e.getLocation().getLineNr()
            + ", column "
            + e.getLocation().getColumnNr();
  }

  private JsonValue whole() throws IOException {
    if (parser.nextToken() == null) {
      throw new JsonProblem("", "is empty");
    }
    JsonValue value = value("", 0);
    if (parser.nextToken() != null) {
      throw new JsonProblem("", "goes on after its end");
    }
    return value;
  }

  private JsonValue value(String place, int depth) throws IOException {
    JsonToken token = parser.currentToken();
    if (depth == MAX_DEPTH && token.isStructStart()) {
      throw new JsonProblem("", "is nested deeper than " + MAX_DEPTH);
    }
    return switch (token) {
      case START_OBJECT -> members(place, depth);
      case START_ARRAY -> array(place, depth);
      case VALUE_STRING -> new JsonValue.Text(parser.getText());
      case VALUE_NUMBER_INT -> integer();
      case VALUE_NUMBER_FLOAT -> new JsonValue.OtherNumber();
      case VALUE_TRUE, VALUE_FALSE -> new JsonValue.Flag(token == JsonToken.VALUE_TRUE);
      case VALUE_NULL -> new JsonValue.Null();
      case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new IllegalStateException("no value starts with " + token);
    };
  }

  private JsonValue integer() throws IOException {
    return switch (parser.getNumberType()) {
      case INT, LONG -> new JsonValue.Whole(parser.getLongValue());
      case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> new JsonValue.OtherNumber();
    };
  }

  private JsonValue array(String place, int depth) throws IOException {
    List<JsonValue> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(Place.element(place, elements.size()), depth + 1));
    }
    return new JsonValue.Array(elements);
  }

  private JsonValue members(String place, int depth) throws IOException {
    Map<String, JsonValue> byName = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      String memberPlace = Place.member(place, name);
      if (byName.containsKey(name)) {
        throw new JsonProblem(memberPlace, "is there twice");
      }
      parser.nextToken();
      byName.put(name, value(memberPlace, depth + 1));
    }
    return new JsonValue.Members(byName);
  }
}
