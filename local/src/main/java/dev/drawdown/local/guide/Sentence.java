package dev.drawdown.local.guide;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A sentence of the guide, or a row of a table, with the example that proves it.
///
/// `stated` are the figures in the words, from the catalog. The example measures each of them on
/// the rules. `rules` are the numbers of the rules, as in `docs/rules.md`.
record Sentence(
    String id,
    String rules,
    List<Wording> columns,
    Map<String, Figure> stated,
    Optional<Wording> shown,
    Example example) {
  Sentence {
    columns = List.copyOf(columns);
    stated = Map.copyOf(stated);
  }

  /// A script of actions in a scene, with measurements and checks.
  interface Example {
    void play(ExampleScene scene);
  }

  /// The result of playing a sentence's example.
  sealed interface Proof {
    /// The example does what the sentence says.
    record Proved(Sentence sentence, Map<String, Figure> figures) implements Proof {
      public Proved {
        figures = Map.copyOf(figures);
      }

      /// The text of each column. A sentence has one.
      List<String> columns(UnaryOperator<String> escape) {
        return sentence.columns().stream().map(column -> column.with(figures, escape)).toList();
      }

      String text(UnaryOperator<String> escape) {
        return String.join(" ", columns(escape));
      }

      /// The example in words, if it is shown. All its figures were measured.
      Optional<String> example(UnaryOperator<String> escape) {
        return sentence.shown().map(words -> words.with(figures, escape));
      }
    }

    /// The example differs from the sentence. Nothing may be published.
    record Refuted(Sentence sentence, List<String> differences) implements Proof {
      /// The sentence, and the differences.
      String text() {
        return "%s: \"%s\": %s"
            .formatted(sentence.id(), sentence.text(), String.join("; ", differences));
      }
    }
  }

  /// Plays the example in a new `scene`.
  Proof proveIn(ExampleScene scene) {
    List<String> differences = new ArrayList<>();
    try {
      example.play(scene);
    } catch (RuntimeException brokenOff) {
      differences.add("the example stopped: " + brokenOff);
    }
    differences.addAll(0, scene.differences());
    Map<String, Figure> figures = new LinkedHashMap<>(stated);
    scene
        .measured()
        .forEach(
            (name, measured) -> {
              Figure figure = stated.get(name);
              if (figure != null && !figure.equals(measured)) {
                differences.add(
                    "%s is %s in the sentence and %s in the example"
                        .formatted(name, figure.text(""), measured.text("")));
              }
              figures.putIfAbsent(name, measured);
            });
    stated.forEach(
        (name, figure) -> {
          if (!(figure instanceof Figure.Name) && !scene.measured().containsKey(name)) {
            differences.add("the example didn't measure " + name);
          }
        });
    return differences.isEmpty()
        ? new Proof.Proved(this, figures)
        : new Proof.Refuted(this, differences);
  }

  private String text() {
    return new Proof.Proved(this, stated).text(UnaryOperator.identity());
  }

  /// Begins a sentence, or a row of a table with several columns.
  static Draft sentence(String id, String rules, String... columns) {
    return new Draft(id, rules, List.of(columns).stream().map(Wording::new).toList());
  }

  /// A sentence that has no example yet.
  static final class Draft {
    private final String id;
    private final String rules;
    private final List<Wording> columns;
    private final Map<String, Figure> stated = new LinkedHashMap<>();
    private Optional<Wording> shown = Optional.empty();

    private Draft(String id, String rules, List<Wording> columns) {
      this.id = id;
      this.rules = rules;
      this.columns = columns;
    }

    Draft with(String name, Figure figure) {
      stated.put(name, figure);
      return this;
    }

    Draft with(String name, long number) {
      return with(name, Figure.of(number));
    }

    Draft with(String name, String label) {
      return with(name, Figure.of(label));
    }

    /// Shows the example on the page, in these words.
    Draft shown(String words) {
      shown = Optional.of(new Wording(words));
      return this;
    }

    Sentence provedBy(Example example) {
      return new Sentence(id, rules, columns, stated, shown, example);
    }
  }
}
