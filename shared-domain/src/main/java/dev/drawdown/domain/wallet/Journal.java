package dev.drawdown.domain.wallet;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.ledger.Book;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.BucketId;
import dev.drawdown.domain.ledger.Cause;
import dev.drawdown.domain.ledger.Draw;
import dev.drawdown.domain.ledger.Drawdown;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.Hold;
import dev.drawdown.domain.ledger.Posting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// A wallet with the new entries that led to it, oldest first.
///
/// Only a journal changes a wallet, so the ledger always adds up to the wallet.
public record Journal<W extends Wallet<W>>(W wallet, List<Entry> entries) {
  public Journal {
    entries = List.copyOf(entries);
  }

  /// A journal without entries.
  public static <W extends Wallet<W>> Journal<W> of(Wallet<W> wallet) {
    return new Journal<>(wallet.self(), List.of());
  }

  /// This journal with the entries `before` in front. They led to its first wallet.
  public Journal<W> after(List<Entry> before) {
    return new Journal<>(wallet, Stream.concat(before.stream(), entries.stream()).toList());
  }

  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /// The version of the wallet before the first entry. The write is conditional on it.
  public long basedOn() {
    return wallet.version() - entries.size();
  }

  /// The number of the next entry.
  public long next() {
    return wallet.version() + 1;
  }

  public Entry last() {
    return entries.getLast();
  }

  /// Grants a new bucket. `bucketOf` creates it with the number of its entry.
  public Journal<W> grant(Instant at, Cause cause, LongFunction<Bucket> bucketOf) {
    Bucket bucket = bucketOf.apply(next());
    W changed = wallet.with(book -> book.with(bucket).withExhausted(false));
    return write(at, EntryKind.GRANT, cause, postingIn(bucket), changed);
  }

  /// Adds an operator's credits to the promotional bucket that expires at `end`; an empty `end`
  /// means never. The first such grant opens the bucket.
  public Journal<W> promote(
      Instant at, EntryKind kind, Cause cause, Credits credits, Optional<Instant> end) {
    Optional<Bucket.Promotional> open = wallet.book().promotion(end);
    Bucket filled =
        open.<Bucket>map(bucket -> bucket.filled(credits))
            .orElseGet(() -> Bucket.Promotional.opened(next(), credits, at, end));
    W changed =
        wallet.with(
            book ->
                (open.isEmpty() ? book.with(filled) : book.change(filled.id(), _ -> filled))
                    .withExhausted(false));
    return write(at, kind, cause, List.of(Posting.in(filled.id(), credits)), changed);
  }

  /// Expires a bucket with its remaining credits. If it is empty, this writes no entry.
  public Journal<W> expire(Instant at, Cause cause, Bucket bucket) {
    W changed = wallet.with(book -> book.without(bucket.id()));
    if (bucket.remaining().isNone()) {
      return new Journal<>(changed, entries);
    }
    List<Posting> postings = List.of(Posting.out(bucket.id(), bucket.remaining()));
    return write(at, EntryKind.EXPIRY, cause, postings, changed);
  }

  /// Puts the packs that `grants` granted back into the wallet, empty as they were when they were
  /// removed. Packs that are still in the wallet stay as they are.
  public Journal<W> reopening(List<Entry> grants) {
    Book changed = wallet.book();
    for (Entry grant : grants) {
      Bucket.TopUp pack = emptyPack(grant);
      changed = changed.bucket(pack.id()).isPresent() ? changed : changed.with(pack);
    }
    Book reopened = changed;
    return silently(open -> open.with(_ -> reopened));
  }

  private static Bucket.TopUp emptyPack(Entry grant) {
    BucketId id = new BucketId(BucketKind.TOP_UP, grant.number());
    return grant.postings().stream()
        .filter(posting -> grant.kind() == EntryKind.GRANT && posting.bucket().equals(id))
        .findFirst()
        .map(posting -> Bucket.TopUp.granted(id.number(), Credits.of(posting.change()), grant.at()))
        .map(pack -> (Bucket.TopUp) pack.withRemaining(Credits.NONE))
        .orElseThrow(() -> new IllegalArgumentException("this entry granted no pack: " + grant));
  }

  /// Takes credits from the buckets, or holds them until `heldUntil` if it is present.
  public Journal<W> take(Instant at, Cause cause, Drawdown drawdown, Optional<Instant> heldUntil) {
    return heldUntil
        .map(expiry -> hold(at, cause, drawdown, expiry))
        .orElseGet(() -> draw(at, EntryKind.CHARGE, cause, drawdown));
  }

