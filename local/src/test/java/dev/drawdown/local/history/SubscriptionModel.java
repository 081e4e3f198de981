package dev.drawdown.local.history;

import dev.drawdown.local.history.SubscriptionModel.Call;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// A subscription that events are told of: what its owner sees depends on nothing but the set of
/// events that were told by then. `seen` says what a set comes to.
record SubscriptionModel(Function<Set<String>, String> seen) implements Model<Set<String>, Call> {
  static final String TOLD = "200";

  /// What the provider or the owner asks.
  sealed interface Call {
    record Tell(String event) implements Call {}

    record See() implements Call {}
  }

  @Override
  public Set<String> start() {
    return Set.of();
  }

  @Override
  public Step<Set<String>> carryOut(Set<String> told, Call call) {
    return switch (call) {
      case Call.Tell(var event) -> new Step<>(with(told, event), TOLD);
      case Call.See _ -> new Step<>(told, seen.apply(told));
    };
  }

  private static Set<String> with(Set<String> told, String event) {
    Set<String> all = new TreeSet<>(told);
    all.add(event);
    return Set.copyOf(all);
  }
}
