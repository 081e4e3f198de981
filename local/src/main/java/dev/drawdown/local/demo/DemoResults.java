package dev.drawdown.local.demo;

import dev.drawdown.adapters.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// The results of a product's AI: prepared texts by action and document, because no model runs
/// here. Several texts of one document appear in turn.
final class DemoResults {
  private final Map<String, List<String>> texts;
  private final Map<String, Integer> given = new ConcurrentHashMap<>();

  private DemoResults(Map<String, List<String>> texts) {
    this.texts = Map.copyOf(texts);
  }

  /// Reads `<product>.json` beside this class: `{"results": [{"action", "document", "texts"}]}`.
  static DemoResults of(DemoProduct product) {
    String file = product.id() + ".json";
    try (InputStream stream = DemoResults.class.getResourceAsStream(file)) {
      JsonObject json = JsonObject.parse(Objects.requireNonNull(stream, file).readAllBytes());
      return new DemoResults(
          json.objects("results").stream()
              .collect(
                  Collectors.toMap(
                      each -> name(each.text("action"), each.text("document")),
                      each -> each.texts("texts"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(String action, String document) {
    return action + " " + document;
  }

  boolean has(String action, String document) {
    return texts.containsKey(name(action, document));
  }

  /// The next text of a document, or always the first one if the result is `saved`.
  String next(String action, String document, boolean saved) {
    String name = name(action, document);
    List<String> all = Objects.requireNonNull(texts.get(name), name);
    int turn = saved ? 0 : given.merge(name, 1, Integer::sum) - 1;
    return all.get(turn % all.size());
  }
}
