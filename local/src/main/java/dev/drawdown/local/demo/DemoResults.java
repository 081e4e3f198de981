package dev.drawdown.local.demo;

import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.domain.catalog.Action;
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
  private final Map<String, String> made = new ConcurrentHashMap<>();

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

  /// The result of the charge `key`: the next text of a document, or always the first one for an
  /// action that costs once per document. The same charge has the same result.
  String of(Action action, String document, String key) {
    String name = name(action.id().value(), document);
    return made.computeIfAbsent(key + " " + name, _ -> next(name, action.oncePerDocument()));
  }

  private String next(String name, boolean saved) {
    List<String> all = Objects.requireNonNull(texts.get(name), name);
    int turn = saved ? 0 : given.merge(name, 1, Integer::sum) - 1;
    return all.get(turn % all.size());
  }
}
