/// All rules of one catalog.
@NullMarked
package dev.drawdown.domain.rules;

import org.jspecify.annotations.NullMarked;
