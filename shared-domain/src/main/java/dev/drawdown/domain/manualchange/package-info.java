/// Grants and corrections of credits by operators.
@NullMarked
package dev.drawdown.domain.manualchange;

import org.jspecify.annotations.NullMarked;
