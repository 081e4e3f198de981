package dev.drawdown.adapters.store;

import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/// Which fault hits the next call. Plans are safe for use by several threads.
@FunctionalInterface
public interface FaultPlan {
  FaultPlan UNTROUBLED = () -> Fault.NONE;

  /// What hits the next commit.
  Fault next();

  /// What hits the next read: nothing, unless a plan says otherwise.
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

  /// These faults, one commit after the other, and then none.
  static FaultPlan first(Fault... faults) {
    List<Fault> planned = List.of(faults);
    AtomicInteger commits = new AtomicInteger();
    return () -> {
      int commit = commits.getAndIncrement();
      return commit < planned.size() ? planned.get(commit) : Fault.NONE;
    };
  }

  /// Any fault that the process survives on about `percent` of the commits, the same ones for the
  /// same `seed`.
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
