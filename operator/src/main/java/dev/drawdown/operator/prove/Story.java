package dev.drawdown.operator.prove;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Everything that has happened so far, step by step.
public record Story(Optional<Story> before, Instant at, List<StoryEvent> events) {
  static Story at(Instant start) {
    return new Story(Optional.empty(), start, List.of());
  }

  Story then(Instant instant, List<StoryEvent> more) {
    return new Story(Optional.of(this), instant, more);
  }

  /// The steps in order, each with its events and its instant.
  List<Story> steps() {
    List<Story> steps = new ArrayList<>();
    Optional<Story> step = Optional.of(this);
    while (step.isPresent()) {
      steps.addFirst(step.get());
      step = step.get().before();
    }
    return steps.subList(1, steps.size());
  }
}
