package dev.drawdown.domain.charging;

import dev.drawdown.domain.catalog.Level;
import dev.drawdown.domain.catalog.Levels;
import dev.drawdown.domain.ledger.Cause;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.Journal;
import dev.drawdown.domain.wallet.Bucket;
import dev.drawdown.domain.wallet.Wallet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Writes down that a charge crossed a line of use or left nothing to spend: each line once per
/// period of the allowance, running empty once until the next grant.
final class Warning {
  private static final List<Level> LINES = List.of(Level.WARN, Level.CRITICAL);

  private final Levels levels;

  Warning(Levels levels) {
    this.levels = levels;
  }

  /// What the last entry of `charged` calls for. Where it took nothing of the wallet's own, a pool
  /// having paid, it crossed no line and emptied nothing.
  Journal after(Journal charged, Instant at, Cause cause) {
    return charged.last().change() == 0 ? charged : exhausted(low(charged, at, cause), at, cause);
  }

  private Journal low(Journal journal, Instant at, Cause cause) {
    Optional<Bucket> allowance = journal.wallet().allowance();
    if (allowance.isEmpty()) {
      return journal;
    }
    Bucket bucket = allowance.get();
    int crossed = LINES.indexOf(levels.of(bucket.used(), bucket.granted())) + 1;
    Journal told = journal;
    for (int line = bucket.toldWarnings(); line < crossed; line++) {
      Cause crossing = cause.with(LINES.get(line).label());
      Wallet warned = told.wallet().change(bucket.id(), any -> any.withWarnings(crossed));
      told = told.note(at, EntryKind.LOW, crossing, warned);
    }
    return told;
  }

  private static Journal exhausted(Journal journal, Instant at, Cause cause) {
    Wallet wallet = journal.wallet();
    if (wallet.exhausted() || !wallet.total().isNone()) {
      return journal;
    }
    return journal.note(at, EntryKind.EXHAUSTED, cause, wallet.withExhausted(true));
  }
}
