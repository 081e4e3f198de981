/// Every change of a wallet as a numbered entry, and what is committed together.
@NullMarked
package dev.drawdown.domain.ledger;

import org.jspecify.annotations.NullMarked;
