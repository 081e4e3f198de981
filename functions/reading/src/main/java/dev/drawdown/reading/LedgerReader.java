package dev.drawdown.reading;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.body.EntryBody;
import dev.drawdown.adapters.http.Answer;
import dev.drawdown.adapters.http.Query;
import dev.drawdown.adapters.http.Request;
import dev.drawdown.adapters.store.LedgerPages;
import dev.drawdown.domain.ledger.Audit;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.reading.Reading;
import dev.drawdown.domain.settling.Settlement;
import dev.drawdown.domain.wallet.Wallet;
import dev.drawdown.domain.wallet.WalletId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Ledgers as they are now: what is written, and before it what is due and will be written so.
final class LedgerReader {
  private static final int MAX_PAGE = 100;
  private static final int PAGE = 50;
  private static final long NEWEST = 999_999_999_999_999_999L;

  private final Ports ports;
  private final Reading reading;

  LedgerReader(Ports ports) {
    this.ports = ports;
    this.reading = new Reading(ports.catalog());
  }

  Answer page(Request request) {
    request.requireReading();
    Query query = request.query("limit", "cursor");
    int limit = (int) query.number("limit", 1, MAX_PAGE).orElse(PAGE);
    long before = query.number("cursor", 1, NEWEST).orElse(NEWEST);

    WalletId wallet = WalletId.of(request.account());
    List<Entry> entries = named(wallet, entries(wallet, before, limit));

    Map<String, Object> body = new LinkedHashMap<>();
    body.put("data", entries.stream().map(EntryBody::of).toList());
    body.put("nextCursor", nextCursor(entries));
    return Answer.ok(body);
  }

  Answer audit(Request request) {
    request.requireScope("credits/manage");
    request.query();
    Wallet wallet = ports.store().wallet(WalletId.of(request.account()));

    Stream<Entry> written =
        new LedgerPages(ports.store(), wallet.id())
            .after(0)
            .takeWhile(entry -> entry.number() <= wallet.version());
    Settlement due = reading.due(wallet, ports.clock().instant());
    Stream<Entry> all = Stream.concat(written, due.entries().stream());
    Audit audit = Audit.of(due.wallet(), all.iterator());

    Map<String, Object> body = new LinkedHashMap<>();
    body.put("entries", audit.entries());
    body.put("ledgerTotal", audit.ledgerTotal());
    body.put("balanceTotal", audit.balanceTotal());
    body.put("consistent", audit.consistent());
    return Answer.ok(body);
  }

  /// Up to `limit` entries with numbers below `before`, newest first.
  private List<Entry> entries(WalletId id, long before, int limit) {
    Wallet wallet = ports.store().wallet(id);
    List<Entry> due = reading.due(wallet, ports.clock().instant()).entries();
    List<Entry> page = new ArrayList<>();
    due.reversed().stream().filter(entry -> entry.number() < before).forEach(page::add);
    int missing = limit - page.size();
    if (missing <= 0) {
      return page.subList(0, limit);
    }
    long written = Math.min(before, wallet.version() + 1);
    page.addAll(ports.store().entriesBefore(id, written, missing));
    return page;
  }

  /// The entries with the charges of expired holds, of which they name only the opening entry.
  private List<Entry> named(WalletId wallet, List<Entry> entries) {
    Set<Long> unnamed =
        entries.stream()
            .filter(entry -> entry.cause().charge().isEmpty())
            .flatMap(entry -> entry.cause().hold().stream().boxed())
            .collect(toSet());
    if (unnamed.isEmpty()) {
      return entries;
    }
    Map<Long, Entry> opening =
        ports.store().entries(wallet, unnamed).stream()
            .collect(toMap(Entry::number, entry -> entry));
    return entries.stream().map(entry -> named(entry, opening)).toList();
  }

  private static Entry named(Entry entry, Map<Long, Entry> opening) {
    return entry.cause().hold().stream()
        .mapToObj(opening::get)
        .filter(Objects::nonNull)
        .findFirst()
        .map(entry::asOpenedBy)
        .orElse(entry);
  }

  /// The number of the last entry shown, where there are older ones.
  private static Optional<String> nextCursor(List<Entry> entries) {
    return entries.isEmpty() || entries.getLast().number() == 1
        ? Optional.empty()
        : Optional.of(Long.toString(entries.getLast().number()));
  }
}
