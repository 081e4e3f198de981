package dev.drawdown.reading;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.drawdown.adapters.Digests;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Identifier;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.PoolId;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A session of a browser: it may read one account or one pool, from `issuedAt` until `expiresAt`.
///
/// Its token is `s1.PAYLOAD.SIGNATURE`. The payload is `account SECONDS LIFE NAME` or `pool SECONDS
/// LIFE NAME` in Base64 for URLs. The signature is an HMAC-SHA256 of everything before it.
record SessionToken(Owner owner, Instant issuedAt, Instant expiresAt) {
  /// The longest life of a session, which is also the default.
  static final Duration LONGEST = Duration.ofMinutes(15);

  /// How far the issuer's clock may be ahead of the reader's clock.
  static final Duration TOLERANCE = Duration.ofSeconds(5);

  /// A secret has at least so many characters. Anyone who guesses it can read every account.
  static final int MIN_SECRET = 32;

  private static final String VERSION = "s1";
  private static final int MAX_TOKEN = 512;
  private static final Pattern PAYLOAD =
      Pattern.compile("(account|pool) ([1-9][0-9]{0,11}) ([1-9][0-9]{0,2}) ([!-~]{1,128})");

  /// A session that begins in the second of `now`, for whole seconds.
  static SessionToken of(Owner owner, Instant now, Duration lasts) {
    Instant issuedAt = Instant.ofEpochSecond(now.getEpochSecond());
    return new SessionToken(owner, issuedAt, issuedAt.plus(lasts));
  }

  String signedWith(String secret) {
    String payload =
        String.join(
            " ",
            kind(),
            Long.toString(issuedAt.getEpochSecond()),
            Long.toString(Duration.between(issuedAt, expiresAt).toSeconds()),
            owner.value());
    String signed = VERSION + "." + encoded(payload.getBytes(UTF_8));
    return signed + "." + signature(signed, secret);
  }

  /// The session of a token that one of `secrets` signed, even if it has ended.
  ///
  /// The signature is compared as text, because several texts decode to the same bytes.
  static Optional<SessionToken> read(String token, List<String> secrets) {
    int end = token.lastIndexOf('.');
    if (token.length() > MAX_TOKEN || end < 0) {
      return Optional.empty();
    }
    String signed = token.substring(0, end);
    byte[] given = token.substring(end + 1).getBytes(UTF_8);
    boolean genuine = false;
    for (String secret : secrets) {
      genuine |= MessageDigest.isEqual(signature(signed, secret).getBytes(UTF_8), given);
    }
    return genuine ? payload(signed) : Optional.empty();
  }

  /// Whether the session is valid at `now`.
  boolean isValidAt(Instant now) {
    boolean isShort = Duration.between(issuedAt, expiresAt).compareTo(LONGEST) <= 0;
    return isShort && !now.isBefore(issuedAt.minus(TOLERANCE)) && now.isBefore(expiresAt);
  }

  /// `account` or `pool`.
  String kind() {
    return switch (owner) {
      case AccountId _ -> "account";
      case PoolId _ -> "pool";
    };
  }

  private static Optional<SessionToken> payload(String signed) {
    if (!signed.startsWith(VERSION + ".")) {
      return Optional.empty();
    }
    Matcher parts;
    try {
      byte[] payload = Base64.getUrlDecoder().decode(signed.substring(VERSION.length() + 1));
      parts = PAYLOAD.matcher(new String(payload, UTF_8));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
    if (!parts.matches() || !Identifier.isValid(parts.group(4))) {
      return Optional.empty();
    }
    Owner owner =
        parts.group(1).equals("pool") ? new PoolId(parts.group(4)) : new AccountId(parts.group(4));
    Instant issuedAt = Instant.ofEpochSecond(Long.parseLong(parts.group(2)));
    Instant expiresAt = issuedAt.plusSeconds(Long.parseLong(parts.group(3)));
    return Optional.of(new SessionToken(owner, issuedAt, expiresAt));
  }

  private static String signature(String signed, String secret) {
    if (secret.length() < MIN_SECRET) {
      throw new IllegalStateException(
          "a secret that signs sessions has at least " + MIN_SECRET + " characters");
    }
    return encoded(Digests.hmacSha256(secret, signed.getBytes(UTF_8)));
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
