/// API Gateway's requests and answers: who asks, what for, and problems as RFC 9457.
@NullMarked
package dev.drawdown.adapters.http;

import org.jspecify.annotations.NullMarked;
