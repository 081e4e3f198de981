package dev.drawdown.adapters.store;

import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/// Decides the fault of each call. Several threads may use a plan.
@FunctionalInterface
public interface FaultPlan {
  FaultPlan UNTROUBLED = () -> Fault.NONE;

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

  /// Random faults without the death of the process on about `percent` of the commits. The same
  /// `seed` has the same faults.
  static FaultPlan seeded(long seed, int percent) {
    Random random = new Random(seed);
    List<Fault> faults = List.copyOf(EnumSet.range(Fault.CONFLICT, Fault.DUPLICATED));
    return () -> {
      synchronized (random) {
        int place = random.nextInt(faults.size());
        return random.nextInt(100) < percent ? faults.get(place) : Fault.NONE;
      }
    };
  }
}
