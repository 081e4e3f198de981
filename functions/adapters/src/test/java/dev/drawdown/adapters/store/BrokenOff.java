package dev.drawdown.adapters.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Interrupts work before and after each of its calls to the table, reads included, and then
/// repeats the work.
///
/// The final state must equal the state without an interruption.
public final class BrokenOff {
  private BrokenOff() {}

  /// Checks this for `work` on each `prepared` state, and returns the number of calls.
  public static int anywhere(
      String name, Supplier<InMemoryStore> prepared, Consumer<FaultyStore> work) {
    InMemoryStore untroubled = prepared.get();
    work.accept(new FaultyStore(untroubled, FaultPlan.UNTROUBLED));
    int calls = 0;
    for (Fault how : List.of(Fault.DEATH_BEFORE, Fault.DEATH_AFTER)) {
      calls = 0;
      InMemoryStore store = prepared.get();
      while (dies(work, store, new DeathPlan(calls, how))) {
        work.accept(new FaultyStore(store, FaultPlan.UNTROUBLED));
        assertThat(store.contents())
            .as("%s, %s after %d calls", name, how, calls)
            .isEqualTo(untroubled.contents());
        store = prepared.get();
        calls++;
      }
    }
    return calls;
  }

  private static boolean dies(Consumer<FaultyStore> work, InMemoryStore store, DeathPlan plan) {
    try {
      work.accept(new FaultyStore(store, plan));
      return false;
    } catch (FaultyStore.Death died) {
      return true;
    }
  }
}
