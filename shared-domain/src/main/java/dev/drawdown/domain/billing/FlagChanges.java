package dev.drawdown.domain.billing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/// The latest statements about one flag of a subscription, in the provider's order.
///
/// Setting and clearing a flag don't commute, so the provider's order decides: `created`, and
/// within one second the chain of `before` and `at`.
///
/// An event that only repeats a flag matters if an earlier change never arrived. So this keeps the
/// latest [#KEPT] changes, the latest repetition of a flag that is set, and the latest [#KEPT] of
/// one that isn't. The set of these is a join: it is the same for any order of arrival, and however
/// many events repeat a flag, they remove no change.
public record FlagChanges(List<FlagChange> latest) {
  public static final int KEPT = 8;
  private static final int MOST = 2 * KEPT + 1;
  public static final FlagChanges NONE = new FlagChanges(List.of());

  public FlagChanges {
    latest = List.copyOf(latest);
    if (latest.size() > MOST) {
      throw new IllegalArgumentException("at most " + MOST + " are kept: " + latest.size());
    }
  }

  FlagChanges with(FlagChange change) {
    return join(new FlagChanges(List.of(change)));
  }

  FlagChanges without(FlagChange change) {
    return new FlagChanges(latest.stream().filter(other -> !other.equals(change)).toList());
  }

  FlagChanges join(FlagChanges others) {
    TreeSet<FlagChange> all = new TreeSet<>(latest);
    all.addAll(others.latest);
    TreeSet<FlagChange> kept = new TreeSet<>(last(KEPT, all, change -> !change.repeats()));
    kept.addAll(last(1, all, change -> change.repeats() && change.at().isPresent()));
    kept.addAll(last(KEPT, all, change -> change.repeats() && change.at().isEmpty()));
    return new FlagChanges(List.copyOf(kept));
  }

  private static List<FlagChange> last(
      int number, SortedSet<FlagChange> all, Predicate<FlagChange> kind) {
    List<FlagChange> found = all.stream().filter(kind).toList();
    return found.subList(Math.max(0, found.size() - number), found.size());
  }

  /// The time at which a planned cancellation takes effect, unless it was withdrawn.
  public Optional<Instant> cancelsAt() {
    Optional<Instant> state = Optional.empty();
    for (List<FlagChange> second : bySecond().values()) {
      state = last(second, state);
    }
    return state;
  }

  /// The time at which the last pause takes effect, unless it was lifted before. A later resume
  /// restores nothing; only the next payment does.
  ///
  /// The event that begins a pause names this time. If that event never arrived, a later one of the
  /// same pause may name the end of a later period. Then the pause takes effect at `paidUntil`, the
  /// end of the last paid period.
  Optional<Instant> pausesAt(Optional<Instant> paidUntil) {
    Optional<Instant> flag = Optional.empty();
    Optional<Instant> effect = Optional.empty();
    for (var second : bySecond().entrySet()) {
      Optional<Instant> before = flag;
      flag = last(second.getValue(), before);
      boolean repeated = second.getValue().stream().allMatch(FlagChange::repeats);
      if (flag.isEmpty()) {
        boolean tooLate = effect.filter(at -> !second.getKey().isBefore(at)).isPresent();
        effect = tooLate ? effect : Optional.empty();
      } else if (!repeated) {
        effect = flag;
      } else if (before.isEmpty()) {
        effect = flag.map(named -> paidUntil.filter(named::isAfter).orElse(named));
      }
    }
    return effect;
  }

  private TreeMap<Instant, List<FlagChange>> bySecond() {
    TreeMap<Instant, List<FlagChange>> seconds = new TreeMap<>();
    for (FlagChange change : latest) {
      seconds.computeIfAbsent(change.created(), _ -> new ArrayList<>()).add(change);
    }
    return seconds;
  }

  /// The state after all changes of one second, which began in `state`.
  ///
  /// Each change is a step from `before` to `at`. A path along all steps ends in the state that
  /// more steps enter than leave: for none to A and A to B it is B. For none to A and A to none
  /// there is no such state, so the path ends where it began.
  private static Optional<Instant> last(List<FlagChange> second, Optional<Instant> state) {
    Optional<Instant> latest = second.getLast().at();
    for (FlagChange change : second.reversed()) {
      if (surplus(second, change.at()) > 0) {
        return change.at();
      }
    }
    boolean passes = second.stream().anyMatch(change -> change.at().equals(state));
    return passes ? state : latest;
  }

  private static long surplus(List<FlagChange> second, Optional<Instant> state) {
    long arriving = second.stream().filter(change -> change.at().equals(state)).count();
    long leaving = second.stream().filter(change -> change.before().equals(state)).count();
    return arriving - leaving;
  }
}
