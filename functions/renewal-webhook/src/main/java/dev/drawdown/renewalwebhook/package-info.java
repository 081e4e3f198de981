/// Receives the payment provider's events: verifies them, reads them, and applies each once.
@NullMarked
package dev.drawdown.renewalwebhook;

import org.jspecify.annotations.NullMarked;
