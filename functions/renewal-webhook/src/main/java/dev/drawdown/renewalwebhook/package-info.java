/// Takes what the payment provider tells: verified, understood, and given its effect once.
@NullMarked
package dev.drawdown.renewalwebhook;

import org.jspecify.annotations.NullMarked;
