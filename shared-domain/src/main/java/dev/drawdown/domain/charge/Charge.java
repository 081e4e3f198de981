package dev.drawdown.domain.charge;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.charge.ChargeRequest.DocumentKey;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.BucketId;
import dev.drawdown.domain.ledger.Cause;
import dev.drawdown.domain.ledger.Drawdown;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.Posting;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.wallet.Wallet;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// One accepted charge: what was asked for under its key, what it drew and what became of it.
///
/// `openedBy` and `changedBy` are the numbers of the ledger entries that made it and that last
/// changed it; a change is conditional on the latter. After a capture `drawdown` is what was
/// captured. `keepsDocument` says that the action was priced per document when this was decided.
///
/// A hold may be captured in parts. Its state then has their sum, and `drawdown` still is all that
/// it drew. Once such a hold is released or has expired, only the parts stay taken: [#asOf] shows
/// it so.
public record Charge(
    ChargeId id,
    ChargeRequest request,
    boolean keepsDocument,
    Drawdown drawdown,
    Instant at,
    long openedBy,
    long changedBy,
    State state) {

  public Charge {
    if (keepsDocument && request.document().isEmpty()) {
      throw new IllegalArgumentException("charge " + id + " has no document to keep");
    }
  }

  /// Where a charge stands, as far as it was written down.
  public sealed interface State {
    /// Final at once.
    record Charged() implements State {}

    /// Set aside until `expiresAt`. From then on its credits are back, except those `captured` in
    /// parts, whether or not anyone wrote it.
    record Held(Instant expiresAt, Credits captured) implements State {
      static Held until(Instant expiresAt) {
        return new Held(expiresAt, Credits.NONE);
      }
    }

    /// A hold of `held` credits made final.
    record Captured(Credits held) implements State {}

    /// A hold given back by its caller, except what was `captured` in parts before.
    record Released(Returned returned, Credits captured) implements State {}

    /// A charge, or a captured hold, given back.
    record Refunded(Returned returned) implements State {}
  }

  /// A charge of nothing: answered, and not kept.
  public static Charge free(ChargeId id, ChargeRequest request, Instant at) {
    return new Charge(id, request, false, Drawdown.NOTHING, at, 0, 0, new State.Charged());
  }

  /// Where a hold is open until it is over, each wallet with the number of the entry that opened it
  /// there: in the account's, and in those of a pool from which something is left of it.
  Map<WalletId, Long> holds(AccountId account) {
    Map<WalletId, Long> holds = new LinkedHashMap<>();
    holds.put(WalletId.of(account), openedBy);
    left().pooled().forEach(draw -> holds.put(draw.wallet(), draw.entry()));
    return holds;
  }

  /// What it drew and was not captured in parts: what an open hold has.
  public Drawdown left() {
    return drawdown.without(drawdown.first(parts()));
  }

  public Credits cost() {
    return drawdown.total();
  }

  /// What was captured of it in parts, of a hold that nobody made final.
  public Credits parts() {
    return switch (state) {
      case State.Held(_, Credits captured) -> captured;
      case State.Released(_, Credits captured) -> captured;
      case State.Charged _, State.Captured _, State.Refunded _ -> Credits.NONE;
    };
  }

  /// This charge as it stands at `now`: a hold of which parts were captured is captured for these
  /// once it is released or has expired.
  public Charge asOf(Instant now) {
    boolean over =
        switch (state) {
          case State.Held(Instant expiresAt, _) -> !now.isBefore(expiresAt);
          case State.Released _ -> true;
          case State.Charged _, State.Captured _, State.Refunded _ -> false;
        };
    return over && !parts().isNone()
        ? changed(changedBy, drawdown.first(parts()), new State.Captured(cost()))
        : this;
  }

  public ChargeStatus statusAt(Instant now) {
    return switch (asOf(now).state()) {
      case State.Charged _ -> ChargeStatus.CHARGED;
      case State.Held(Instant expiresAt, _) ->
          now.isBefore(expiresAt) ? ChargeStatus.HELD : ChargeStatus.EXPIRED;
      case State.Captured _ -> ChargeStatus.CAPTURED;
      case State.Released _ -> ChargeStatus.RELEASED;
      case State.Refunded _ -> ChargeStatus.REFUNDED;
    };
  }

  /// The document that this charge was made for, unless it was captured at 0, which frees it.
  public Optional<DocumentKey> document() {
    return request
        .document()
        .filter(_ -> keepsDocument && !cost().isNone())
        .map(document -> new DocumentKey(request.action(), document));
  }

  /// Why an entry about this charge is written.
  Cause cause() {
    return Cause.by(id).buying(request.purchase());
  }

  /// Whether it is final and may yet be refunded. An open hold is released.
  public boolean isRefundable() {
    return switch (state) {
      case State.Charged _, State.Captured _ -> true;
      case State.Held _, State.Released _, State.Refunded _ -> false;
    };
  }

  /// Whether the document that this charge was made for is paid for by it, or held for it.
  public boolean keepsDocumentAt(Instant now) {
    return document().isPresent() && !statusAt(now).isGivenBack();
  }

  public Charge changed(long entry, Drawdown kept, State next) {
    return new Charge(id, request, keepsDocument, kept, at, openedBy, entry, next);
  }

  /// What giving back came to: how much is spendable again, and how much expired because the bucket
  /// it came from is gone.
  public record Returned(Credits restored, Credits expired) {
    public static final Returned NOTHING = new Returned(Credits.NONE, Credits.NONE);

    /// What a `capture`, `release` or `refund` entry gave back to its own `wallet`.
    ///
    /// V1: a frozen bucket keeps what returns to it. Its credits aren't in the wallet's total, so
    /// the entry says that all of them came and went.
    public static Returned by(Entry entry, Wallet<?> wallet) {
      Map<BucketId, Long> came = new HashMap<>();
      Map<BucketId, Long> went = new HashMap<>();
      for (Posting posting : entry.postings()) {
        if (posting.isOwn()) {
          Map<BucketId, Long> moved = posting.change() > 0 ? came : went;
          moved.merge(posting.bucket(), Math.abs(posting.change()), Math::addExact);
        }
      }
      went.entrySet()
          .removeIf(bucket -> keeps(wallet, bucket.getKey()) && came.entrySet().contains(bucket));
      long expired = sum(went);
      return new Returned(Credits.of(sum(came) - expired), Credits.of(expired));
    }

    private static long sum(Map<BucketId, Long> moved) {
      return moved.values().stream().reduce(0L, Math::addExact);
    }

    /// Whether a paid bucket of that name is still there, frozen or usable again.
    private static boolean keeps(Wallet<?> wallet, BucketId name) {
      return Stream.concat(
              wallet.closedPlans().stream().filter(Bucket.Paid::isFrozen),
              wallet.book().paidPlans().stream())
          .anyMatch(plan -> plan.id().equals(name));
    }

    public Returned plus(Returned other) {
      return new Returned(restored.plus(other.restored), expired.plus(other.expired));
    }
  }

  /// What became of a charge, in the API's words.
  public enum ChargeStatus {
    CHARGED,
    HELD,
    CAPTURED,
    RELEASED,
    EXPIRED,
    REFUNDED;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// Whether its credits are back, or on their way to expire: nothing of it is spent or set
    /// aside.
    public boolean isGivenBack() {
      return switch (this) {
        case CHARGED, HELD, CAPTURED -> false;
        case RELEASED, EXPIRED, REFUNDED -> true;
      };
    }
  }
}
