package dev.drawdown.domain.reading;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.Purchase;
import dev.drawdown.domain.ledger.Spending.Tally;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What was bought in a period, one row for each action, day or member, in their order.
///
/// It adds up what entries tally, and needs nothing but the ledger. A refund is an entry of its own
/// and counts when it was made, so a day that is over never changes. An open hold isn't spent. All
/// entries of a wallet together come to what the wallet has spent.
public record PeriodUsage(Map<String, Row> rows) {
  public static final PeriodUsage NONE = new PeriodUsage(Map.of());

  public PeriodUsage {
    rows = Collections.unmodifiableMap(new TreeMap<>(rows));
  }

  /// Half-open: an entry at `to` is too late. At most 366 days.
  public record UsagePeriod(Instant from, Instant to) {
    public static final Duration LONGEST = Duration.ofDays(366);

    public UsagePeriod {
      if (!from.isBefore(to) || Duration.between(from, to).compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException("not a period of up to 366 days: " + from + ", " + to);
      }
    }

    public boolean contains(Instant at) {
      return !at.isBefore(from) && at.isBefore(to);
    }
  }

  /// What rows are for.
  public enum UsageKey {
    /// Actions of the catalog, or of an earlier one.
    ACTION,
    /// Days in UTC, such as `2026-11-20`.
    DAY,
    /// The members of a pool. The entries of an account's own wallet have none.
    MEMBER;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    private Optional<String> of(Entry entry) {
      return switch (this) {
        case ACTION -> entry.cause().purchase().map(Purchase::action).map(Object::toString);
        case DAY -> Optional.of(LocalDate.ofInstant(entry.at(), ZoneOffset.UTC).toString());
        case MEMBER -> entry.cause().account().map(AccountId::value);
      };
    }
  }

  /// How many charges were made, how many runs they bought, and for how many credits of the wallet:
  /// less what was given back, so that each may be negative.
  public record Row(long charges, long quantity, long credits) {
    private static Row of(Tally tally, Purchase bought) {
      return new Row(tally.charges(), (long) tally.charges() * bought.quantity(), tally.credits());
    }

    public Row plus(Row other) {
      return new Row(
          Math.addExact(charges, other.charges),
          Math.addExact(quantity, other.quantity),
          Math.addExact(credits, other.credits));
    }
  }

  /// Adds up those of `entries` that are of `period`.
  public static PeriodUsage of(Stream<Entry> entries, UsagePeriod period, UsageKey by) {
    Map<String, Row> rows = new TreeMap<>();
    entries
        .filter(entry -> period.contains(entry.at()) && !entry.cause().tally().isNone())
        .forEach(entry -> add(entry, by, rows));
    return new PeriodUsage(rows);
  }

  private static void add(Entry entry, UsageKey by, Map<String, Row> rows) {
    Row row = Row.of(entry.cause().tally(), entry.cause().purchase().orElseThrow());
    by.of(entry).ifPresent(key -> rows.merge(key, row, Row::plus));
  }

  /// Both together.
  public PeriodUsage plus(PeriodUsage other) {
    Map<String, Row> sum = new TreeMap<>(rows);
    other.rows.forEach((key, row) -> sum.merge(key, row, Row::plus));
    return new PeriodUsage(sum);
  }
}
