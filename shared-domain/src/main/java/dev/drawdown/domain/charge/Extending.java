package dev.drawdown.domain.charge;

import dev.drawdown.domain.charge.Charge.State;
import dev.drawdown.domain.charge.Extending.ExtendResult.AlreadyCaptured;
import dev.drawdown.domain.charge.Extending.ExtendResult.Extended;
import dev.drawdown.domain.charge.Extending.ExtendResult.HoldExpired;
import dev.drawdown.domain.charge.Extending.ExtendResult.HoldReleased;
import dev.drawdown.domain.charge.Extending.ExtendResult.NotAHold;
import dev.drawdown.domain.charge.Extending.ExtendResult.SameExpiry;
import dev.drawdown.domain.charge.Extending.ExtendResult.TooLate;
import dev.drawdown.domain.charge.Extending.ExtendResult.UnknownCharge;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Decision;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.ledger.Cause;
import dev.drawdown.domain.ledger.Hold;
import dev.drawdown.domain.ledger.Reason;
import dev.drawdown.domain.pool.AvailableCredits;
import dev.drawdown.domain.pool.PoolAdvancing;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Journal;
import dev.drawdown.domain.wallet.WalletAdvancing;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// Sets a new expiry for an open hold: later or earlier, at most 24 hours after the hold was
/// opened.
///
/// Its credits stay as they are.
public final class Extending {
  private final WalletAdvancing advancing;
  private final PoolAdvancing poolAdvancing;

  public Extending(WalletAdvancing advancing, PoolAdvancing poolAdvancing) {
    this.advancing = advancing;
    this.poolAdvancing = poolAdvancing;
  }

  /// Sets the hold under the key to expire `expiresIn` after `clock`. The valid range is that of a
  /// new hold: see [ChargeRequest#isValidHold].
  public ExtendResult extend(Situation situation, Duration expiresIn, Instant clock) {
    if (!ChargeRequest.isValidHold(expiresIn)) {
      throw new IllegalArgumentException("a hold lasts 1 ms to 24 hours: " + expiresIn);
    }
    if (situation.underKey().isEmpty()) {
      return new UnknownCharge();
    }
    Charge held = situation.underKey().get();
    Situation.Advanced due = situation.advanced(advancing, poolAdvancing, clock);
    return switch (held.state()) {
      case State.Charged _ -> new NotAHold();
      case State.Released _ -> new HoldReleased(held);
      case State.Refunded _ ->
          held.request().hold().isPresent() ? new AlreadyCaptured(held) : new NotAHold();
      case State.Captured _ -> new AlreadyCaptured(held);
      case State.Held _ ->
          due.wallet()
              .book()
              .hold(held.openedBy())
              .map(hold -> extend(held, hold, expiresIn, due))
              .orElseGet(() -> new HoldExpired(held));
    };
  }

  private static ExtendResult extend(
      Charge held, Hold hold, Duration expiresIn, Situation.Advanced due) {
    Instant expiresAt = due.now().plus(expiresIn.truncatedTo(ChronoUnit.MILLIS));
    Instant latest = held.at().plus(ChargeRequest.MAX_HOLD);
    if (expiresAt.isAfter(latest)) {
      return new TooLate(expiresAt, latest);
    }
    if (expiresAt.equals(hold.expiresAt())) {
      return new SameExpiry(held, due.available());
    }
    Cause cause = held.cause().with(Reason.EXTENDED);
    Journal<AccountWallet> own = Journal.of(due.wallet()).extend(due.now(), cause, hold, expiresAt);
    List<Journal<?>> pooled =
        due.pools()
            .extend(hold.drawdown(), due.now(), cause.forMember(due.wallet().account()), expiresAt);
    State state = new State.Held(expiresAt, held.parts());
    Charge after = held.changed(own.last().number(), held.drawdown(), state);
    List<Write> writes = List.of(new ChargeWrite.ChangeCharge(after, held.changedBy()));
    return new Extended(
        after, due.available(own.wallet(), pooled), due.commits(own, pooled, writes));
  }

  /// The outcomes of extending a hold, in order of precedence. Only [Extended] has commits.
  public sealed interface ExtendResult extends Decision {
    /// The account has no charge with this id.
    record UnknownCharge() implements ExtendResult {}

    /// The charge was final from the start.
    record NotAHold() implements ExtendResult {}

    /// The caller released the hold.
    record HoldReleased(Charge charge) implements ExtendResult {}

    /// The hold was captured, and perhaps refunded since.
    record AlreadyCaptured(Charge charge) implements ExtendResult {}

    /// The hold expired before the request.
    record HoldExpired(Charge charge) implements ExtendResult {
      @Override
      public boolean needsSecondReading() {
        return true;
      }
    }

    /// The hold would expire at `asked`, after the latest possible instant `latest`. It stays as it
    /// is.
    record TooLate(Instant asked, Instant latest) implements ExtendResult {}

    /// The hold already expires at that instant; nothing changed.
    record SameExpiry(Charge charge, AvailableCredits available) implements ExtendResult {}

    /// The hold expires at another instant.
    record Extended(Charge charge, AvailableCredits available, List<Commit> commits)
        implements ExtendResult {}
  }
}
