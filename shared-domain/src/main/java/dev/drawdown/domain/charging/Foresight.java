package dev.drawdown.domain.charging;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.settling.Refreshing;
import dev.drawdown.domain.settling.Refreshing.Refresh;
import dev.drawdown.domain.settling.Settling;
import dev.drawdown.domain.wallet.Bucket;
import dev.drawdown.domain.wallet.Funds;
import dev.drawdown.domain.wallet.Pool;
import dev.drawdown.domain.wallet.Share;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What an account that isn't suspended will have to spend if nobody spends anything until then.
record Foresight(Settling settling, Funds funds, Optional<Refresh> own, Optional<Refresh> pooled) {
  /// `funds` are settled to `now`.
  static Foresight of(Funds funds, Instant now, Settling settling, Refreshing refreshing) {
    return new Foresight(
        settling,
        funds,
        refreshing.next(funds.wallet(), now),
        funds.pool().map(Pool::lead).flatMap(lead -> refreshing.next(lead, now)));
  }

  /// When the account's own allowance and its pool's are fresh next, in order.
  List<Instant> refreshes() {
    return Stream.of(own, pooled)
        .flatMap(Optional::stream)
        .map(Refresh::at)
        .distinct()
        .sorted()
        .toList();
  }

  Credits totalAt(Instant then) {
    return ownAt(then).plus(shareAt(then));
  }

  private Credits ownAt(Instant then) {
    return own.filter(refresh -> !refresh.at().isAfter(then))
        .map(Refresh::wallet)
        .orElseGet(() -> settling.settle(funds.wallet(), then).wallet())
        .total();
  }

  private Credits shareAt(Instant then) {
    Optional<Refresh> fresh = pooled.filter(refresh -> !refresh.at().isAfter(then));
    return fresh.isPresent() ? capped(fresh.get()) : settledShareAt(then);
  }

  /// The first cell of a pool is foreseen with all that the pool will have.
  private Credits capped(Refresh fresh) {
    Credits whole = fresh.wallet().plan().map(Bucket.Plan::granted).orElse(Credits.NONE);
    return funds.share().flatMap(Share::limit).map(whole::min).orElse(whole);
  }

  private Credits settledShareAt(Instant then) {
    Optional<Pool> pool = funds.pool().map(before -> settling.settle(before, then).pool());
    return new Funds(funds.wallet(), pool).share().map(Share::remaining).orElse(Credits.NONE);
  }
}
