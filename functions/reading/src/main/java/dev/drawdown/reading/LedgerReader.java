package dev.drawdown.reading;

import static java.util.stream.Collectors.joining;

import dev.drawdown.adapters.body.PostingBody;
import dev.drawdown.adapters.http.Answer;
import dev.drawdown.adapters.http.Problem;
import dev.drawdown.adapters.http.Query;
import dev.drawdown.adapters.store.CurrentLedger;
import dev.drawdown.adapters.store.HoldCharges;
import dev.drawdown.adapters.store.LedgerPages;
import dev.drawdown.adapters.store.Stores.Ledgers;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.DocumentId;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.ledger.Audit;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.Purchase;
import dev.drawdown.domain.wallet.WalletAdvance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/// Reads current ledgers: the written entries, and before them the due entries with the numbers
/// that they will get.
final class LedgerReader {
  /// The largest number of entries that a page of one kind searches, in five reads.
  private static final int MOST_LOOKED_AT = 1_000;

  private static final int AT_ONCE = 200;

  private final Ledgers ledgers;

  LedgerReader(Ledgers ledgers) {
    this.ledgers = ledgers;
  }

  /// A page of a wallet's ledger, with its `due` entries.
  Answer page(WalletAdvance<?> due, Slice slice) {
    Page page = slice.kind().map(kind -> ofKind(kind, due, slice)).orElseGet(() -> all(due, slice));
    List<Entry> entries = new HoldCharges(ledgers, due.wallet().id()).withCharges(page.entries());

    Map<String, Object> body = new LinkedHashMap<>();
    body.put("data", entries.stream().map(EntryBody::of).toList());
    body.put("nextCursor", page.nextCursor());
    return Answer.ok(body);
  }

  /// Entries, newest first. The page contains every entry of the kind down to entry `last`. `last`
  /// is empty if there was nothing to read.
  private record Page(List<Entry> entries, OptionalLong last) {
    /// The number of the last entry that was read, if there are older ones.
    Optional<String> nextCursor() {
      return last.stream().filter(number -> number > 1).mapToObj(Long::toString).findFirst();
    }
  }

  private Page all(WalletAdvance<?> due, Slice slice) {
    List<Entry> entries = entries(due, slice);
    return new Page(entries, last(entries));
  }

  /// Reads up to the given number of entries. If too few of them are of the kind, the page isn't
  /// full, and its cursor continues the search.
  private Page ofKind(EntryKind kind, WalletAdvance<?> due, Slice slice) {
    List<Entry> found = new ArrayList<>();
    OptionalLong last = OptionalLong.empty();
    long before = slice.before();
    for (int looked = 0; looked < MOST_LOOKED_AT; looked += AT_ONCE) {
      for (Entry entry : entries(due, new Slice(AT_ONCE, before, Optional.empty()))) {
        before = entry.number();
        last = OptionalLong.of(before);
        if (entry.kind() == kind) {
          found.add(entry);
          if (found.size() == slice.limit()) {
            return new Page(found, last);
          }
        }
      }
    }
    return new Page(found, last);
  }

  private static OptionalLong last(List<Entry> entries) {
    return entries.isEmpty() ? OptionalLong.empty() : OptionalLong.of(entries.getLast().number());
  }

  /// An audit of one wallet, or of all shards of a pool together.
  Answer audit(List<WalletAdvance<?>> wallets) {
    Audit audit = wallets.stream().map(this::audit).reduce(Audit::plus).orElseThrow();

    Map<String, Object> body = new LinkedHashMap<>();
    body.put("entries", audit.entries());
    body.put("ledgerTotal", audit.ledgerTotal());
    body.put("balanceTotal", audit.balanceTotal());
    body.put("consistent", audit.consistent());
    return Answer.ok(body);
  }

  private Audit audit(WalletAdvance<?> due) {
    long last = due.lastWritten();
    Stream<Entry> written =
        new LedgerPages(ledgers, due.wallet().id())
            .after(0)
            .takeWhile(entry -> entry.number() <= last);
    return Audit.of(due.wallet().book(), Stream.concat(written, due.entries().stream()).iterator());
  }

  /// The entries of the slice, newest first.
  private List<Entry> entries(WalletAdvance<?> due, Slice slice) {
    return new CurrentLedger(ledgers, due).entriesBefore(slice.before(), slice.limit());
  }

  /// One line of a ledger.
  public static final class EntryBody {
    private EntryBody() {}

    public static Map<String, ?> of(Entry entry) {
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("number", entry.number());
      body.put("at", entry.at());
      body.put("kind", entry.kind().label());
      body.put("reason", entry.cause().reason());
      body.put("account", entry.cause().account().map(AccountId::value));
      body.put("charge", entry.cause().charge().map(ChargeId::value));
      entry.cause().purchase().ifPresent(bought -> put(bought, body));
      body.put("payment", entry.cause().payment().map(PaymentId::value));
      body.put("actor", entry.cause().actor());
      body.put("change", entry.change());
      body.put("postings", entry.postings().stream().map(PostingBody::of).toList());
      body.put("captured", captured(entry));
      body.put("balanceAfter", entry.balanceAfter().amount());
      return body;
    }

    private static Optional<Long> captured(Entry entry) {
      OptionalLong credits = entry.creditsCaptured();
      return credits.isPresent() ? Optional.of(credits.getAsLong()) : Optional.empty();
    }

    private static void put(Purchase bought, Map<String, Object> body) {
      body.put("action", bought.action().value());
      body.put("document", bought.document().map(DocumentId::value));
      body.put("quantity", bought.quantity());
      if (!bought.metadata().isEmpty()) {
        body.put("metadata", bought.metadata().pairs());
      }
    }
  }

  /// The requested part of a ledger: at most `limit` entries with numbers below `before`. It has
  /// all kinds unless `kind` is set.
  record Slice(int limit, long before, Optional<EntryKind> kind) {
    static final Set<String> PARAMETERS = Set.of("kind", "limit", "cursor");

    private static final long NEWEST = 999_999_999_999_999_999L;
    private static final String KINDS =
        Arrays.stream(EntryKind.values())
            .map(EntryKind::label)
            .collect(joining(", ", "must be one of ", ""));

    static Slice of(Query query) {
      return new Slice(
          PageParameters.limit(query),
          query.number("cursor", 1, NEWEST).orElse(NEWEST),
          query.text("kind").map(Slice::kind));
    }

    private static EntryKind kind(String label) {
      return EntryKind.labelled(label).orElseThrow(() -> Problem.invalid("kind", KINDS));
    }
  }
}
