package dev.drawdown.operator.prove;

import java.util.List;
import java.util.Optional;

/// The order of two steps with the same result in either order: the step that is declared first
/// here comes first.
///
/// A planned cancellation or pause changes nothing that can be used now, and a pack or a grant adds
/// the same amount before and after any bill. So the search needs only one order of each such pair.
///
/// The search still reaches every state. A step that it leaves out here would follow a step that is
/// declared later. The search tries the reversed order of both, because each is possible without
/// the other. It reaches the same state by a story of the same length whose last step is declared
/// later. There are few kinds of steps, so this argument ends at a story that the search tries. The
/// checks of a step don't depend on the other step either, so no finding is lost.
///
/// The search never leaves out waiting, joining or leaving a pool, nor a bill of a pool: the pool's
/// owner subscribes first.
enum StepOrder {
  CANCELLATION,
  PAUSE,
  ADDITION,
  BILLING,
  USE;

  /// Whether the search leaves out `next` right after `last`. Both are the events of a step.
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
