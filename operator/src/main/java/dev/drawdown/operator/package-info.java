/// The operator's program: parses commands, calls what the functions offer, and prints the results.
/// It has no rule of its own. `docs/operate.md` says when to use which command.
@NullMarked
package dev.drawdown.operator;

import org.jspecify.annotations.NullMarked;
