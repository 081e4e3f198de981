package dev.drawdown.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// What callers of a service waited for: each call with its operation, its status and its wait.
///
/// Percentiles are those of one operation and one status. So a quick refusal doesn't make charges
/// look fast, and a slow one doesn't make them look slow.
record ServiceAnswers(List<TimedCall> calls, double seconds) {
  /// The operations in the order of the table.
  enum Operation {
    CHARGE,
    HOLD,
    CAPTURE,
    REFUND,
    BALANCE
  }

  /// One call. `status` is that of HTTP, or [RemoteService#NO_ANSWER].
  record TimedCall(Operation operation, int status, long nanos) {
    boolean isDone() {
      return RemoteService.isDone(status);
    }
  }

  ServiceAnswers {
    calls = List.copyOf(calls);
  }

  /// A row for each operation and status, and the sums of the calls that were done and those that
  /// weren't. Waits are in milliseconds.
  @Override
  public String toString() {
    StringBuilder lines =
        new StringBuilder("operation  status     calls  a second    median      95 %      99 %\n");
    waits()
        .forEach(
            (operation, statuses) ->
                statuses.forEach((status, waits) -> lines.append(row(operation, status, waits))));
    long done = calls.stream().filter(TimedCall::isDone).count();
    return lines
        .append(String.format(Locale.ROOT, "done%23d  %8.1f%n", done, done / seconds))
        .append(String.format(Locale.ROOT, "not done%19d%n", calls.size() - done))
        .toString();
  }

  private Map<Operation, Map<Integer, List<Long>>> waits() {
    Map<Operation, Map<Integer, List<Long>>> waits = new TreeMap<>();
    for (TimedCall call : calls) {
      waits
          .computeIfAbsent(call.operation(), _ -> new TreeMap<>())
          .computeIfAbsent(call.status(), _ -> new ArrayList<>())
          .add(call.nanos());
    }
    return waits;
  }

  private String row(Operation operation, int status, List<Long> waits) {
    return String.format(
        Locale.ROOT,
        "%-9s  %-6s  %8d  %8.1f  %8.1f  %8.1f  %8.1f%n",
        operation.name().toLowerCase(Locale.ROOT),
        status == RemoteService.NO_ANSWER ? "none" : Integer.toString(status),
        waits.size(),
        waits.size() / seconds,
        percentile(waits, 50) / 1e6,
        percentile(waits, 95) / 1e6,
        percentile(waits, 99) / 1e6);
  }

  /// The shortest of the waits that at least `percent` of them don't exceed.
  static long percentile(List<Long> waits, int percent) {
    List<Long> sorted = waits.stream().sorted().toList();
    return sorted.get(Math.ceilDiv(percent * sorted.size(), 100) - 1);
  }
}
