/// Stands in for API Gateway and Lambda: serves HTTP, finds routes, checks tokens, calls functions.
@NullMarked
package dev.drawdown.local.gateway;

import org.jspecify.annotations.NullMarked;
