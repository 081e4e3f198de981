package dev.drawdown.domain.ledger;

import dev.drawdown.domain.DocumentId;
import dev.drawdown.domain.catalog.Action.ActionId;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The purchase of a charge, which each entry about the charge repeats.
///
/// It is `quantity` runs of an action, perhaps on a document, with the caller's metadata.
public record Purchase(
    ActionId action, Optional<DocumentId> document, int quantity, Metadata metadata) {

  /// The metadata that a caller adds to a charge: at most 8 pairs of a name and a text, ordered by
  /// name.
  ///
  /// A name has 1 to 40 characters, a text at most 100.
  public record Metadata(Map<String, String> pairs) {
    public static final int MAX_PAIRS = 8;
    public static final int MAX_NAME = 40;
    public static final int MAX_TEXT = 100;
    public static final Metadata NONE = new Metadata(Map.of());

    public Metadata {
      pairs = Collections.unmodifiableMap(new TreeMap<>(pairs));
      if (pairs.size() > MAX_PAIRS) {
        throw new IllegalArgumentException("at most " + MAX_PAIRS + " pairs: " + pairs.size());
      }
      pairs.forEach(Metadata::requireShort);
    }

    public static boolean isName(String name) {
      return !name.isEmpty() && characters(name) <= MAX_NAME;
    }

    public static boolean isText(String text) {
      return characters(text) <= MAX_TEXT;
    }

    public boolean isEmpty() {
      return pairs.isEmpty();
    }

    private static void requireShort(String name, String text) {
      if (!isName(name) || !isText(text)) {
        throw new IllegalArgumentException(
            "a name has 1 to %d characters, a text at most %d: %s=%s"
                .formatted(MAX_NAME, MAX_TEXT, name, text));
      }
    }

    private static int characters(String text) {
      return text.codePointCount(0, text.length());
    }
  }
}
