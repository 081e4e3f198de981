package dev.drawdown.adapters.store;

import dev.drawdown.adapters.store.Jitter.Pause;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// The time for which one call retries, and the length of each pause.
///
/// Full jitter spreads collided callers over the whole pause, so they rarely collide again. A slow
/// try, or several pauses, mean many callers: the next pause grows with both. But a call that has
/// waited long and has failed often was overtaken by others. Its longest pause is shorter.
/// Otherwise new callers with short pauses would always overtake the waiting ones. If the table is
/// slow, a call makes few tries in the same time, so its pauses stay long: more tries would make
/// the table slower.
///
/// It is also the deadline of the call's reads: after it, stores repeat no lost read.
public final class RetryBudget implements Deadline {
  /// The time after which a call gives up, from its first reading. A last try may begin at the
  /// deadline. The functions' own timeout leaves it the time for one read and one write that take
  /// as long as the client waits.
  public static final Duration DEADLINE = Duration.ofSeconds(5);

  /// A pause is at most the time since the last pause, times this, times the number of pauses,
  /// including this one. ADR 2 has the whole rule.
  private static final int SPREAD = 32;

  /// A pause is also at most the time since the last pause, times a factor. The factor begins at
  /// this number, and falls.
  private static final double WIDEST_SPREAD = 128;

  /// The factor never falls below this number. Otherwise the calls that have waited longest would
  /// disturb each other.
  private static final double NARROWEST_SPREAD = 4;

  /// If the waiting time, times the number of failed tries, is this long, the factor is half of
  /// [#WIDEST_SPREAD]. At twice this product it is a fifth.
  private static final Duration HALVED_AFTER = Duration.ofSeconds(3);

  private final LongSupplier nanoTime;
  private final Pause pause;
  private final Jitter jitter;
  private final long startedAt;
  private long triedAt;
  private int pauses;
  private int failedTries;

  public RetryBudget(LongSupplier nanoTime, Pause pause, Jitter jitter) {
    this.nanoTime = nanoTime;
    this.pause = pause;
    this.jitter = jitter;
    this.startedAt = nanoTime.getAsLong();
    this.triedAt = startedAt;
  }

  @Override
  public boolean isOver() {
    return isOverAt(nanoTime.getAsLong());
  }

  private boolean isOverAt(long now) {
    return now - startedAt >= DEADLINE.toNanos();
  }

  /// Pauses before another try and returns the length of the pause. Throws `givenUp` if the
  /// deadline has passed.
  Duration pause(Supplier<Unavailable> givenUp) {
    long now = nanoTime.getAsLong();
    if (isOverAt(now)) {
      throw givenUp.get();
    }
    pauses++;
    Duration paused = jitter.upTo(bound(now));
    pause.pause(paused);
    triedAt = nanoTime.getAsLong();
    return paused;
  }

  /// Counts a try that ended with a failed condition or a conflict. Throttled tries and lost
  /// answers don't count: nobody overtook the call.
  void countFailedTry() {
    failedTries++;
  }

  /// The longest next pause. The last pause ends at most 10 ms after the deadline. The last try
  /// starts then.
  private Duration bound(long now) {
    long waited = now - startedAt;
    double age = (double) waited * failedTries / HALVED_AFTER.toNanos();
    double widest = Math.max(NARROWEST_SPREAD, WIDEST_SPREAD / (1 + age * age));
    double spread = Math.min((double) SPREAD * pauses, widest);
    double bound = Math.min(spread * (now - triedAt), (double) (DEADLINE.toNanos() - waited));
    return Duration.ofNanos((long) bound);
  }
}
