/// The state that every wallet has: numbered entries, buckets and open holds.
@NullMarked
package dev.drawdown.domain.ledger;

import org.jspecify.annotations.NullMarked;
