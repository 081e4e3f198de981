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

/// Whether a history is linearizable: whether its operations have an order that explains every
/// answer by a [Model], and in which no operation comes before one that was answered before it was
/// asked.
///
/// This is the search of Wing and Gong: whatever was asked before the first of the outstanding
/// answers may be next. As Lowe proposed, it never goes twice to the same state with the same
/// operations carried out. An operation whose answer was lost may be carried out at any time after
/// it was asked, with any answer, or never.
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

  /// Why `history` isn't linearizable, or nothing if it is.
  static <S, C> Optional<Impasse> objection(Model<S, C> model, List<Operation<C>> history) {
    return new Linearizability<>(model, history).search();
  }

  /// The most operations that can be explained, the state in which they leave the model, and those
  /// of which none can be next.
  record Impasse(int explained, String state, List<String> next) {}

  /// Which operations are carried out, and the state that they lead to. The set isn't changed once
  /// it is here.
  private record Point<S>(BitSet done, S state) {}

  private Optional<Impasse> search() {
    reach(furthest);
    while (!open.isEmpty()) {
      Point<S> point = open.pop();
      List<Integer> candidates = candidates(point.done());
      if (candidates.stream().allMatch(this::isLost)) {
        return Optional.empty();
      }
      // The last one that is reached is the first one that is gone on with: rather one with an
      // answer than one without.
      candidates.stream().filter(this::isLost).forEach(next -> goOn(point, next));
      candidates.reversed().stream()
          .filter(next -> !isLost(next))
          .forEach(next -> goOn(point, next));
    }
    return Optional.of(impasse());
  }

  /// A lost operation that changes nothing here needn't be carried out here.
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

  /// Those that were asked before any of those that aren't carried out was answered.
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
