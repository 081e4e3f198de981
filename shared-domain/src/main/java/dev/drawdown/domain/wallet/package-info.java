/// What one account has: its buckets, its open holds, and how a cost is drawn from them.
@NullMarked
package dev.drawdown.domain.wallet;

import org.jspecify.annotations.NullMarked;
