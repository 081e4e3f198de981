package dev.drawdown.client;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/// What one call asks for, the same at every try: credits held under `key` for `lasts`.
///
/// A hold lasts until the work's timeout is over and its capture has been tried to the end, and
/// then a random number of milliseconds more. That number is how a call knows its own hold when the
/// first answer was lost: the service replays a hold only to the very same request, and answers
/// `key-reused` to another call that chose the same key.
record HoldRequest(MeteredCall call, String key, Duration lasts) {
  static final Duration SLACK = Duration.ofSeconds(30);
  static final long MAX_NONCE_MILLIS = 60_000;
  static final Duration MAX_HOLD = Duration.ofHours(24);

  static HoldRequest of(MeteredCall call, Duration retryBudget, RandomGenerator random) {
    // Once while its own answer is awaited, once for its capture.
    Duration margin = retryBudget.multipliedBy(2).plus(SLACK);
    Duration longest = MAX_HOLD.minus(margin).minusMillis(MAX_NONCE_MILLIS);
    if (call.timeout().compareTo(longest) > 0) {
      throw new IllegalArgumentException(
          "timeout must be at most " + longest + ": " + call.timeout());
    }
    long millis = call.timeout().plus(margin).toMillis() + random.nextLong(1, MAX_NONCE_MILLIS);
    return new HoldRequest(call, OperationKey.of(call), Duration.ofMillis(millis));
  }

  Map<String, ?> body() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("action", call.action());
    call.document().ifPresent(document -> body.put("document", document));
    body.put("quantity", call.quantity());
    body.put("hold", Map.of("expiresIn", lasts.toString()));
    return body;
  }

  String charges() {
    return "/v1/accounts/" + call.account() + "/charges";
  }

  /// The path of the charge that this request opens.
  String charge() {
    return charges() + "/" + key;
  }

  /// Whether `charge` was made for the same work, though perhaps by another call.
  boolean isFor(Charge charge) {
    return charge.action().equals(call.action())
        && charge.document().equals(call.document())
        && charge.quantity() == call.quantity();
  }
}
