package dev.drawdown.adapters.store;

/// Counts what one call asked of the table: how often it decided, how often another caller was
/// first or in the way, and the write units that DynamoDB reported.
///
/// Retries and stores count into the meter of the call that they run in, so that no function has to
/// hand one on. The meter is bound for the time of the call, and nothing of it stays behind.
public final class CallMeter {
  private static final ScopedValue<CallMeter> CURRENT = ScopedValue.newInstance();

  private long decisions;
  private long conflicts;
  private double writeUnits;

  /// The meter of the call that runs, or one that nobody reads.
  public static CallMeter current() {
    return CURRENT.isBound() ? CURRENT.get() : new CallMeter();
  }

  /// Runs `call` with this as the current meter. Threads that `call` starts must do so themselves.
  public <T, X extends Throwable> T during(ScopedValue.CallableOp<T, X> call) throws X {
    return ScopedValue.where(CURRENT, this).call(call);
  }

  synchronized void decided() {
    decisions++;
  }

  synchronized void conflicted() {
    conflicts++;
  }

  /// Adds the units of a write. DynamoDB reports none for a write that it refuses.
  public synchronized void wrote(double units) {
    writeUnits += units;
  }

  public synchronized long decisions() {
    return decisions;
  }

  public synchronized long conflicts() {
    return conflicts;
  }

  public synchronized double writeUnits() {
    return writeUnits;
  }
}
