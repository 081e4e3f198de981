/// Whether what is stored of a wallet belongs together, and how a torn transaction is undone.
@NullMarked
package dev.drawdown.domain.audit;

import org.jspecify.annotations.NullMarked;
