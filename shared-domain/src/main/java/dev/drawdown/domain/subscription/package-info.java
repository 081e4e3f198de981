/// The payment provider's names for its subscriptions and events.
@NullMarked
package dev.drawdown.domain.subscription;

import org.jspecify.annotations.NullMarked;
