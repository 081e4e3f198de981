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

/// The usage in a period: one row for each action, day or member, in order.
///
/// It adds up the tallies of ledger entries and needs nothing else. A refund is a separate entry
/// and counts at its own time, so a past day never changes. An open hold isn't spent. The tallies
/// of all entries of a wallet add up to the credits that it spent.
public record PeriodUsage(Map<String, Row> rows) {
  public static final PeriodUsage NONE = new PeriodUsage(Map.of());

  public PeriodUsage {
    rows = Collections.unmodifiableMap(new TreeMap<>(rows));
  }

  /// A half-open period of at most 366 days: an entry at `to` is too late.
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

  /// The key of the rows.
  public enum UsageKey {
    /// Actions of the current catalog or of an earlier one.
    ACTION,
    /// Days in UTC, such as `2026-11-20`.
    DAY,
    /// The members of a pool. Entries of an account's own wallet have no member.
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

  /// The numbers of charges, of runs that they bought, and of the wallet's credits that they spent.
  ///
  /// Returned charges count negatively, so each number may be negative.
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

  /// Adds up those of `entries` that are in `period`.
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

  /// The sum of both.
  public PeriodUsage plus(PeriodUsage other) {
    Map<String, Row> sum = new TreeMap<>(rows);
    other.rows.forEach((key, row) -> sum.merge(key, row, Row::plus));
    return new PeriodUsage(sum);
  }
}
