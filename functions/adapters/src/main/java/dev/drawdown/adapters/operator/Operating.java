package dev.drawdown.adapters.operator;

import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/// How a function's jar is run by people, with commands that `usage` tells.
public record Operating(String usage, PrintStream out, PrintStream errors) {
  private static final Set<String> HELP = Set.of("help", "--help");

  /// Does what `arguments` say, as `commandOf` understands them: it returns what says whether all
  /// of it could be done, or throws an `IllegalArgumentException`.
  ///
  /// Returns the exit code: 0 where everything asked was done, 1 where some of it couldn't be, 2
  /// where the command wasn't one.
  public int run(List<String> arguments, Function<List<String>, BooleanSupplier> commandOf) {
    if (arguments.stream().findFirst().filter(HELP::contains).isPresent()) {
      out.println(usage);
      return 0;
    }
    BooleanSupplier command;
    try {
      command = commandOf.apply(arguments);
    } catch (IllegalArgumentException wrong) {
      errors.println(wrong.getMessage());
      errors.println(usage);
      return 2;
    }
    return command.getAsBoolean() ? 0 : 1;
  }
}
