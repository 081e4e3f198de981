package dev.drawdown.client;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/// The request of one call, the same at every try: hold the credits under `key` for `lasts`.
///
/// A hold lasts for the work's timeout, for all tries to capture it, and for a random number of
/// milliseconds more. By that number a call recognises its own hold after it lost the first answer.
/// The service replays a hold only to exactly the same request. It answers `key-reused` to another
/// call with the same key.
record HoldRequest(MeteredCall call, String key, Duration lasts) {
  static final Duration SLACK = Duration.ofSeconds(30);
  static final long MAX_NONCE_MILLIS = 60_000;
  static final Duration MAX_HOLD = Duration.ofHours(24);
  private static final int READABLE = 64;
  private static final int DIGEST_DIGITS = 32;

  static HoldRequest of(MeteredCall call, Duration retryBudget, RandomGenerator random) {
    // One budget is for the hold's own answer, and one for its capture.
    Duration margin = retryBudget.multipliedBy(2).plus(SLACK);
    Duration longest = MAX_HOLD.minus(margin).minusMillis(MAX_NONCE_MILLIS);
    if (call.timeout().compareTo(longest) > 0) {
      throw new IllegalArgumentException(
          "timeout must be at most " + longest + ": " + call.timeout());
    }
    long millis = call.timeout().plus(margin).toMillis() + random.nextLong(1, MAX_NONCE_MILLIS);
    return new HoldRequest(call, key(call), Duration.ofMillis(millis));
  }

  Map<String, ?> body() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("action", call.action());
    call.document().ifPresent(document -> body.put("document", document));
    body.put("quantity", call.quantity());
    if (!call.metadata().isEmpty()) {
      body.put("metadata", call.metadata());
    }
    body.put("hold", Map.of("expiresIn", lasts.toString()));
    return body;
  }

  String charges() {
    return MeteredCall.path(call.account()) + "/charges";
  }

  /// The path of the charge that this request opens.
  String charge() {
    return charges() + "/" + key;
  }

  /// Whether `charge` is for the same work. Another call may have made it.
  boolean isFor(Charge charge) {
    return charge.action().equals(call.action())
        && charge.document().equals(call.document())
        && charge.quantity() == call.quantity();
  }

  /// The idempotency key of a piece of work: the readable part of its operation, then a digest of
  /// account, action, document and operation.
  ///
  /// The digest distinguishes keys with the same readable part. A key names a charge for ever, so
  /// this derivation must never change: a retry with another version of this client would pay
  /// twice.
  static String key(MeteredCall call) {
    String operation = call.operation();
    String start = operation.substring(0, Math.min(operation.length(), READABLE));
    return start.replaceAll("[^A-Za-z0-9._:@-]", "-") + ":" + digest(call);
  }

  /// Each part has its length before it, so different calls never give the same text.
  private static String digest(MeteredCall call) {
    String parts =
        part(call.account())
            + part(call.action())
            + call.document().map(HoldRequest::part).orElse("-")
            + part(call.operation());
    byte[] digest = sha256().digest(parts.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest).substring(0, DIGEST_DIGITS);
  }

  private static String part(String text) {
    return text.length() + ":" + text;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
