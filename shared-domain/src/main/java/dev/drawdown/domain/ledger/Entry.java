package dev.drawdown.domain.ledger;

import dev.drawdown.domain.Credits;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/// One line of a wallet's ledger. An entry never changes.
///
/// Entries are numbered from 1 without gaps. `at` is the instant at which the entry became true.
/// `balanceAfter` is the sum of all changes up to and including this entry.
///
/// `kept` counts the credits that the entry returned to closed buckets which keep them. The
/// wallet's total doesn't have such credits, so `postings` has them as coming and going.
public record Entry(
    long number,
    Instant at,
    EntryKind kind,
    Cause cause,
    List<Posting> postings,
    Credits balanceAfter,
    Credits kept) {
  public Entry {
    if (number < 1) {
      throw new IllegalArgumentException("entries are numbered from 1: " + number);
    }
    postings = List.copyOf(postings);
  }

  /// An entry that returned no credits to closed buckets.
  public Entry(
      long number,
      Instant at,
      EntryKind kind,
      Cause cause,
      List<Posting> postings,
      Credits balanceAfter) {
    this(number, at, kind, cause, postings, balanceAfter, Credits.NONE);
  }

  /// This entry with the charge and purchase of `opening`, the entry that opened the hold.
  public Entry asOpenedBy(Entry opening) {
    return new Entry(
        number, at, kind, cause.asOpenedBy(opening.cause), postings, balanceAfter, kept);
  }

  /// Whether this entry records the expiry of the hold that entry `openedBy` opened.
  public boolean isExpiryOf(long openedBy) {
    return kind == EntryKind.RELEASE && cause.hold().equals(OptionalLong.of(openedBy));
  }

  /// The credits of its wallet's own buckets that a capture spent.
  public OptionalLong creditsCaptured() {
    return kind == EntryKind.CAPTURE
        ? OptionalLong.of(cause.tally().credits())
        : OptionalLong.empty();
  }

  /// The sum of the postings in the wallet's own buckets, negative when credits left.
  public long change() {
    return postings.stream()
        .filter(Posting::isOwn)
        .mapToLong(Posting::change)
        .reduce(0, Math::addExact);
  }
}
