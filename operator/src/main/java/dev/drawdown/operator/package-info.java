/// The operator's program: parses commands, calls what the functions offer, and prints the results.
/// It contains no rules of its own. `docs/operate.md` explains when to use which command.
@NullMarked
package dev.drawdown.operator;

import org.jspecify.annotations.NullMarked;
