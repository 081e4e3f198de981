package dev.drawdown.adapters;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Signing secrets that are read when they are first needed, and kept for a short while.
///
/// A rotation needs no deployment: a signature that no known secret made has them read again, and
/// the new secret counts at once. Forged deliveries can cause one such reading in [#PAUSE] at most,
/// whether or not it succeeds. Nor can a flood of deliveries, forged or not, cause more than one
/// failing reading in [#RETRY].
public final class CachedSecrets implements SigningSecrets {
  /// A secret that was clawed back counts for so long at the most.
  public static final Duration LIFE = Duration.ofMinutes(5);

  /// Between two readings on account of unknown signatures.
  public static final Duration PAUSE = Duration.ofSeconds(10);

  /// Between two readings that fail while no known secret is fresh.
  public static final Duration RETRY = Duration.ofSeconds(1);

  private final Supplier<String> source;
  private Optional<Known> known = Optional.empty();
  private Instant tried = Instant.MIN;
  private Optional<RuntimeException> failure = Optional.empty();

  private record Known(List<String> secrets, Instant readAt) {
    boolean isFresh(Instant now) {
      return !isLater(now, readAt, LIFE);
    }
  }

  /// `source` gives the text that holds the secrets, or throws.
  public CachedSecrets(Supplier<String> source) {
    this.source = source;
  }

  @Override
  public synchronized List<String> at(Instant now) {
    return known.filter(value -> value.isFresh(now)).map(Known::secrets).orElseGet(() -> read(now));
  }

  @Override
  public synchronized Optional<List<String>> changed(Instant now) {
    if (!isLater(now, tried, PAUSE)) {
      return Optional.empty();
    }
    List<String> before = known.map(Known::secrets).orElse(List.of());
    return Optional.of(read(now)).filter(secrets -> !secrets.equals(before));
  }

  /// Reads them, or fails as the last reading did where that was just now.
  private List<String> read(Instant now) {
    if (failure.isPresent() && !isLater(now, tried, RETRY)) {
      throw failure.get();
    }
    tried = now;
    try {
      List<String> secrets = SigningSecrets.parse(source.get());
      known = Optional.of(new Known(secrets, now));
      failure = Optional.empty();
      return secrets;
    } catch (RuntimeException failed) {
      failure = Optional.of(failed);
      throw failed;
    }
  }

  private static boolean isLater(Instant now, Instant then, Duration by) {
    return then.equals(Instant.MIN) || !now.isBefore(then.plus(by));
  }

  /// Secrets are never shown.
  @Override
  public String toString() {
    return "CachedSecrets";
  }
}
