package dev.drawdown.adapters;

import java.util.Map;

/// The variables by which a deployed function is told what it works on.
public final class Environment {
  private Environment() {}

  /// What `variable` says, which must be set.
  public static String named(Map<String, String> environment, String variable) {
    String value = environment.get(variable);
    if (value == null) {
      throw new IllegalStateException(variable + " is not set");
    }
    return value;
  }
}
