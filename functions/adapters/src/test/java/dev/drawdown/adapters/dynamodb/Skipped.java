package dev.drawdown.adapters.dynamodb;

/// Prints the tests that don't run, with the reason: a report of skipped tests is easily
/// overlooked.
public final class Skipped {
  private Skipped() {}

  /// Whether `what` can be tested. If not, prints the reason `why`.
  public static boolean unless(boolean possible, String what, String why) {
    if (!possible) {
      System.out.println("SKIPPED: " + what + " is not tested: " + why);
    }
    return possible;
  }
}
