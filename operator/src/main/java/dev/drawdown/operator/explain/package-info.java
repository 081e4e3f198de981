/// What `operator explain` says: sentences about one account or pool, made from what is stored.
@NullMarked
package dev.drawdown.operator.explain;

import org.jspecify.annotations.NullMarked;
