package dev.drawdown.bench;

import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/// An account under load, and its credits by the answers that its callers got. Callers use it at
/// the same time.
final class LoadedAccount {
  private final String name;
  private final long opening;
  private final LongAdder taken = new LongAdder();
  private final LongAdder givenBack = new LongAdder();
  private final LongAdder unknown = new LongAdder();

  /// `opening` is the balance before the first call.
  LoadedAccount(String name, long opening) {
    this.name = name;
    this.opening = opening;
  }

  String name() {
    return name;
  }

  void take(long credits) {
    taken.add(credits);
  }

  void giveBack(long credits) {
    givenBack.add(credits);
  }

  /// A call that may have changed the balance got no answer that says so.
  void loseAnswer() {
    unknown.increment();
  }

  long taken() {
    return taken.sum();
  }

  long givenBack() {
    return givenBack.sum();
  }

  /// What is wrong with the balance after the last call.
  Optional<String> fault(long balance) {
    if (unknown.sum() > 0) {
      return Optional.of(name + ": calls of unknown outcome: " + unknown);
    }
    long expected = opening - taken() + givenBack();
    return balance == expected
        ? Optional.empty()
        : Optional.of(name + ": the balance is " + balance + ", the answers say " + expected);
  }
}
