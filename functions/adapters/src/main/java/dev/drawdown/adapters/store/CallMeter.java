package dev.drawdown.adapters.store;

/// Counts the work of one call on the table: decisions, conflicts with other callers, and the write
/// units that DynamoDB reported.
///
/// Retries and stores count into the meter of the call in which they run, so functions need not
/// pass it on. The meter is bound only during the call.
public final class CallMeter {
  private static final ScopedValue<CallMeter> CURRENT = ScopedValue.newInstance();

  private long decisions;
  private long conflicts;
  private double writeUnits;

  /// The meter of the current call, or an unused one outside a call.
  public static CallMeter current() {
    return CURRENT.isBound() ? CURRENT.get() : new CallMeter();
  }

  /// Runs `call` with this as the current meter. Threads that `call` starts must bind it
  /// themselves.
  public <T, X extends Throwable> T during(ScopedValue.CallableOp<T, X> call) throws X {
    return ScopedValue.where(CURRENT, this).call(call);
  }

  synchronized void decided() {
    decisions++;
  }

  synchronized void conflicted() {
    conflicts++;
  }

  /// Adds the units of a write. DynamoDB reports none for a refused write.
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