  /// Takes credits from the buckets and holds them for their charge until `expiresAt`.
  public Journal<W> hold(Instant at, Cause cause, Drawdown drawdown, Instant expiresAt) {
    Hold hold = new Hold(next(), expiresAt, drawdown);
    return draw(at, EntryKind.HOLD, cause, drawdown, wallet.with(book -> book.with(hold)));
  }

  /// Takes credits from the buckets. Credits of a pool count as the account's use of that pool.
  public Journal<W> draw(Instant at, EntryKind kind, Cause cause, Drawdown drawdown) {
    return draw(at, kind, cause, drawdown, wallet);
  }

  private Journal<W> draw(Instant at, EntryKind kind, Cause cause, Drawdown drawdown, W drawnFrom) {
    W changed = drawnFrom;
    for (Draw draw : drawdown.draws()) {
      changed = take(changed, draw);
    }
    List<Posting> postings =
        drawdown.draws().stream().map(draw -> Posting.out(draw.bucket(), draw.credits())).toList();
    return write(at, kind, cause, Posting.joined(postings), changed.afterDrawing(drawdown));
  }

  /// Returns credits to their buckets, last drawn first.
  ///
  /// Credits of a bucket that is gone expire with it, and a pack loses the returned credits that it
  /// owes. The entry records such credits as coming and going. Packs never expire, so the caller
  /// first reopens a pack that was removed. A closed bucket keeps the credits returned to it. The
  /// entry's `kept` counts those in frozen buckets and in a displaced month, but not those in
  /// cleared buckets. Credits of a pool go to the pool, whose own ledger records the result.
  public Journal<W> giveBack(Instant at, EntryKind kind, Cause cause, Drawdown drawdown) {
    W changed = wallet;
    List<Posting> postings = new ArrayList<>();
    for (Draw draw : drawdown.draws().reversed()) {
      postings.add(Posting.in(draw.bucket(), draw.credits()));
      Credits kept = keepable(changed, draw);
      if (!kept.equals(draw.credits())) {
        postings.add(Posting.out(draw.bucket(), draw.credits().minus(kept)));
      }
      changed = put(changed, draw);
    }
    Credits kept = changed.keptInClosed(at).minus(wallet.keptInClosed(at));
    return write(at, kind, cause, Posting.joined(postings), kept, changed);
  }

  /// Closes the hold that entry `openedBy` opened, if it is open, and returns `back`: the credits
  /// that the hold didn't need, or that its charge took.
  public Journal<W> close(Instant at, EntryKind kind, Cause cause, long openedBy, Drawdown back) {
    return wallet
        .book()
        .hold(openedBy)
        .map(
            hold ->
                silently(held -> held.with(book -> book.without(hold)))
                    .giveBack(at, kind, cause.aboutHold(openedBy), back))
        .orElseGet(() -> giveBack(at, kind, cause, back));
  }

  /// Captures `part`, the first part of `hold`. The hold continues with the rest.
  public Journal<W> capturePart(Instant at, Cause cause, Hold hold, Drawdown part) {
    W changed = wallet.with(book -> book.change(hold.without(part)));
    return write(at, EntryKind.CAPTURE, cause.aboutHold(hold.entry()), List.of(), changed);
  }

  /// Extends `hold` until `expiresAt`.
  public Journal<W> extend(Instant at, Cause cause, Hold hold, Instant expiresAt) {
    return note(
        at,
        EntryKind.HOLD,
        cause.aboutHold(hold.entry()),
        held -> held.with(book -> book.change(hold.until(expiresAt))));
  }

  /// Takes up to `credits` from a pack. The pack owes the rest.
  public Journal<W> clawBack(Instant at, Cause cause, Bucket.TopUp pack, Credits credits) {
    Credits taken = pack.recoverable(credits);
    List<Posting> postings = taken.isNone() ? List.of() : List.of(Posting.out(pack.id(), taken));
    W changed = wallet.with(book -> book.change(pack.id(), _ -> pack.clawedBack(credits)));
    return write(at, EntryKind.CLAWBACK, cause, postings, changed);
  }

