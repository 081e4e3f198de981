package dev.drawdown.domain.simulation;

import dev.drawdown.domain.simulation.NaiveCharge.NaiveDraw;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The pool data of an account in the naive model: its pool, if any, its cap, negative for none,
/// and its draws from each pool.
final class NaiveMember {
  /// The credits drawn from a pool in the last period with a draw.
  private record Use(long grant, long drawn) {}

  private final Map<String, Use> uses = new HashMap<>();
  String pool = "";
  long limit = -1;

  NaiveMember copy() {
    NaiveMember copy = new NaiveMember();
    copy.uses.putAll(uses);
    copy.pool = pool;
    copy.limit = limit;
    return copy;
  }

  /// The account's allowance in its pool as a bucket, if it has one.
  @Nullable NaiveBucket memberAllowance(NaivePools pools) {
    if (pool.isEmpty() || pools.get(pool).grant == 0) {
      return null;
    }
    NaivePool from = pools.get(pool);
    NaiveBucket memberAllowance = new NaiveBucket();
    memberAllowance.kind = "pool";
    memberAllowance.number = from.grant;
    long whole = from.isUsable() ? from.granted : from.frozenGranted;
    memberAllowance.granted = limit < 0 ? whole : Math.min(limit, whole);
    long drawn = drawn(pool, from.grant);
    long allowed = limit < 0 ? Long.MAX_VALUE : Math.max(0, limit - drawn);
    memberAllowance.left = Math.min(allowed, from.spendable());
    memberAllowance.since = from.start;
    memberAllowance.until = from.end;
    return memberAllowance;
  }

  /// The credits drawn in that period of a pool.
  long drawn(String from, long grant) {
    Use use = uses.get(from);
    return use != null && use.grant == grant ? use.drawn : 0;
  }

  NaiveDraw draw(long grant, long credits, NaivePools pools) {
    pools.get(pool).draw(credits);
    uses.put(pool, new Use(grant, drawn(pool, grant) + credits));
    return new NaiveDraw(pool, grant, credits);
  }

  /// Returns the number of credits that can be spent again if the account gives them back. The pool
  /// itself applies an expiry.
  long giveBack(NaiveDraw draw, @Nullable NaivePools pools) {
    Use use = uses.get(draw.pool());
    if (use != null && use.grant == draw.bucket()) {
      uses.put(draw.pool(), new Use(use.grant, use.drawn - draw.credits()));
    }
    return pools == null
        ? draw.credits()
        : pools.get(draw.pool()).giveBack(draw.bucket(), draw.credits());
  }
}
