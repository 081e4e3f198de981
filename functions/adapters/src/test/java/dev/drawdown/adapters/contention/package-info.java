/// Many callers on one wallet or one pool, in virtual time.
@NullMarked
package dev.drawdown.adapters.contention;

import org.jspecify.annotations.NullMarked;
