/// API Gateway's requests and answers: callers, requests, and problems as RFC 9457.
@NullMarked
package dev.drawdown.adapters.http;

import org.jspecify.annotations.NullMarked;
