package dev.drawdown.renewalwebhook;

import dev.drawdown.adapters.Digests;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The header `Stripe-Signature`: `t=<seconds>,v1=<hex>[,v1=<hex>]`. Each `v1` is an HMAC-SHA256 of
/// `t.body` under one of the endpoint's secrets.
///
/// Other schemes than `v1` are ignored. Any other form is malformed. The provider signs every
/// delivery anew, so `t` is only the time of this delivery.
public record StripeSignature(long seconds, List<byte[]> digests) {
  /// The largest distance between the time of signing and now, before or after.
  public static final Duration TOLERANCE = Duration.ofMinutes(5);

  static final int MAX_HEADER = 1024;

  private static final Pattern ELEMENT = Pattern.compile("([a-z][a-z0-9]*)=([!-~]+)");
  private static final Pattern SECONDS = Pattern.compile("0|[1-9][0-9]{0,11}");
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  public StripeSignature {
    digests = List.copyOf(digests);
  }

  /// Parses the header. Empty if it is malformed.
  public static Optional<StripeSignature> parse(String header) {
    if (header.length() > MAX_HEADER) {
      return Optional.empty();
    }
    List<String> times = new ArrayList<>();
    List<String> digests = new ArrayList<>();
    for (String element : header.split(",", -1)) {
      Matcher parts = ELEMENT.matcher(element);
      if (!parts.matches()) {
        return Optional.empty();
      }
      switch (parts.group(1)) {
        case "t" -> times.add(parts.group(2));
        case "v1" -> digests.add(parts.group(2));
        // Other schemes are ignored.
        default -> {}
      }
    }
    boolean wellFormed =
        times.size() == 1
            && SECONDS.matcher(times.getFirst()).matches()
            && !digests.isEmpty()
            && digests.stream().allMatch(DIGEST.asMatchPredicate());
    return wellFormed
        ? Optional.of(
            new StripeSignature(
                Long.parseLong(times.getFirst()),
                digests.stream().map(HexFormat.of()::parseHex).toList()))
        : Optional.empty();
  }

  /// Whether it was signed at about `now`.
  public boolean isRecent(Instant now) {
    return Math.abs(now.getEpochSecond() - seconds) <= TOLERANCE.toSeconds();
  }

  /// Whether this signature is valid for `body` under one of `secrets`, at about `now`.
  public boolean verifies(byte[] body, List<String> secrets, Instant now) {
    boolean genuine = false;
    for (String secret : secrets) {
      byte[] expected = digest(secret, seconds, body);
      for (byte[] digest : digests) {
        genuine |= MessageDigest.isEqual(expected, digest);
      }
    }
    return isRecent(now) && genuine;
  }

  /// The header of a delivery of `body`, signed at `time` with `secret`.
  public static String sign(byte[] body, String secret, Instant time) {
    long seconds = time.getEpochSecond();
    return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(digest(secret, seconds, body));
  }

  private static byte[] digest(String secret, long seconds, byte[] body) {
    byte[] time = (seconds + ".").getBytes(StandardCharsets.UTF_8);
    return Digests.hmacSha256(secret, time, body);
  }
}
