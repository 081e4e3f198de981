package dev.drawdown.reading;

import dev.drawdown.adapters.body.EntryBody;
import dev.drawdown.adapters.http.Answer;
import dev.drawdown.adapters.store.HoldCharges;
import dev.drawdown.adapters.store.LedgerPages;
import dev.drawdown.adapters.store.Stores.Ledgers;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.wallet.Audit;
import dev.drawdown.domain.wallet.WalletAdvance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Ledgers as they are now: what is written, and before it what is due and will be written so.
final class LedgerReader {
  private final Ledgers ledgers;

  LedgerReader(Ledgers ledgers) {
    this.ledgers = ledgers;
  }

  /// A page of the ledger of a wallet of which `due` is due.
  Answer page(WalletAdvance due, Slice slice) {
    List<Entry> entries = new HoldCharges(ledgers, due.wallet().id()).named(entries(due, slice));

    Map<String, Object> body = new LinkedHashMap<>();
    body.put("data", entries.stream().map(EntryBody::of).toList());
    body.put("nextCursor", nextCursor(entries));
    return Answer.ok(body);
  }

  /// An audit of one wallet, or of all shards of a pool together.
  Answer audit(List<WalletAdvance> wallets) {
    Audit audit = wallets.stream().map(this::audit).reduce(Audit::plus).orElseThrow();

    Map<String, Object> body = new LinkedHashMap<>();
    body.put("entries", audit.entries());
    body.put("ledgerTotal", audit.ledgerTotal());
    body.put("balanceTotal", audit.balanceTotal());
    body.put("consistent", audit.consistent());
    return Answer.ok(body);
  }

  private Audit audit(WalletAdvance due) {
    Stream<Entry> written =
        new LedgerPages(ledgers, due.wallet().id())
            .after(0)
            .takeWhile(entry -> entry.number() <= written(due));
    return Audit.of(due.wallet(), Stream.concat(written, due.entries().stream()).iterator());
  }

  /// The number of the last entry that is written.
  private static long written(WalletAdvance due) {
    return due.wallet().version() - due.entries().size();
  }

  /// The entries of the slice, newest first.
  private List<Entry> entries(WalletAdvance due, Slice slice) {
    List<Entry> page = new ArrayList<>();
    due.entries().reversed().stream()
        .filter(entry -> entry.number() < slice.before())
        .forEach(page::add);
    int missing = slice.limit() - page.size();
    if (missing <= 0) {
      return page.subList(0, slice.limit());
    }
    long below = Math.min(slice.before(), written(due) + 1);
    page.addAll(ledgers.entriesBefore(due.wallet().id(), below, missing));
    return page;
  }

  /// The number of the last entry shown, where there are older ones.
  private static Optional<String> nextCursor(List<Entry> entries) {
    return entries.isEmpty() || entries.getLast().number() == 1
        ? Optional.empty()
        : Optional.of(Long.toString(entries.getLast().number()));
  }
}
