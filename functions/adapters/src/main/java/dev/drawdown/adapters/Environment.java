package dev.drawdown.adapters;

import java.util.Map;

/// The environment variables that configure a deployed function.
public final class Environment {
  private Environment() {}

  /// The value of `variable`, which must be set.
  public static String named(Map<String, String> environment, String variable) {
    String value = environment.get(variable);
    if (value == null) {
      throw new IllegalStateException(variable + " is not set");
    }
    return value;
  }
}
