package dev.drawdown.adapters.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// A token as DynamoDB takes it, by which it does a transaction once however often it is asked to,
/// for ten minutes: 1 to 36 characters. A longer one is replaced by its hash.
final class RequestToken {
  private static final int MAX_LENGTH = 36;

  private RequestToken() {}

  static String of(String token) {
    return token.length() <= MAX_LENGTH ? token : hash(token).substring(0, MAX_LENGTH);
  }

  private static String hash(String token) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
