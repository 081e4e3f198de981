/// Subscriptions: what a provider has told of each, whatever the order it came in.
@NullMarked
package dev.drawdown.domain.subscription;

import org.jspecify.annotations.NullMarked;
