package dev.drawdown.domain.reading;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.Levels;
import dev.drawdown.domain.settling.Refreshing;
import dev.drawdown.domain.settling.Settlement;
import dev.drawdown.domain.settling.Settling;
import dev.drawdown.domain.subscription.Term;
import dev.drawdown.domain.wallet.Bucket;
import dev.drawdown.domain.wallet.Drawing;
import dev.drawdown.domain.wallet.Wallet;
import java.time.Instant;
import java.util.Optional;

/// Shows a wallet as it is at an instant: with what is due done, and with what the first charge
/// will bring. Nothing is written.
public final class Reading {
  private final Catalog catalog;
  private final Settling settling;
  private final Refreshing refreshing;

  public Reading(Catalog catalog) {
    this.catalog = catalog;
    this.settling = new Settling(catalog);
    this.refreshing = new Refreshing(catalog);
  }

  /// What is due by `clock` and not written yet.
  public Settlement due(Wallet wallet, Instant clock) {
    return settling.settle(wallet, wallet.timeOf(clock));
  }

  public Balance balance(Wallet wallet, Instant clock) {
    Instant now = wallet.timeOf(clock);
    Wallet settled = settling.settle(wallet, now).wallet();
    Wallet shown = settling.open(settled, now).wallet();
    return new Balance(
        wallet.account(),
        shown.coverage().standing(),
        shown.plan(),
        shown.paidPlan().flatMap(_ -> shown.coverage().term()).flatMap(Term::cancelsAt),
        shown.total(),
        shown.held(),
        Drawing.inOrder(shown.buckets(), catalog.drawOrder()),
        usage(shown, now),
        settled.version());
  }

  private Usage usage(Wallet shown, Instant now) {
    Optional<Bucket> allowance = shown.allowance();
    Credits used = allowance.map(Bucket::used).orElse(Credits.NONE);
    Credits granted = allowance.map(Bucket::granted).orElse(Credits.NONE);
    Levels levels = catalog.levels();
    return new Usage(
        used,
        granted,
        percent(used, granted),
        levels.of(used, granted),
        refreshing.next(shown, now).map(Refreshing.Refresh::at));
  }

  private static int percent(Credits used, Credits granted) {
    return granted.isNone() ? 0 : used.scaled(100).divide(granted.scaled(1)).intValueExact();
  }
}
