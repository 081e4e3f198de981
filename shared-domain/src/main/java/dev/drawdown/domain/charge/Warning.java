package dev.drawdown.domain.charge;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.UsageLevel;
import dev.drawdown.domain.catalog.UsageThresholds;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.Cause;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.wallet.Journal;
import dev.drawdown.domain.wallet.Pool;
import dev.drawdown.domain.wallet.Wallet;
import java.time.Instant;
import java.util.List;

/// Writes down that a charge crossed a line of use or left nothing to spend: each line once per
/// period of the allowance, running empty once until the next grant.
final class Warning {
  private static final List<UsageLevel> LINES = List.of(UsageLevel.WARN, UsageLevel.CRITICAL);

  private final UsageThresholds thresholds;

  Warning(UsageThresholds thresholds) {
    this.thresholds = thresholds;
  }

  /// What the last entry of `charged` calls for. Where it took nothing of the wallet's own, a pool
  /// having paid, it crossed no line and emptied nothing.
  Journal after(Journal charged, Instant at, Cause cause) {
    if (charged.last().change() == 0) {
      return charged;
    }
    Journal told = low(charged, at, cause);
    return told.wallet().total().isNone() ? exhausted(told, at, cause) : told;
  }

  /// What a draw on a pool calls for, as its primary shard tells it for all: `after` is what the
  /// pool came to. Two draws on different shards at one moment don't see each other; a line that
  /// only both together crossed is told with the next.
  Journal ofPool(Journal primary, Pool after, Instant at, Cause cause) {
    Credits used = after.granted().minus(after.remaining());
    Journal told = low(primary, after.plan(), used, after.granted(), at, cause);
    return after.remaining().isNone() ? exhausted(told, at, cause) : told;
  }

  private Journal low(Journal journal, Instant at, Cause cause) {
    return journal
        .wallet()
        .allowance()
        .map(bucket -> low(journal, bucket, bucket.used(), bucket.granted(), at, cause))
        .orElse(journal);
  }

  private Journal low(
      Journal journal, Bucket bucket, Credits used, Credits granted, Instant at, Cause cause) {
    int crossed = LINES.indexOf(thresholds.of(used, granted)) + 1;
    Journal told = journal;
    for (int line = bucket.warned(); line < crossed; line++) {
      Cause crossing = cause.with(LINES.get(line).label());
      Wallet warned =
          told.wallet().with(book -> book.change(bucket.id(), any -> any.withWarnings(crossed)));
      told = told.note(at, EntryKind.LOW, crossing, warned);
    }
    return told;
  }

  private static Journal exhausted(Journal journal, Instant at, Cause cause) {
    Wallet wallet = journal.wallet();
    if (wallet.exhausted()) {
      return journal;
    }
    return journal.note(at, EntryKind.EXHAUSTED, cause, wallet.withExhausted(true));
  }
}
