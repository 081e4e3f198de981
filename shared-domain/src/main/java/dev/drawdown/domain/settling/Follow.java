package dev.drawdown.domain.settling;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.ledger.Cause;
import dev.drawdown.domain.ledger.Journal;
import dev.drawdown.domain.wallet.Bucket;
import dev.drawdown.domain.wallet.Coverage;
import dev.drawdown.domain.wallet.Pooling;
import dev.drawdown.domain.wallet.Wallet;
import java.time.Instant;
import java.util.Optional;

/// Lets another cell of a pool do what its first one did: have its part of the same allowance, or
/// none.
///
/// Only the first cell is told of payments, cancellations and ends, so that one transaction does
/// it. What follows from that for the others is as certain as what follows from the clock.
final class Follow {
  private Follow() {}

  /// Whether `cell` has its part of just what `lead` has.
  static boolean isInStep(Wallet cell, Leader lead) {
    if (cell.follower().changes() > lead.written()) {
      throw new IllegalArgumentException(cell.id() + " has followed what its pool hasn't done yet");
    }
    long granted = cell.follower().grant();
    Optional<Bucket.Plan> due = lead.due(cell);
    return due.isPresent()
        ? cell.plan().isPresent() && due.get().number() == granted
        : cell.plan().isEmpty();
  }

  static Journal lead(Leader lead, Journal journal, Instant changedAt) {
    Instant at = changedAt.isBefore(journal.wallet().at()) ? journal.wallet().at() : changedAt;
    Cause cause = Cause.because(lead.wallet().lead().reason().orElseThrow());
    Journal ended = end(lead, journal, at, cause);
    Optional<Bucket.Plan> due = lead.due(ended.wallet());
    return due.map(plan -> begin(plan, lead, ended, at, cause)).orElse(ended);
  }

  private static Journal end(Leader lead, Journal journal, Instant at, Cause cause) {
    Optional<Bucket.Plan> held = journal.wallet().plan();
    if (held.isEmpty()) {
      return journal;
    }
    long grant = journal.wallet().follower().grant();
    return followed(journal.lapse(at, cause, held.get()), grant, lead, held);
  }

  private static Journal begin(
      Bucket.Plan due, Leader lead, Journal journal, Instant at, Cause cause) {
    Wallet cell = journal.wallet();
    Optional<Bucket.Plan> closed =
        cell.coverage().cleared().filter(_ -> cell.follower().grant() == due.number());
    Journal noted = followed(journal, due.number(), lead, Optional.empty());
    if (closed.isPresent()) {
      return noted.restore(at, cause, closed.get());
    }
    Credits whole = lead.wallet().coverage().term().orElseThrow().paid().credits();
    Credits part = whole.part(cell.id().cell(), lead.cells());
    return noted.grant(
        at,
        cause,
        number -> Bucket.Plan.granted(number, due.plan(), part, due.grantedAt(), due.endsAt()));
  }

  private static Journal followed(
      Journal journal, long grant, Leader lead, Optional<Bucket.Plan> cleared) {
    Coverage coverage = journal.wallet().coverage().closing(cleared);
    Wallet wallet = journal.wallet().withCoverage(coverage);
    return journal.silently(wallet.withPooling(new Pooling.Follower(grant, lead.written())));
  }
}
