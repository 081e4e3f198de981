package dev.drawdown.operator.prove;

import java.util.List;
import java.util.Optional;

/// The order of two steps with the same result in either order: the step that is declared first
/// here comes first.
///
/// A planned cancellation or pause changes nothing that can be used now, and a pack or a grant adds
/// the same amount before and after any bill. What happens to a pool's subscription changes none of
/// the account's own buckets. Joining or leaving the pool changes no bucket. So the search needs
/// only one order of each such pair.
///
/// The search still reaches every state. A step that it leaves out here would follow a step that is
/// declared later. The search tries the reversed order of both, because each is possible without
/// the other, and nothing changes by itself until both are done. It reaches the same state by a
/// story of the same length whose last step is declared later. There are few kinds of steps, so
/// this argument ends at a story that the search tries. The checks of a step don't depend on the
/// other step either, so no finding is lost.
///
/// The search never leaves out waiting, nor the first bill of a pool: the pool's owner subscribes
/// before anything else happens.
enum StepOrder {
  POOL,
  MEMBERSHIP,
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
      case POOL -> other != POOL && other != USE;
      case MEMBERSHIP -> other != POOL && other != MEMBERSHIP && other != USE;
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
      case StoryEvent.Paid paid -> Optional.of(paid.pool() ? POOL : BILLING);
      case StoryEvent.Failed failed -> Optional.of(failed.pool() ? POOL : BILLING);
      case StoryEvent.Ended ended -> Optional.of(ended.pool() ? POOL : BILLING);
      case StoryEvent.FlagChanged changed when changed.pool() -> Optional.of(POOL);
      case StoryEvent.FlagChanged changed -> Optional.of(changed.pause() ? PAUSE : CANCELLATION);
      case StoryEvent.Joined _, StoryEvent.Left _ -> Optional.of(MEMBERSHIP);
      case StoryEvent.PackPaid _,
          StoryEvent.PackReversed _,
          StoryEvent.PackReinstated _,
          StoryEvent.Granted _ ->
          Optional.of(ADDITION);
      case StoryEvent.Charged _, StoryEvent.Captured _, StoryEvent.GivenBack _ -> Optional.of(USE);
      case StoryEvent.TimePassed _ -> Optional.empty();
    };
  }
}
