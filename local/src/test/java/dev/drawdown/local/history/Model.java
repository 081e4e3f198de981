package dev.drawdown.local.history;

/// What calls ought to do if they came one after the other. It is a second implementation, in the
/// plainest way: states are values, and one call in one state has one answer.
public interface Model<S, C> {
  S start();

  Step<S> carryOut(S state, C call);

  /// The state that a call leaves, and how it is answered, written so that equal texts are equal
  /// answers.
  record Step<S>(S after, String answer) {}
}
