package dev.drawdown.adapters;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Signing secrets that are read at the first use and cached for a short time.
///
/// A rotation needs no deployment. If no known secret made a signature, the secrets are read again,
/// so a new secret counts at once. Forged deliveries cause at most one such read in [#PAUSE], even
/// if the read fails. No flood of deliveries causes more than one failing read in [#RETRY].
public final class CachedSecrets implements SigningSecrets {
  /// The longest time for which a revoked secret still counts.
  public static final Duration LIFE = Duration.ofMinutes(5);

  /// The minimum time between two reads because of unknown signatures.
  public static final Duration PAUSE = Duration.ofSeconds(10);

  /// The minimum time between two failing reads while no known secret is fresh.
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

  /// `source` returns the text with the secrets, or throws.
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

  /// Reads the secrets. If the last read failed a moment ago, throws the same failure.
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

  /// Never shows the secrets.
  @Override
  public String toString() {
    return "CachedSecrets";
  }
}
