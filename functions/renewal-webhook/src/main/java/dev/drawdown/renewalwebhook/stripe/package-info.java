/// Reads Stripe's events: what each of them asks for, from the event and the catalog alone.
@NullMarked
package dev.drawdown.renewalwebhook.stripe;

import org.jspecify.annotations.NullMarked;
