package dev.drawdown.renewalwebhook;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An event as the provider sends it: a template, with the changes that a test names.
public final class EventBody {
  private final Map<String, Object> event;

  private EventBody(Map<String, Object> event) {
    this.event = event;
  }

  /// The template for events of that type.
  public static EventBody of(String type) {
    String file = type + ".json";
    try (InputStream json =
        Objects.requireNonNull(EventBody.class.getResourceAsStream(file), file)) {
      return new EventBody(JSON.std.mapFrom(json));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// An event of that type around an object of the provider's.
  public static EventBody around(Map<String, Object> object, String type) {
    return of("refund.created").event("type", type).event("data", Map.of("object", object));
  }

  /// The same event with another value in a field of the event itself.
  public EventBody event(String field, @Nullable Object value) {
    event.put(field, value);
    return this;
  }

  public EventBody id(String id) {
    return event("id", id);
  }

  public EventBody created(String instant) {
    return event("created", Instant.parse(instant).getEpochSecond());
  }

  public EventBody type(String type) {
    return event("type", type);
  }

  /// The same event with another value in a field of its object, such as `lines.data.0.amount`.
  public EventBody with(String path, @Nullable Object value) {
    List<String> steps = List.of(("data.object." + path).split("\\.", -1));
    Object place = event;
    for (String step : steps.subList(0, steps.size() - 1)) {
      place = child(place, step);
    }
    object(place).put(steps.getLast(), value);
    return this;
  }

  public EventBody at(String path, String instant) {
    return with(path, Instant.parse(instant).getEpochSecond());
  }

  /// The same event with a former value of the object in `previous_attributes`.
  public EventBody former(String field, @Nullable Object value) {
    Map<String, Object> data = object(child(event, "data"));
    Map<String, Object> former = new LinkedHashMap<>();
    former.putAll(object(data.getOrDefault("previous_attributes", Map.of())));
    former.put(field, value);
    data.put("previous_attributes", former);
    return this;
  }

  /// The same event with one more line on the invoice, a copy of the first.
  public EventBody withSecondLine() {
    List<Object> lines = list(child(child(child(child(event, "data"), "object"), "lines"), "data"));
    lines.add(copy(object(lines.getFirst())));
    return this;
  }

  public byte[] bytes() {
    return text().getBytes(StandardCharsets.UTF_8);
  }

  public String text() {
    return written(event);
  }

  private static Map<String, Object> copy(Map<String, Object> object) {
    try {
      return JSON.std.mapFrom(written(object));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String written(Object tree) {
    try {
      return JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES).asString(tree);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private static Object child(Object place, String step) {
    return place instanceof List<?> list
        ? list.get(Integer.parseInt(step))
        : Objects.requireNonNull(object(place).get(step), step);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Object place) {
    return (Map<String, Object>) place;
  }

  @SuppressWarnings("unchecked")
  private static List<Object> list(Object place) {
    return (List<Object>) place;
  }
}
