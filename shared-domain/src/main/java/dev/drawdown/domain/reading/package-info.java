/// The values that people see: balance, usage and standing.
@NullMarked
package dev.drawdown.domain.reading;

import org.jspecify.annotations.NullMarked;
