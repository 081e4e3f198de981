package dev.drawdown.adapters.operator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What stands on an operator's command line: the words of a command, options with a value each,
/// and flags.
public record CommandLine(List<String> words, Map<String, String> options, Set<String> flags) {
  public CommandLine {
    words = List.copyOf(words);
    options = Map.copyOf(options);
    flags = Set.copyOf(flags);
  }

  /// Reads `arguments`, where each of `needed` must be given a value and each of `possible` may
  /// stand. All else is words.
  ///
  /// @throws IllegalArgumentException where an option or its value is missing
  public static CommandLine parse(
      List<String> arguments, List<String> needed, Set<String> possible) {
    List<String> words = new ArrayList<>();
    Map<String, String> options = new HashMap<>();
    Set<String> flags = new HashSet<>();
    Deque<String> left = new ArrayDeque<>(arguments);
    while (!left.isEmpty()) {
      String word = left.pop();
      if (needed.contains(word)) {
        if (left.isEmpty()) {
          throw new IllegalArgumentException(word + " needs a value");
        }
        options.put(word, left.pop());
      } else if (possible.contains(word)) {
        flags.add(word);
      } else {
        words.add(word);
      }
    }
    if (options.size() < needed.size()) {
      throw new IllegalArgumentException(String.join(" and ", needed) + " are needed");
    }
    return new CommandLine(words, options, flags);
  }

  /// The words of the command as one text.
  public String command() {
    return String.join(" ", words);
  }

  /// The value of a needed option.
  public String option(String name) {
    return Optional.ofNullable(options.get(name)).orElseThrow();
  }

  public IllegalArgumentException isNoCommand() {
    return new IllegalArgumentException("not a command: " + command());
  }
}
