package dev.drawdown.reading;

import dev.drawdown.adapters.http.Query;

/// Which part of a ledger is asked for: at most `limit` entries with numbers below `before`.
record Slice(int limit, long before) {
  private static final int MAX_PAGE = 100;
  private static final int PAGE = 50;
  private static final long NEWEST = 999_999_999_999_999_999L;

  static Slice of(Query query) {
    return new Slice(
        (int) query.number("limit", 1, MAX_PAGE).orElse(PAGE),
        query.number("cursor", 1, NEWEST).orElse(NEWEST));
  }
}
