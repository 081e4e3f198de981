package dev.drawdown.client;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The idempotency key of a piece of work: what can be read of its operation, then a digest of
/// account, action, document and operation.
///
/// The digest tells apart what the readable part no longer does. A key names a charge for ever, so
/// this derivation must never change: a retry across two versions of this client would pay twice.
final class OperationKey {
  private static final int READABLE = 64;
  private static final int DIGEST_DIGITS = 32;

  private OperationKey() {}

  static String of(MeteredCall call) {
    String operation = call.operation();
    String start = operation.substring(0, Math.min(operation.length(), READABLE));
    return start.replaceAll("[^A-Za-z0-9._:@-]", "-") + ":" + digest(call);
  }

  /// Each part with its length before it, so that no two calls read the same.
  private static String digest(MeteredCall call) {
    String parts =
        part(call.account())
            + part(call.action())
            + call.document().map(OperationKey::part).orElse("-")
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
