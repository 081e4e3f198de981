package dev.drawdown.adapters.store;

/// A store couldn't answer. Its cause is what the database's client threw, and its message is the
/// cause's.
public final class StoreFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// What can be done about a failure.
  public enum Kind {
    /// The store is busy. The same call may succeed after a pause.
    THROTTLED,
    /// No answer, or an error of the store itself. The same call may succeed later.
    PASSING,
    /// The store refuses what this call names. Calls that name something else may succeed.
    REFUSED,
    /// The store refuses all such calls: rights or the table are missing.
    UNUSABLE
  }

  private final Kind kind;

  public StoreFailure(Kind kind, RuntimeException cause) {
    super(cause.getMessage(), cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
