package dev.drawdown.adapters.dynamodb;

/// Says aloud what isn't tested, and why: a report of skipped tests is easily overlooked.
public final class Skipped {
  private Skipped() {}

  /// Whether `what` can be tested; where it can't, because of `why`, that is printed.
  public static boolean unless(boolean possible, String what, String why) {
    if (!possible) {
      System.out.println("SKIPPED: " + what + " is not tested: " + why);
    }
    return possible;
  }
}
