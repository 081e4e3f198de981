package dev.drawdown.domain.charge;

import dev.drawdown.domain.charge.Charge.Returned;
import dev.drawdown.domain.charge.Charge.State;
import dev.drawdown.domain.charge.Refunding.RefundResult.AlreadyBack;
import dev.drawdown.domain.charge.Refunding.RefundResult.Refunded;
import dev.drawdown.domain.charge.Refunding.RefundResult.UnknownCharge;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Decision;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.ledger.Drawdown;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.Spending;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.pool.AvailableCredits;
import dev.drawdown.domain.pool.PoolAdvancing;
import dev.drawdown.domain.wallet.WalletAdvancing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Refunds a charge once: gives back the credits that it recorded. For an open hold it is a
/// release.
///
/// Credits captured in parts stay taken when the rest of the hold is released or expires. A
/// repeated release must change nothing, so it doesn't refund those parts. To refund them, the
/// caller first makes a final capture of the same total.
public final class Refunding {
  private final WalletAdvancing advancing;
  private final PoolAdvancing poolAdvancing;

  public Refunding(WalletAdvancing advancing, PoolAdvancing poolAdvancing) {
    this.advancing = advancing;
    this.poolAdvancing = poolAdvancing;
  }

  /// Refunds the charge under the key when the clock shows `clock`. `reason` is optional.
  public RefundResult refund(Situation situation, Optional<String> reason, Instant clock) {
    if (situation.underKey().isEmpty()) {
      return new UnknownCharge();
    }
    Charge given = situation.underKey().get();
    Situation.Advanced due = situation.advanced(advancing, poolAdvancing, clock);
    return switch (given.state()) {
      case State.Charged _, State.Captured _ ->
          refunded(
              given,
              unwinding(given, given.drawdown(), EntryKind.REFUND, reason, due),
              State.Refunded::new);
      case State.Held _ ->
          due.wallet()
              .book()
              .hold(given.openedBy())
              .map(hold -> unwinding(given, hold.drawdown(), EntryKind.RELEASE, reason, due))
              .map(unwinding -> refunded(given, unwinding, releasing(given)))
              .orElseGet(() -> expired(given, due));
      case State.Released(Returned returned, _) ->
          new AlreadyBack(given, returned, due.available());
      case State.Refunded(Returned returned) -> new AlreadyBack(given, returned, due.available());
    };
  }

  /// Gives `drawdown` back. The returned credits of a hold were never spent, and its captured parts
  /// stay spent.
  private static Unwinding unwinding(
      Charge given,
      Drawdown drawdown,
      EntryKind kind,
      Optional<String> reason,
      Situation.Advanced due) {
    Spending spending =
        given.isRefundable() ? new Spending(given.drawdown(), Drawdown.NOTHING) : Spending.NONE;
    return Unwinding.of(given, drawdown, kind, reason, spending, due);
  }

  private static Function<Returned, State> releasing(Charge given) {
    return returned -> new State.Released(returned, given.parts());
  }

  private static RefundResult refunded(
      Charge given, Unwinding unwinding, Function<Returned, State> stateOf) {
    State state = stateOf.apply(unwinding.returned());
    Charge after = given.changed(unwinding.entry(), given.drawdown(), state);
    List<Write> writes = new ArrayList<>();
    writes.add(new ChargeWrite.ChangeCharge(after, given.changedBy()));
    if (given.parts().isNone()) {
      given.document().ifPresent(key -> writes.add(new ChargeWrite.FreeDocument(key, given.id())));
    }
    return new Refunded(
        after, unwinding.returned(), unwinding.available(), unwinding.commits(writes));
  }

  /// The credits that the expiry gave back in each wallet, whether the entry is written or only
  /// due.
  private static RefundResult expired(Charge given, Situation.Advanced due) {
    Returned returned = Returned.NOTHING;
    for (Map.Entry<WalletId, Long> hold : given.holds(due.wallet().account()).entrySet()) {
      Entry expiry = due.expiry(hold.getKey(), hold.getValue());
      returned = returned.plus(new ReturningEntry(expiry).returned());
    }
    return new AlreadyBack(given, returned, due.available());
  }

  /// The outcomes of refunding a charge or releasing a hold, in order of precedence. Only
  /// [Refunded] has commits.
  public sealed interface RefundResult extends Decision {
    /// The account has no charge with this id.
    record UnknownCharge() implements RefundResult {}

    /// The charge was given back before, or the hold expired; `returned` is the result of that.
    record AlreadyBack(Charge charge, Returned returned, AvailableCredits available)
        implements RefundResult {
      /// An expiry isn't written with the charge, so the charge may have changed since it was read.
      @Override
      public boolean needsSecondReading() {
        return charge.held().isPresent();
      }
    }

    /// The credits are back if their buckets still exist.
    record Refunded(
        Charge charge, Returned returned, AvailableCredits available, List<Commit> commits)
        implements RefundResult {}
  }
}
