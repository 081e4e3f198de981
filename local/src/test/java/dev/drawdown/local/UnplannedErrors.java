package dev.drawdown.local;

import dev.drawdown.adapters.store.FaultyStore;
import java.io.PrintStream;

/// Standard error without the lines about planned faults: a service logs each failed call, and a
/// test with many faults would hide all other lines.
public final class UnplannedErrors extends PrintStream {
  private final PrintStream all;

  private UnplannedErrors(PrintStream all) {
    super(all, true);
    this.all = all;
  }

  /// Replaces standard error until [#end].
  public static UnplannedErrors begin() {
    UnplannedErrors errors = new UnplannedErrors(System.err);
    System.setErr(errors);
    return errors;
  }

  public void end() {
    System.setErr(all);
  }

  @Override
  public void println(String line) {
    if (!line.contains(FaultyStore.PLANNED)) {
      super.println(line);
    }
  }
}
