package dev.drawdown.adapters.store;

import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/// Decides the fault of each call. Several threads may use a plan.
@FunctionalInterface
public interface FaultPlan {
  FaultPlan UNTROUBLED = () -> Fault.NONE;

  /// The faults of a commit, except the death of the process.
  List<Fault> OF_COMMITS =
      List.of(
          Fault.CONFLICT, Fault.THROTTLED, Fault.LOST_BEFORE, Fault.LOST_AFTER, Fault.DUPLICATED);

  /// The faults of a read that change its answer, except the death of the process. A stale answer
  /// needs another caller's write, so it is planned more often.
  List<Fault> OF_READS =
      List.of(
          Fault.THROTTLED,
          Fault.STALE,
          Fault.LOST_BEFORE,
          Fault.STALE,
          Fault.LOST_AFTER,
          Fault.STALE);

  /// The fault of the next commit.
  Fault next();

  /// The fault of the next read; none by default.
  default Fault nextRead() {
    return Fault.NONE;
  }

  /// `fault` on every `nth` commit, counted from 1.
  static FaultPlan every(int nth, Fault fault) {
    AtomicInteger commits = new AtomicInteger();
    return () -> commits.incrementAndGet() % nth == 0 ? fault : Fault.NONE;
  }

  /// `fault` on every read, and none on commits.
  static FaultPlan onReads(Fault fault) {
    return new FaultPlan() {
      @Override
      public Fault next() {
        return Fault.NONE;
      }

      @Override
      public Fault nextRead() {
        return fault;
      }
    };
  }

  /// These faults, one per commit in order, and then none.
  static FaultPlan first(Fault... faults) {
    List<Fault> planned = List.of(faults);
    AtomicInteger commits = new AtomicInteger();
    return () -> {
      int commit = commits.getAndIncrement();
      return commit < planned.size() ? planned.get(commit) : Fault.NONE;
    };
  }

  /// Every `nth` commit has the next of [#OF_COMMITS], and every `nth` read has the next of
  /// [#OF_READS]. So all faults happen within few calls.
  static FaultPlan inTurn(int nth) {
    AtomicInteger commits = new AtomicInteger();
    AtomicInteger reads = new AtomicInteger();
    return new FaultPlan() {
      @Override
      public Fault next() {
        return inTurn(nth, commits.incrementAndGet(), OF_COMMITS);
      }

      @Override
      public Fault nextRead() {
        return inTurn(nth, reads.incrementAndGet(), OF_READS);
      }
    };
  }

  private static Fault inTurn(int nth, int call, List<Fault> faults) {
    return call % nth == 0 ? faults.get((call / nth - 1) % faults.size()) : Fault.NONE;
  }

  /// Random faults of [#OF_COMMITS] on about `percent` of the commits. The same `seed` has the same
  /// faults.
  static FaultPlan seeded(long seed, int percent) {
    Random random = new Random(seed);
    return () -> {
      synchronized (random) {
        int place = random.nextInt(OF_COMMITS.size());
        return random.nextInt(100) < percent ? OF_COMMITS.get(place) : Fault.NONE;
      }
    };
  }
}
