package dev.drawdown.local.history;

import dev.drawdown.local.history.SubscriptionModel.Call;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// A subscription that receives events. Its owner's view depends only on the set of events so far.
/// `seen` is the view for a set.
record SubscriptionModel(Function<Set<String>, String> seen) implements Model<Set<String>, Call> {
  static final String DELIVERED = "200";

  /// The call of the provider or the owner.
  sealed interface Call {
    record Deliver(String event) implements Call {}

    record See() implements Call {}
  }

  @Override
  public Set<String> start() {
    return Set.of();
  }

  @Override
  public Step<Set<String>> carryOut(Set<String> delivered, Call call) {
    return switch (call) {
      case Call.Deliver(var event) -> new Step<>(with(delivered, event), DELIVERED);
      case Call.See _ -> new Step<>(delivered, seen.apply(delivered));
    };
  }

  private static Set<String> with(Set<String> delivered, String event) {
    Set<String> all = new TreeSet<>(delivered);
    all.add(event);
    return Set.copyOf(all);
  }
}
