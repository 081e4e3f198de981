package dev.drawdown.reading;

import static java.util.stream.Collectors.joining;

import dev.drawdown.adapters.http.Answer;
import dev.drawdown.adapters.http.Problem;
import dev.drawdown.adapters.http.Query;
import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.adapters.store.EntrySearch;
import dev.drawdown.adapters.store.LedgerPages;
import dev.drawdown.adapters.store.Stores.Ledgers;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.reading.PeriodUsage;
import dev.drawdown.domain.reading.PeriodUsage.Row;
import dev.drawdown.domain.reading.PeriodUsage.UsageKey;
import dev.drawdown.domain.reading.PeriodUsage.UsagePeriod;
import dev.drawdown.domain.wallet.WalletAdvance;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The purchases with credits in a period, page by page. A page sums at most 5,000 entries, oldest
/// first: those of an account's ledger, or of all ledgers of a pool in turn. Callers add the pages
/// up.
final class UsageReader {
  static final int PAGE = 5_000;
  private static final int AT_ONCE = 1_000;
  private static final Duration USUAL = Duration.ofDays(30);

  private final Ledgers ledgers;

  UsageReader(Ledgers ledgers) {
    this.ledgers = ledgers;
  }

  /// The request of a caller, and the end of the previous page, if there was one.
  record UsageQuery(UsagePeriod period, UsageKey by, Optional<Place> after) {
    static final Set<String> PARAMETERS = Set.of("from", "to", "by", "cursor");

    /// `keys` are the allowed keys of rows. Without `to`, the period ends with the UTC day of
    /// `now`. Without `from`, it begins 30 days before its end.
    static UsageQuery of(Query query, Instant now, UsageKey... keys) {
      Instant to =
          instant(query, "to")
              .orElseGet(() -> now.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS));
      return new UsageQuery(
          period(instant(query, "from").orElseGet(() -> to.minus(USUAL)), to),
          query.text("by").map(label -> key(label, keys)).orElse(UsageKey.ACTION),
          query.text("cursor").map(Place::parse));
    }

    private static UsagePeriod period(Instant from, Instant to) {
      if (!from.isBefore(to)) {
        throw Problem.invalid("to", "must be after from");
      }
      if (Duration.between(from, to).compareTo(UsagePeriod.LONGEST) > 0) {
        throw Problem.invalid("to", "must be at most 366 days after from");
      }
      return new UsagePeriod(from, to);
    }

    private static Optional<Instant> instant(Query query, String name) {
      return query
          .text(name)
          .map(
              text ->
                  JsonObject.instantOf(text)
                      .orElseThrow(
                          () ->
                              Problem.invalid(
                                  name, "must be an instant such as 2026-11-01T00:00:00Z")));
    }

    private static UsageKey key(String label, UsageKey... keys) {
      return Stream.of(keys)
          .filter(key -> key.label().equals(label))
          .findFirst()
          .orElseThrow(
              () ->
                  Problem.invalid(
                      "by",
                      Stream.of(keys)
                          .map(UsageKey::label)
                          .collect(joining(", ", "must be one of ", ""))));
    }
  }

  /// The last entry that a page read: its number. In a pool's further wallets the wallet's number
  /// comes first, as in `2:5000`.
  private record Place(int wallet, long number) {
    private static final Pattern WRITTEN = Pattern.compile("(?:([0-9]{1,2}):)?([0-9]{1,18})");

    static Place parse(String cursor) {
      Matcher written = WRITTEN.matcher(cursor);
      if (!written.matches()) {
        throw PageParameters.unknownCursor();
      }
      String wallet = Optional.ofNullable(written.group(1)).orElse("0");
      return new Place(Integer.parseInt(wallet), Long.parseLong(written.group(2)));
    }

    String cursor() {
      return (wallet == 0 ? "" : wallet + ":") + number;
    }
  }

  /// A page of the usage of all wallets of an owner, with their due entries.
  Answer page(List<? extends WalletAdvance<?>> wallets, UsageQuery asked) {
    int wallet = asked.after().map(Place::wallet).orElse(0);
    if (wallet >= wallets.size()) {
      throw PageParameters.unknownCursor();
    }
    PeriodUsage sum = PeriodUsage.NONE;
    Optional<Place> last = Optional.empty();
    int left = PAGE;
    for (; wallet < wallets.size() && left > 0; wallet++) {
      WalletAdvance<?> due = wallets.get(wallet);
      List<Entry> entries = entries(due, start(due, wallet, asked), left, asked.period().to());
      sum = sum.plus(PeriodUsage.of(entries.stream(), asked.period(), asked.by()));
      left -= entries.size();
      if (left == 0) {
        last = Optional.of(new Place(wallet, entries.getLast().number()));
      }
    }
    boolean more = wallet < wallets.size();
    Optional<Place> next =
        last.filter(
            place -> more || place.number() < wallets.get(place.wallet()).wallet().version());
    return answer(asked.period(), sum, next);
  }

  private static Answer answer(UsagePeriod period, PeriodUsage usage, Optional<Place> next) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("from", period.from());
    body.put("to", period.to());
    body.put("data", usage.rows().entrySet().stream().map(UsageReader::row).toList());
    body.put("nextCursor", next.map(Place::cursor));
    return Answer.ok(body);
  }

  private static Map<String, ?> row(Map.Entry<String, Row> row) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("key", row.getKey());
    body.put("charges", row.getValue().charges());
    body.put("quantity", row.getValue().quantity());
    body.put("credits", row.getValue().credits());
    return body;
  }

  /// The number of the entry after which the page begins in this wallet.
  private long start(WalletAdvance<?> due, int wallet, UsageQuery asked) {
    return asked
        .after()
        .filter(place -> place.wallet() == wallet)
        .map(Place::number)
        .orElseGet(
            () ->
                new EntrySearch(ledgers, due.wallet().id())
                    .lastBefore(asked.period().from(), 0, due.lastWritten() + 1));
  }

  /// At most `limit` entries older than `to` with numbers above `after`, written or due.
  private List<Entry> entries(WalletAdvance<?> due, long after, int limit, Instant to) {
    WalletId id = due.wallet().id();
    long last = due.lastWritten();
    Predicate<Entry> isWithin = entry -> entry.at().isBefore(to);
    Stream<Entry> written =
        new LedgerPages(ledgers, id, Math.min(limit, AT_ONCE))
            .after(after)
            .takeWhile(isWithin.and(entry -> entry.number() <= last))
            .limit(limit);
    List<Entry> entries = new ArrayList<>(written.toList());
    due.entries().stream()
        .filter(isWithin.and(entry -> entry.number() > after))
        .limit((long) limit - entries.size())
        .forEach(entries::add);
    return entries;
  }
}
