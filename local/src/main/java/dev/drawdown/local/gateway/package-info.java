/// Replaces API Gateway and Lambda: serves HTTP, finds routes, checks tokens and calls functions.
@NullMarked
package dev.drawdown.local.gateway;

import org.jspecify.annotations.NullMarked;
