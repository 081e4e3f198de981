/// What is recorded of a charge: what was asked for, what it drew, and what became of it.
@NullMarked
package dev.drawdown.domain.charge;

import org.jspecify.annotations.NullMarked;
