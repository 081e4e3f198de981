/// Reads Stripe's events: turns each into a command, from the event and the catalog alone.
@NullMarked
package dev.drawdown.renewalwebhook.stripe;

import org.jspecify.annotations.NullMarked;
