package dev.drawdown.domain.manualchange;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.TextLine;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Decision;
import dev.drawdown.domain.ledger.Cause;
import dev.drawdown.domain.ledger.Drawdown;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.manualchange.ManualChange.Adjustment;
import dev.drawdown.domain.manualchange.ManualChange.Grant;
import dev.drawdown.domain.manualchange.ManualChange.Made;
import dev.drawdown.domain.manualchange.ManualChange.PutChange;
import dev.drawdown.domain.manualchange.ManualChanging.ManualChangeResult.AlreadyChanged;
import dev.drawdown.domain.manualchange.ManualChanging.ManualChangeResult.Changed;
import dev.drawdown.domain.manualchange.ManualChanging.ManualChangeResult.ExpiresTooSoon;
import dev.drawdown.domain.manualchange.ManualChanging.ManualChangeResult.KeyReused;
import dev.drawdown.domain.manualchange.ManualChanging.ManualChangeResult.TooManyExpiries;
import dev.drawdown.domain.pool.AvailableCredits;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Drawing;
import dev.drawdown.domain.wallet.Journal;
import dev.drawdown.domain.wallet.WalletAdvance;
import dev.drawdown.domain.wallet.WalletAdvancing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Grants an account credits, or corrects its balance, once per key.
public final class ManualChanging {
  /// The largest number of different expiries of granted credits in a wallet. Credits that never
  /// expire don't count.
  ///
  /// Any number of changes may share an expiry.
  public static final int MAX_EXPIRIES = 10;

  private final Catalog catalog;
  private final WalletAdvancing advancing;

  public ManualChanging(Catalog catalog, WalletAdvancing advancing) {
    this.catalog = catalog;
    this.advancing = advancing;
  }

  /// Makes the change that was `asked` for when the clock shows `clock`.
  public ManualChangeResult change(Asked asked, ManualChangeSituation situation, Instant clock) {
    AccountWallet wallet = situation.available().wallet();
    Instant now = wallet.timeOf(clock);
    WalletAdvance<AccountWallet> due = advancing.advance(wallet, now);
    if (situation.made().isPresent()) {
      Made before = situation.made().get();
      return before.change().equals(asked.change())
          ? new AlreadyChanged(before, situation.available().with(due.wallet()))
          : new KeyReused(before);
    }
    return refusal(asked.change(), due.wallet(), now)
        .orElseGet(() -> made(asked, situation, due, journal(asked, due.wallet(), now)));
  }

  /// The reason why the credits can't expire at the requested time, if they can't.
  private static Optional<ManualChangeResult> refusal(
      ManualChange change, AccountWallet wallet, Instant now) {
    Optional<Instant> expiry = change instanceof Grant grant ? grant.expiresAt() : Optional.empty();
    if (expiry.isEmpty()) {
      return Optional.empty();
    }
    if (!expiry.get().isAfter(now)) {
      return Optional.of(new ExpiresTooSoon());
    }
    List<Instant> expiries = wallet.book().promotionEnds();
    return expiries.size() >= MAX_EXPIRIES && !expiries.contains(expiry.get())
        ? Optional.of(new TooManyExpiries(MAX_EXPIRIES))
        : Optional.empty();
  }

  private Journal<AccountWallet> journal(Asked asked, AccountWallet wallet, Instant now) {
    Cause cause = Cause.byHand(asked.change().reason(), asked.actor());
    return switch (asked.change()) {
      case Grant(Credits credits, _, Optional<Instant> expiry) ->
          Journal.of(wallet).promote(now, EntryKind.GRANT, cause, credits, expiry);
      case Adjustment(long credits, _) when credits > 0 ->
          Journal.of(wallet)
              .promote(now, EntryKind.ADJUSTMENT, cause, Credits.of(credits), Optional.empty());
      case Adjustment(long credits, _) -> taking(wallet, Credits.of(-credits), cause, now);
    };
  }

  /// Takes credits from the account's own buckets.
  ///
  /// The account first gets the credits that its balance already shows. Its pool allowance isn't
  /// its own.
  private Journal<AccountWallet> taking(
      AccountWallet wallet, Credits credits, Cause cause, Instant now) {
    Journal<AccountWallet> opened = advancing.open(wallet, now);
    Credits taken = opened.wallet().total().min(credits);
    Drawdown drawdown = Drawing.drawdown(taken, opened.wallet().buckets(), catalog.drawOrder());
    return opened.draw(now, EntryKind.ADJUSTMENT, cause, drawdown);
  }

  private static Changed made(
      Asked asked,
      ManualChangeSituation situation,
      WalletAdvance<AccountWallet> due,
      Journal<AccountWallet> journal) {
    Entry entry = journal.last();
    Made made =
        new Made(
            asked.key(),
            asked.change(),
            asked.actor(),
            entry.at(),
            entry.number(),
            entry.postings());
    return new Changed(
        made,
        situation.available().with(journal.wallet()),
        Commit.inOrder(due, journal, List.of(new PutChange(made))));
  }

  /// An operator's request with its key. `actor` is the operator as the token names them, as a
  /// [TextLine] of at most [ManualChange#MAX_ACTOR] characters.
  public record Asked(ManualChange.Key key, ManualChange change, Optional<String> actor) {
    public Asked {
      if (actor.filter(name -> !TextLine.isValid(name, ManualChange.MAX_ACTOR)).isPresent()) {
        throw new IllegalArgumentException("an actor " + TextLine.rule(ManualChange.MAX_ACTOR));
      }
    }
  }

  /// The account's stored state, not advanced, and the change recorded under the key.
  public record ManualChangeSituation(AvailableCredits available, Optional<Made> made) {}

  /// The outcomes of a manual change, in order of precedence. Only [Changed] has commits.
  public sealed interface ManualChangeResult extends Decision {
    /// The same change was made under this key before.
    record AlreadyChanged(Made made, AvailableCredits available) implements ManualChangeResult {}

    /// The key belongs to a different earlier change. Nothing changed.
    record KeyReused(Made first) implements ManualChangeResult {}

    /// The credits would expire now or earlier. Nothing changed.
    record ExpiresTooSoon() implements ManualChangeResult {
      @Override
      public boolean needsSecondReading() {
        return true;
      }
    }

    /// The account already has credits with `most` other expiries, the maximum. Nothing changed.
    record TooManyExpiries(int most) implements ManualChangeResult {
      @Override
      public boolean needsSecondReading() {
        return true;
      }
    }

    /// The account's balance changed as `made` records.
    record Changed(Made made, AvailableCredits available, List<Commit> commits)
        implements ManualChangeResult {}
  }
}
