package dev.drawdown.domain.charge;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.charge.ChargeRequest.DocumentKey;
import dev.drawdown.domain.ledger.Cause;
import dev.drawdown.domain.ledger.Drawdown;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.wallet.AccountWallet;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One accepted charge: the request under its key, its drawdown and its state.
///
/// `openedBy` is the number of the ledger entry that made the charge, `changedBy` of the last entry
/// that changed it. A change is conditional on `changedBy`. After a capture, `drawdown` has the
/// captured credits. `keepsDocument` says that the action was priced per document at the time of
/// the decision.
///
/// A caller may capture a hold in parts. The state then has the sum of the parts, and `drawdown`
/// still has all draws. Once such a hold is released or has expired, only the parts stay taken;
/// [#asOf] shows this.
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

  /// The last recorded state of a charge.
  public sealed interface State {
    /// Final at once.
    record Charged() implements State {}

    /// Credits held until `expiresAt`. From then on they are back, except those `captured` in
    /// parts, even if no entry says so yet.
    record Held(Instant expiresAt, Credits captured) implements State {
      static Held until(Instant expiresAt) {
        return new Held(expiresAt, Credits.NONE);
      }
    }

    /// A hold of `held` credits, made final.
    record Captured(Credits held) implements State {}

    /// A hold that its caller released, except the credits `captured` in parts before.
    record Released(Returned returned, Credits captured) implements State {}

    /// A refunded charge or captured hold.
    record Refunded(Returned returned) implements State {}
  }

  /// A charge that costs 0. The caller gets an answer, and the charge isn't stored.
  public static Charge free(ChargeId id, ChargeRequest request, Instant at) {
    return new Charge(id, request, false, Drawdown.NOTHING, at, 0, 0, new State.Charged());
  }

  /// The wallets in which this hold is open until it ends, each with the number of the entry that
  /// opened it there: the account's wallet, and the pool's wallets that still hold credits for it.
  Map<WalletId, Long> holds(AccountId account) {
    Map<WalletId, Long> holds = new LinkedHashMap<>();
    holds.put(WalletId.of(account), openedBy);
    left().pooled().forEach(draw -> holds.put(draw.wallet(), draw.entry()));
    return holds;
  }

  /// The draws that no part has captured: the content of an open hold.
  public Drawdown left() {
    return drawdown.without(drawdown.first(parts()));
  }

  /// The state of a hold that wasn't captured or released. It may have expired.
  public Optional<State.Held> held() {
    return state instanceof State.Held held ? Optional.of(held) : Optional.empty();
  }

  public Credits cost() {
    return drawdown.total();
  }

  /// The credits captured in parts from a hold that isn't final.
  public Credits parts() {
    return switch (state) {
      case State.Held(_, Credits captured) -> captured;
      case State.Released(_, Credits captured) -> captured;
      case State.Charged _, State.Captured _, State.Refunded _ -> Credits.NONE;
    };
  }

  /// This charge as it stands at `now`. A partly captured hold that was released or has expired
  /// counts as captured for its parts.
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

  /// The document of this charge. A capture of 0 frees it, so the result is then empty.
  public Optional<DocumentKey> document() {
    return request
        .document()
        .filter(_ -> keepsDocument && !cost().isNone())
        .map(document -> new DocumentKey(request.action(), document));
  }

  /// The cause of entries about this charge.
  Cause cause() {
    return request.cause(id);
  }

  /// Whether the charge is final and can still be refunded. An open hold is released instead.
  public boolean isRefundable() {
    return switch (state) {
      case State.Charged _, State.Captured _ -> true;
      case State.Held _, State.Released _, State.Refunded _ -> false;
    };
  }

  /// Whether this charge has paid for its document or holds credits for it.
  public boolean keepsDocumentAt(Instant now) {
    return document().isPresent() && !statusAt(now).isGivenBack();
  }

  /// Whether this charge may have changed after it was read and before `wallet` was read. The
  /// wallet then has later entries. A refunded charge and a hold that was wholly released never
  /// change.
  boolean mayBeOlderThan(AccountWallet wallet) {
    boolean isOver =
        switch (state) {
          case State.Charged _, State.Held _, State.Captured _ -> false;
          case State.Released(_, Credits captured) -> captured.isNone();
          case State.Refunded _ -> true;
        };
    return !isOver && wallet.version() > changedBy;
  }

  public Charge changed(long entry, Drawdown kept, State next) {
    return new Charge(id, request, keepsDocument, kept, at, openedBy, entry, next);
  }

  /// The result of giving credits back: `restored` credits can be spent again, and `expired`
  /// credits are gone because their bucket is gone.
  public record Returned(Credits restored, Credits expired) {
    public static final Returned NOTHING = new Returned(Credits.NONE, Credits.NONE);

    public Returned plus(Returned other) {
      return new Returned(restored.plus(other.restored), expired.plus(other.expired));
    }
  }

  /// The status of a charge, in the API's words.
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

    /// Whether its credits are back or have expired: the charge has none spent and none held.
    public boolean isGivenBack() {
      return switch (this) {
        case CHARGED, HELD, CAPTURED -> false;
        case RELEASED, EXPIRED, REFUNDED -> true;
      };
    }
  }
}
