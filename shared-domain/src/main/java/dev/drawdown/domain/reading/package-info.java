/// What people see: balance, usage, standing.
@NullMarked
package dev.drawdown.domain.reading;

import org.jspecify.annotations.NullMarked;
