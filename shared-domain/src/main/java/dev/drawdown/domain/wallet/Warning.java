package dev.drawdown.domain.wallet;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.UsageThresholds;
import dev.drawdown.domain.catalog.UsageThresholds.UsageLevel;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.Cause;
import dev.drawdown.domain.ledger.EntryKind;
import java.time.Instant;
import java.util.List;

/// Writes down that a charge crossed a line of use or left nothing to spend: each line once per
/// period of the allowance, running empty once until the next grant.
public final class Warning {
  private static final List<UsageLevel> LINES = List.of(UsageLevel.WARN, UsageLevel.CRITICAL);

  private final UsageThresholds thresholds;

  public Warning(UsageThresholds thresholds) {
    this.thresholds = thresholds;
  }

  /// `charged` with the warnings that its last entry calls for. If a pool paid all of it, it took
  /// nothing of the wallet's own: it crossed no line and emptied nothing.
  public <W extends Wallet<W>> Journal<W> after(Journal<W> charged, Instant at, Cause cause) {
    if (charged.last().change() == 0) {
      return charged;
    }
    Journal<W> told =
        charged
            .wallet()
            .allowance()
            .map(bucket -> low(charged, bucket, bucket.used(), bucket.granted(), at, cause))
            .orElse(charged);
    return told.wallet().total().isNone() ? exhausted(told, at, cause) : told;
  }

  /// `journal` with the warnings that this wallet writes for all shards of a pool. `allowance` is
  /// the whole bucket, of which this shard has a part. `nothing` says that no shard has anything
  /// left.
  public <W extends Wallet<W>> Journal<W> ofAll(
      Journal<W> journal, Bucket allowance, boolean nothing, Instant at, Cause cause) {
    Journal<W> told = low(journal, allowance, allowance.used(), allowance.granted(), at, cause);
    return nothing ? exhausted(told, at, cause) : told;
  }

  private <W extends Wallet<W>> Journal<W> low(
      Journal<W> journal, Bucket bucket, Credits used, Credits granted, Instant at, Cause cause) {
    int crossed = LINES.indexOf(thresholds.of(used, granted)) + 1;
    Journal<W> told = journal;
    for (int line = bucket.warned(); line < crossed; line++) {
      Cause crossing = cause.with(LINES.get(line).label());
      told =
          told.note(
              at,
              EntryKind.LOW,
              crossing,
              wallet ->
                  wallet.with(book -> book.change(bucket.id(), any -> any.withWarnings(crossed))));
    }
    return told;
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
