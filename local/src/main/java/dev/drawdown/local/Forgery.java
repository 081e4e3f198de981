package dev.drawdown.local;

import dev.drawdown.renewalwebhook.StripeSignature;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What may be wrong with a delivery that isn't the provider's, or not as it was sent.
enum Forgery {
  /// It is signed with another secret.
  SECRET,
  /// It was signed an hour ago.
  OLD,
  /// It was signed in an hour from now.
  FUTURE,
  /// The body isn't the one that was signed.
  BODY,
  /// The signature can't be read.
  MALFORMED,
  /// There is no signature.
  UNSIGNED;

  private static final Duration HOUR = Duration.ofHours(1);

  static Optional<Forgery> of(String label) {
    return Arrays.stream(values()).filter(forgery -> forgery.label().equals(label)).findFirst();
  }

  static String labels() {
    return Arrays.stream(values()).map(Forgery::label).collect(Collectors.joining(", "));
  }

  private String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The signature that comes with `body`, whose true one is made with `secret`.
  Optional<String> signature(String body, String secret, Instant now) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return switch (this) {
      case SECRET -> Optional.of(StripeSignature.sign(bytes, secret + "_not", now));
      case OLD -> Optional.of(StripeSignature.sign(bytes, secret, now.minus(HOUR)));
      case FUTURE -> Optional.of(StripeSignature.sign(bytes, secret, now.plus(HOUR)));
      case BODY -> Optional.of(StripeSignature.sign(new byte[0], secret, now));
      case MALFORMED -> Optional.of("v1=" + StripeSignature.sign(bytes, secret, now));
      case UNSIGNED -> Optional.empty();
    };
  }
}
