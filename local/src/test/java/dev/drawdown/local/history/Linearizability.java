package dev.drawdown.local.history;

import dev.drawdown.local.history.Model.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whether a history is linearizable: its operations have an order in which a [Model] gives every
/// answer. In that order, an operation that was answered comes before every operation that began
/// later.
///
/// This is the search of Wing and Gong: the next operation is any that began before the first
/// outstanding answer. As Lowe proposed, it never visits a state twice with the same set of
/// finished operations. An operation whose answer was lost may take effect at any time after its
/// start, with any answer, or never.
final class Linearizability<S, C> {
  private final Model<S, C> model;
  private final List<Operation<C>> operations;
  private final Deque<Point<S>> open = new ArrayDeque<>();
  private final Set<Point<S>> seen = new HashSet<>();
  private Point<S> furthest;

  private Linearizability(Model<S, C> model, List<Operation<C>> history) {
    this.model = model;
    this.operations =
        history.stream().sorted(Comparator.comparingLong(Operation::invokedAt)).toList();
    this.furthest = new Point<>(new BitSet(), model.start());
  }

  /// The reason why `history` isn't linearizable. Empty if it is.
  static <S, C> Optional<Impasse> objection(Model<S, C> model, List<Operation<C>> history) {
    return new Linearizability<>(model, history).search();
  }

  /// The largest number of explained operations, the model's state after them, and the operations
  /// that can't come next.
  record Impasse(int explained, String state, List<String> next) {}

  /// The finished operations, and the state after them. Nothing changes the set once it is here.
  private record Point<S>(BitSet done, S state) {}

  private Optional<Impasse> search() {
    reach(furthest);
    while (!open.isEmpty()) {
      Point<S> point = open.pop();
      List<Integer> candidates = candidates(point.done());
      if (candidates.stream().allMatch(this::isLost)) {
        return Optional.empty();
      }
      // The search continues with the last point that it reached, and prefers operations with an
      // answer.
      candidates.stream().filter(this::isLost).forEach(next -> goOn(point, next));
      candidates.reversed().stream()
          .filter(next -> !isLost(next))
          .forEach(next -> goOn(point, next));
    }
    return Optional.of(impasse());
  }

  /// A lost operation that changes nothing here needs no place here.
  private void goOn(Point<S> point, int next) {
    Operation<C> operation = operations.get(next);
    Step<S> step = model.carryOut(point.state(), operation.call());
    boolean explained =
        operation
            .answer()
            .map(step.answer()::equals)
            .orElseGet(() -> !step.after().equals(point.state()));
    if (explained) {
      BitSet done = (BitSet) point.done().clone();
      done.set(next);
      reach(new Point<>(done, step.after()));
    }
  }

  private void reach(Point<S> point) {
    if (seen.add(point)) {
      open.push(point);
      if (point.done().cardinality() > furthest.done().cardinality()) {
        furthest = point;
      }
    }
  }

  private boolean isLost(int operation) {
    return operations.get(operation).answer().isEmpty();
  }

  /// The operations that began before the first answer of those that aren't finished.
  private List<Integer> candidates(BitSet done) {
    List<Integer> candidates = new ArrayList<>();
    long firstAnswer = Long.MAX_VALUE;
    for (int next = done.nextClearBit(0);
        next < operations.size() && operations.get(next).invokedAt() <= firstAnswer;
        next = done.nextClearBit(next + 1)) {
      candidates.add(next);
      firstAnswer = Math.min(firstAnswer, operations.get(next).returnedAt());
    }
    return candidates;
  }

  private Impasse impasse() {
    List<String> next =
        candidates(furthest.done()).stream().map(each -> operations.get(each).toString()).toList();
    return new Impasse(furthest.done().cardinality(), furthest.state().toString(), next);
  }
}
