package dev.drawdown.local.history;

/// The expected answers of calls that come one after the other. It is a second implementation, as
/// plain as possible: states are values, and one call in one state has one answer.
public interface Model<S, C> {
  S start();

  Step<S> carryOut(S state, C call);

  /// The state after a call, and its answer. Equal texts are equal answers.
  record Step<S>(S after, String answer) {}
}
