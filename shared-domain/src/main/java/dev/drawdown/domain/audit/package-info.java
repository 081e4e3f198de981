/// Checks the stored records of a wallet for contradictions, and decides how to undo a torn
/// transaction.
@NullMarked
package dev.drawdown.domain.audit;

import org.jspecify.annotations.NullMarked;
