package dev.drawdown.domain.billing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// The latest changes of one flag of a subscription, in the provider's order.
///
/// Setting and clearing a flag don't commute, so the provider's order decides: `created`, and
/// within one second the chain of `before` and `at`. The set of the latest [#KEPT] changes is a
/// join: it is the same for any order of arrival.
public record FlagChanges(List<FlagChange> latest) {
  public static final int KEPT = 8;
  public static final FlagChanges NONE = new FlagChanges(List.of());

  public FlagChanges {
    latest = List.copyOf(latest);
    if (latest.size() > KEPT) {
      throw new IllegalArgumentException("at most " + KEPT + " changes are kept: " + latest.size());
    }
  }

  FlagChanges with(FlagChange change) {
    return join(new FlagChanges(List.of(change)));
  }

  FlagChanges join(FlagChanges others) {
    TreeSet<FlagChange> all = new TreeSet<>(latest);
    all.addAll(others.latest);
    List<FlagChange> sorted = new ArrayList<>(all);
    return new FlagChanges(sorted.subList(Math.max(0, sorted.size() - KEPT), sorted.size()));
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
  public Optional<Instant> pausesAt() {
    Optional<Instant> state = Optional.empty();
    for (var second : bySecond().entrySet()) {
      Optional<Instant> next = last(second.getValue(), state);
      boolean tooLate = state.filter(at -> !second.getKey().isBefore(at)).isPresent();
      if (next.isPresent() || !tooLate) {
        state = next;
      }
    }
    return state;
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
