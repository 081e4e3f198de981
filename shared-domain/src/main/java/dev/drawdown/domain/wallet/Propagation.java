package dev.drawdown.domain.wallet;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.Cause;
import java.time.Instant;
import java.util.Optional;

/// Lets another shard of a pool do what its first one did: have its part of the same allowance, or
/// none.
///
/// Only the primary shard is told of payments, cancellations and ends, so that one transaction does
/// it. What follows from that for the others is as certain as what follows from the clock.
final class Propagation {
  private Propagation() {}

  /// Whether `shard` has its part of just what `primary` has.
  static boolean isInStep(Wallet shard, PrimaryShard primary) {
    if (shard.secondary().changes() > primary.written()) {
      throw new IllegalArgumentException(
          shard.id() + " has followed what its pool hasn't done yet");
    }
    long granted = shard.secondary().grant();
    Optional<Bucket.Plan> due = primary.due(shard);
    return due.isPresent()
        ? shard.plan().isPresent() && due.get().number() == granted
        : shard.plan().isEmpty();
  }

  static Journal propagate(PrimaryShard primary, Journal journal, Instant changedAt) {
    Instant at = changedAt.isBefore(journal.wallet().at()) ? journal.wallet().at() : changedAt;
    Cause cause = Cause.because(primary.wallet().primary().reason().orElseThrow());
    Journal ended = end(primary, journal, at, cause);
    Optional<Bucket.Plan> due = primary.due(ended.wallet());
    return due.map(plan -> begin(plan, primary, ended, at, cause)).orElse(ended);
  }

  private static Journal end(PrimaryShard primary, Journal journal, Instant at, Cause cause) {
    Optional<Bucket.Plan> held = journal.wallet().plan();
    if (held.isEmpty()) {
      return journal;
    }
    long grant = journal.wallet().secondary().grant();
    return propagated(journal.expire(at, cause, held.get()), grant, primary, held);
  }

  private static Journal begin(
      Bucket.Plan due, PrimaryShard primary, Journal journal, Instant at, Cause cause) {
    Wallet shard = journal.wallet();
    Optional<Bucket.Plan> closed =
        shard.billing().cleared().filter(_ -> shard.secondary().grant() == due.number());
    Journal noted = propagated(journal, due.number(), primary, Optional.empty());
    if (closed.isPresent()) {
      return noted.restore(at, cause, closed.get());
    }
    Credits whole = primary.wallet().billing().term().orElseThrow().paid().credits();
    Credits part = whole.part(shard.id().shard(), primary.shards());
    return noted.grant(
        at,
        cause,
        number -> Bucket.Plan.granted(number, due.plan(), part, due.grantedAt(), due.endsAt()));
  }

  private static Journal propagated(
      Journal journal, long grant, PrimaryShard primary, Optional<Bucket.Plan> cleared) {
    BillingState billing = journal.wallet().billing().closing(cleared);
    Wallet wallet = journal.wallet().withBilling(billing);
    return journal.silently(wallet.withPooling(new Pooling.Secondary(grant, primary.written())));
  }
}
