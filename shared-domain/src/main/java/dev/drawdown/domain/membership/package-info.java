/// Who may draw from which pool, and how much of it.
@NullMarked
package dev.drawdown.domain.membership;

import org.jspecify.annotations.NullMarked;
