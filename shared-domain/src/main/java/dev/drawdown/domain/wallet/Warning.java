package dev.drawdown.domain.wallet;

import dev.drawdown.domain.catalog.UsageThresholds;
import dev.drawdown.domain.catalog.UsageThresholds.UsageLevel;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.Cause;
import dev.drawdown.domain.ledger.EntryKind;
import java.time.Instant;
import java.util.List;

/// Reports that a charge crossed a usage threshold or emptied the balance.
///
/// Each threshold is reported once per period of the allowance, an empty balance once until the
/// next grant.
public final class Warning {
  private static final List<UsageLevel> LINES = List.of(UsageLevel.WARN, UsageLevel.CRITICAL);

  private final UsageThresholds thresholds;

  public Warning(UsageThresholds thresholds) {
    this.thresholds = thresholds;
  }

  /// `charged` with the warnings that its last entry requires.
  ///
  /// If a pool paid the whole charge, the charge took no credits of this wallet. Then it crossed no
  /// threshold and emptied no bucket here.
  public <W extends Wallet<W>> Journal<W> after(Journal<W> charged, Instant at, Cause cause) {
    if (charged.last().change() == 0) {
      return charged;
    }
    Journal<W> warned =
        charged.wallet().allowance().map(bucket -> low(charged, bucket, at, cause)).orElse(charged);
    return warned.wallet().total().isNone() ? exhausted(warned, at, cause) : warned;
  }

  /// `journal` with the warnings that this wallet reports for all shards of a pool.
  ///
  /// `allowance` is the whole bucket; this shard has a part of it. `poolIsEmpty` says that no shard
  /// has any credits left.
  public <W extends Wallet<W>> Journal<W> ofAll(
      Journal<W> journal, Bucket allowance, boolean poolIsEmpty, Instant at, Cause cause) {
    Journal<W> warned = low(journal, allowance, at, cause);
    return poolIsEmpty ? exhausted(warned, at, cause) : warned;
  }

  private <W extends Wallet<W>> Journal<W> low(
      Journal<W> journal, Bucket bucket, Instant at, Cause cause) {
    int crossed = LINES.indexOf(thresholds.level(bucket.used(), bucket.granted())) + 1;
    Journal<W> warned = journal;
    for (int line = bucket.warned(); line < crossed; line++) {
      Cause crossing = cause.with(LINES.get(line).label());
      warned =
          warned.note(
              at,
              EntryKind.LOW,
              crossing,
              wallet ->
                  wallet.with(book -> book.change(bucket.id(), any -> any.withWarnings(crossed))));
    }
    return warned;
  }

  private static <W extends Wallet<W>> Journal<W> exhausted(
      Journal<W> journal, Instant at, Cause cause) {
    if (journal.wallet().book().exhausted()) {
      return journal;
    }
    return journal.note(
        at, EntryKind.EXHAUSTED, cause, wallet -> wallet.with(book -> book.withExhausted(true)));
  }
}
