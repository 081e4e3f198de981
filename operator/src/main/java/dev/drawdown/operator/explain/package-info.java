/// The sentences of `operator explain` about one account or pool, made from the stored items.
@NullMarked
package dev.drawdown.operator.explain;

import org.jspecify.annotations.NullMarked;
