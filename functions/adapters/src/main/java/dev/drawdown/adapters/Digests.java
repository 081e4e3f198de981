package dev.drawdown.adapters;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Digests by algorithms that every Java platform has.
public final class Digests {
  private static final String SHA_256 = "SHA-256";
  private static final String HMAC_SHA_256 = "HmacSHA256";

  private Digests() {}

  /// The 32 bytes of the SHA-256 of `content`.
  public static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance(SHA_256).digest(content);
    } catch (GeneralSecurityException impossible) {
      throw missing(SHA_256, impossible);
    }
  }

  /// The 32 bytes of the HMAC-SHA256 of `parts`, joined, under `secret` in UTF-8.
  public static byte[] hmacSha256(String secret, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance(HMAC_SHA_256);
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), HMAC_SHA_256));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException impossible) {
      throw missing(HMAC_SHA_256, impossible);
    }
  }

  private static IllegalStateException missing(
      String algorithm, GeneralSecurityException impossible) {
    return new IllegalStateException("every Java platform has " + algorithm, impossible);
  }
}
