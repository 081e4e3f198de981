package dev.drawdown.local.guide;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Words with places for figures: `You get {credits:credit} every month.`
///
/// The words outside of the places contain no digit. So every number that readers see is a figure,
/// and every figure of a sentence is measured.
record Wording(String words) {
  private static final Pattern PLACE = Pattern.compile("\\{([a-z][a-z0-9-]*)(?::([a-z]+))?}");
  private static final Pattern LEFT_OVER = Pattern.compile("[0-9{}]");

  Wording {
    Matcher leftOver = LEFT_OVER.matcher(PLACE.matcher(words).replaceAll(""));
    if (leftOver.find()) {
      throw new IllegalArgumentException(
          "a number must be a figure, not a digit in the words: " + words);
    }
  }

  /// The names of the figures, in their order.
  Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    PLACE.matcher(words).results().forEach(place -> names.add(place.group(1)));
    return names;
  }

  /// The words with `figures` in their places, each written by `escape`.
  String with(Map<String, Figure> figures, UnaryOperator<String> escape) {
    return PLACE
        .matcher(words)
        .replaceAll(place -> Matcher.quoteReplacement(escape.apply(figure(place, figures))));
  }

  private String figure(MatchResult place, Map<String, Figure> figures) {
    Figure figure = figures.get(place.group(1));
    if (figure == null) {
      throw new IllegalArgumentException("no figure is named " + place.group(1) + " in: " + words);
    }
    return figure.text(place.group(2) == null ? "" : place.group(2));
  }
}
