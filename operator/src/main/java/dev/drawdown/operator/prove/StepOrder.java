package dev.drawdown.operator.prove;

import java.util.List;
import java.util.Optional;

/// Which of two steps comes first that come to the same in either order: the one that is declared
/// first here.
///
/// A plan to cancel or to pause changes nothing that can be used now, and a pack or a grant adds
/// the same whatever is billed. So the search needs one order of each such pair.
///
/// No state is lost. A step that is left out here would follow one that is declared later. Both are
/// possible before that one, too, and are tried there the other way round. The search reaches the
/// same state by a story of the same length whose last step is declared later. There are few kinds
/// of steps, so that ends with a story that is tried. What a step is checked for doesn't depend on
/// the other step either, so no finding is lost.
///
/// Waiting is never left out, nor is anything about a pool: its owner subscribes before all else.
enum StepOrder {
  CANCELLATION,
  PAUSE,
  ADDITION,
  BILLING,
  USE;

  /// Whether `next` right after `last` is left out: see above. Both are the news of a step.
  static boolean leavesOut(List<StoryEvent> last, List<StoryEvent> next) {
    Optional<StepOrder> before = of(last);
    Optional<StepOrder> after = of(next);
    return before.isPresent() && after.filter(kind -> kind.comesBefore(before.get())).isPresent();
  }

  private boolean comesBefore(StepOrder other) {
    return switch (this) {
      case CANCELLATION -> other == PAUSE || other == ADDITION || other == USE;
      case PAUSE -> other == ADDITION || other == USE;
      case ADDITION -> other == BILLING;
      case BILLING, USE -> false;
    };
  }

  private static Optional<StepOrder> of(List<StoryEvent> step) {
    boolean acts =
        step.size() == 2
            && step.getFirst() instanceof StoryEvent.TimePassed(_, boolean moment)
            && moment;
    return acts ? of(step.getLast()) : Optional.empty();
  }

  private static Optional<StepOrder> of(StoryEvent act) {
    return switch (act) {
      case StoryEvent.FlagChanged changed -> Optional.of(changed.pause() ? PAUSE : CANCELLATION);
      case StoryEvent.PackPaid _,
          StoryEvent.PackReversed _,
          StoryEvent.PackReinstated _,
          StoryEvent.Granted _ ->
          Optional.of(ADDITION);
      case StoryEvent.Paid paid when !paid.pool() -> Optional.of(BILLING);
      case StoryEvent.Failed(_, boolean pool, _, _) when !pool -> Optional.of(BILLING);
      case StoryEvent.Ended(_, boolean pool, _) when !pool -> Optional.of(BILLING);
      case StoryEvent.Charged _, StoryEvent.Captured _, StoryEvent.GivenBack _ -> Optional.of(USE);
      case StoryEvent.TimePassed _,
          StoryEvent.Paid _,
          StoryEvent.Failed _,
          StoryEvent.Ended _,
          StoryEvent.Joined _,
          StoryEvent.Left _ ->
          Optional.empty();
    };
  }
}