  /// Returns clawed-back credits to a pack, except those that the pack only owed.
  public Journal<W> reinstate(Instant at, Cause cause, Bucket.TopUp pack, Credits credits) {
    Credits kept = pack.keepable(credits);
    List<Posting> postings = kept.isNone() ? List.of() : List.of(Posting.in(pack.id(), kept));
    W changed =
        wallet.with(
            book -> book.change(pack.id(), _ -> pack.givenBack(credits)).withExhausted(false));
    return write(at, EntryKind.ADJUSTMENT, cause, postings, changed);
  }

  /// Puts an expired bucket back as it was.
  public Journal<W> restore(Instant at, Cause cause, Bucket bucket) {
    W changed = wallet.with(book -> book.with(bucket).withExhausted(false));
    return write(at, EntryKind.ADJUSTMENT, cause, postingIn(bucket), changed);
  }

  /// Changes the bucket with the name of `after` to `after`: it gets more credits, or some expire.
  public Journal<W> resize(Instant at, Cause cause, Bucket after) {
    Credits before = wallet.book().bucket(after.id()).orElseThrow().remaining();
    boolean more = after.remaining().compareTo(before) > 0;
    W changed = wallet.with(book -> book.change(after.id(), _ -> after));
    return more
        ? write(
            at,
            EntryKind.GRANT,
            cause,
            List.of(Posting.in(after.id(), after.remaining().minus(before))),
            changed.with(book -> book.withExhausted(false)))
        : write(
            at,
            EntryKind.EXPIRY,
            cause,
            List.of(Posting.out(after.id(), before.minus(after.remaining()))),
            changed);
  }

  /// Expires a hold that no caller captured or released in time, and returns its credits.
  public Journal<W> expire(Hold hold) {
    return silently(held -> held.with(book -> book.without(hold)))
        .giveBack(
            hold.expiresAt(), EntryKind.RELEASE, Cause.expiryOf(hold.entry()), hold.drawdown());
  }

  /// Writes an entry about a change that moves no credits.
  public Journal<W> note(Instant at, EntryKind kind, Cause cause, UnaryOperator<W> change) {
    return write(at, kind, cause, List.of(), change.apply(wallet));
  }

  /// Changes the wallet without an entry. Throws an [IllegalArgumentException] if the change moves
  /// credits.
  public Journal<W> silently(UnaryOperator<W> change) {
    W changed = change.apply(wallet);
    if (!changed.total().equals(wallet.total())) {
      throw new IllegalArgumentException("a change of credits needs an entry");
    }
    return new Journal<>(changed, entries);
  }

  private Journal<W> write(
      Instant at, EntryKind kind, Cause cause, List<Posting> postings, W changed) {
    return write(at, kind, cause, postings, Credits.NONE, changed);
  }

  private Journal<W> write(
      Instant at, EntryKind kind, Cause cause, List<Posting> postings, Credits kept, W changed) {
    Entry entry = new Entry(next(), at, kind, cause, postings, changed.total(), kept);
    if (at.isBefore(wallet.at())) {
      throw new IllegalArgumentException("entry " + entry + " is older than the last entry");
    }
    Credits before = wallet.total();
    if (Math.addExact(before.amount(), entry.change()) != changed.total().amount()) {
      throw new IllegalArgumentException(
          "entry " + entry + " doesn't fit the balance before it: " + before);
    }
    List<Entry> more = new ArrayList<>(entries);
    more.add(entry);
    return new Journal<>(
        changed.with(book -> book.withoutSpentPacks().posted(entry.number(), at)), more);
  }

  private static List<Posting> postingIn(Bucket bucket) {
    Credits left = bucket.remaining();
    return left.isNone() ? List.of() : List.of(Posting.in(bucket.id(), left));
  }

  private static <W extends Wallet<W>> W take(W wallet, Draw draw) {
    return switch (draw) {
      case Draw.Own(var id, var credits) ->
          wallet.with(book -> book.change(id, bucket -> bucket.drawn(credits)));
      case Draw.Pooled _ -> wallet;
    };
  }

  private static Credits keepable(Wallet<?> wallet, Draw draw) {
    return switch (draw) {
      case Draw.Own own -> wallet.book().keepable(own);
      case Draw.Pooled pooled -> pooled.credits();
    };
  }

  private static <W extends Wallet<W>> W put(W wallet, Draw draw) {
    W filled =
        switch (draw) {
          case Draw.Own(var id, var credits) ->
              wallet.with(book -> book.change(id, bucket -> bucket.givenBack(credits)));
          case Draw.Pooled _ -> wallet;
        };
    return filled.afterReturning(draw);
  }
}
