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
/// An event that only repeats a flag matters if an earlier change never arrived. A repeated pause
/// also matters if a term was paid since the pause began: see [#pausesAt].
///
/// It keeps the latest [#KEPT] changes, the latest event that repeats *set*, and the latest [#KEPT]
/// events that repeat *not set*. Several of the last kind are needed: the earliest may have lifted
/// a pause in time, while a later one comes too late. The kept events don't depend on the order of
/// arrival. A repetition never pushes out a change.
///
/// One case is wrong: the event that lifts a pause in time is lost, and only a repetition of *not
/// set* shows it. After [#KEPT] later repetitions, that repetition is dropped. The pause then
/// counts as lifted too late, and the credits stay cleared until a term is paid.
public record FlagChanges(List<FlagChange> latest) {
  public static final int KEPT = 8;
  private static final int MAX_KEPT_IN_ALL = 2 * KEPT + 1;
  public static final FlagChanges NONE = new FlagChanges(List.of());

  public FlagChanges {
    latest = List.copyOf(latest);
    if (latest.size() > MAX_KEPT_IN_ALL) {
      throw new IllegalArgumentException(
          "at most " + MAX_KEPT_IN_ALL + " are kept: " + latest.size());
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
    TreeSet<FlagChange> kept = new TreeSet<>(latest(KEPT, all, change -> !change.repeats()));
    kept.addAll(latest(1, all, change -> change.repeats() && change.at().isPresent()));
    kept.addAll(latest(KEPT, all, change -> change.repeats() && change.at().isEmpty()));
    return new FlagChanges(List.copyOf(kept));
  }

  private static List<FlagChange> latest(
      int number, SortedSet<FlagChange> all, Predicate<FlagChange> kind) {
    List<FlagChange> found = all.stream().filter(kind).toList();
    return found.subList(Math.max(0, found.size() - number), found.size());
  }

  /// The time at which a planned cancellation takes effect, unless it was withdrawn.
  public Optional<Instant> cancelsAt() {
    Optional<Instant> state = Optional.empty();
    for (List<FlagChange> changesOfSecond : bySecond().values()) {
      state = stateAfter(changesOfSecond, state);
    }
    return state;
  }

  /// The time at which a pause takes effect, unless it was lifted before.
  ///
  /// The event that begins a pause names this time. Once the time has come, neither a resume nor
  /// another pause changes it: the credits stay cleared until a term is paid. `paidUntil` is the
  /// end of the last paid period.
  ///
  /// An event that repeats a pause counts in two cases: the event that began the pause never
  /// arrived, or a term that ends after the pause's effect was paid. The repeating event may name
  /// the end of a later period. So the pause takes effect at `paidUntil`, or at the end that this
  /// event names, whichever is earlier.
  Optional<Instant> pausesAt(Optional<Instant> paidUntil) {
    Optional<Instant> state = Optional.empty();
    Optional<Instant> effect = Optional.empty();
    for (var second : bySecond().entrySet()) {
      List<FlagChange> changesOfSecond = second.getValue();
      boolean repeats = changesOfSecond.stream().allMatch(FlagChange::repeats);
      boolean continues = repeats && state.isPresent();
      boolean hasCome = effect.filter(at -> !at.isAfter(second.getKey())).isPresent();
      boolean isPaidBeyond = effect.flatMap(at -> paidUntil.filter(at::isBefore)).isPresent();
      state = stateAfter(changesOfSecond, state);
      if (state.isEmpty()) {
        effect = hasCome ? effect : Optional.empty();
      } else if (isPaidBeyond || !(hasCome || continues)) {
        effect = repeats ? state.map(named -> earlier(named, paidUntil)) : state;
      }
    }
    return effect;
  }

  private static Instant earlier(Instant named, Optional<Instant> paidUntil) {
    return paidUntil.filter(named::isAfter).orElse(named);
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
  private static Optional<Instant> stateAfter(
      List<FlagChange> changesOfSecond, Optional<Instant> state) {
    Optional<Instant> latest = changesOfSecond.getLast().at();
    for (FlagChange change : changesOfSecond.reversed()) {
      if (surplus(changesOfSecond, change.at()) > 0) {
        return change.at();
      }
    }
    boolean passes = changesOfSecond.stream().anyMatch(change -> change.at().equals(state));
    return passes ? state : latest;
  }

  private static long surplus(List<FlagChange> changesOfSecond, Optional<Instant> state) {
    long arriving = changesOfSecond.stream().filter(change -> change.at().equals(state)).count();
    long leaving = changesOfSecond.stream().filter(change -> change.before().equals(state)).count();
    return arriving - leaving;
  }
}
