package dev.drawdown.adapters.store;

/// A failure of a store. Its cause is the exception of the database's client, and its message is
/// the cause's.
public final class StoreFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// The kind of a failure. A caller decides by it whether a retry helps.
  public enum Kind {
    /// The store is busy. The same call may succeed after a pause.
    THROTTLED,
    /// The store gave no answer, or has an error of its own. The same call may succeed later.
    PASSING,
    /// The store refuses the items of this call. Calls about other items may succeed.
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
