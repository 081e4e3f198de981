package dev.drawdown.reading;

import dev.drawdown.adapters.http.Problem;
import dev.drawdown.adapters.http.Query;

/// The parameters `limit` and `cursor`, which all pages share.
final class PageParameters {
  private static final int MAX_LIMIT = 100;
  private static final int USUAL_LIMIT = 50;

  private PageParameters() {}

  /// The largest number of elements on the page: 1 to 100, and 50 by default.
  static int limit(Query query) {
    return (int) query.number("limit", 1, MAX_LIMIT).orElse(USUAL_LIMIT);
  }

  /// The refusal of a cursor that no page returned.
  static Problem unknownCursor() {
    return Problem.invalid("cursor", "must be the nextCursor of another page");
  }
}
