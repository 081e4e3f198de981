package dev.drawdown.adapters.store;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;

/// How often each fault happened, such as `read THROTTLED` and `write CONFLICT`. Several threads
/// may count.
public final class FaultCounts {
  private final Map<String, Integer> counts = new ConcurrentSkipListMap<>();

  /// The names of all faults of [FaultPlan#inTurn].
  public static Set<String> inTurn() {
    Set<String> names = new TreeSet<>();
    FaultPlan.OF_COMMITS.forEach(fault -> names.add(ofWrite(fault)));
    FaultPlan.OF_READS.forEach(fault -> names.add(ofRead(fault)));
    return names;
  }

  /// The counts of the faults that happened, by name.
  public Map<String, Integer> soFar() {
    return Map.copyOf(counts);
  }

  void read(Fault fault) {
    count(fault, ofRead(fault));
  }

  void write(Fault fault) {
    count(fault, ofWrite(fault));
  }

  private void count(Fault fault, String name) {
    if (fault != Fault.NONE) {
      counts.merge(name, 1, Integer::sum);
    }
  }

  private static String ofRead(Fault fault) {
    return "read " + fault;
  }

  private static String ofWrite(Fault fault) {
    return "write " + fault;
  }
}
