package dev.drawdown.domain.ledger;

import dev.drawdown.domain.Credits;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// One line of a wallet's ledger, never changed once written.
///
/// Entries are numbered from 1 without gaps and dated when they became true. `balanceAfter` is the
/// sum of all changes up to and with this entry.
///
/// `captured` is what a `capture` made final of the hold, as a `charge` would have posted it. Those
/// credits left the buckets with the hold, so they are no postings of this entry. It is absent in
/// captures that were written before it was kept, and in other kinds of entries.
public record Entry(
    long number,
    Instant at,
    EntryKind kind,
    Cause cause,
    List<Posting> postings,
    Optional<List<Posting>> captured,
    Credits balanceAfter) {
  public Entry {
    if (number < 1) {
      throw new IllegalArgumentException("entries are numbered from 1: " + number);
    }
    postings = List.copyOf(postings);
    captured = captured.map(List::copyOf);
    if (kind != EntryKind.CAPTURE && captured.isPresent()) {
      throw new IllegalArgumentException("a " + kind.label() + " captures nothing: " + captured);
    }
  }

  public Entry(
      long number,
      Instant at,
      EntryKind kind,
      Cause cause,
      List<Posting> postings,
      Credits balanceAfter) {
    this(number, at, kind, cause, postings, Optional.empty(), balanceAfter);
  }

  /// This entry, naming the charge whose hold it is about: `opening` is the one that opened it.
  public Entry asOpenedBy(Entry opening) {
    return new Entry(
        number, at, kind, cause.asOpenedBy(opening.cause), postings, captured, balanceAfter);
  }

  /// Whether it is the one by which the hold that entry `openedBy` opened expired.
  public boolean isExpiryOf(long openedBy) {
    return kind == EntryKind.RELEASE && cause.hold().equals(OptionalLong.of(openedBy));
  }

  /// How many credits a capture made final, over all buckets, those of a pool included.
  public OptionalLong creditsCaptured() {
    return captured
        .map(parts -> OptionalLong.of(-parts.stream().mapToLong(Posting::change).sum()))
        .orElseGet(OptionalLong::empty);
  }

  /// The sum of the moves in the wallet's own buckets: negative when credits left.
  public long change() {
    return postings.stream()
        .filter(Posting::isOwn)
        .mapToLong(Posting::change)
        .reduce(0, Math::addExact);
  }
}
