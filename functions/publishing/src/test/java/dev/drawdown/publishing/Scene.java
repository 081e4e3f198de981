package dev.drawdown.publishing;

import dev.drawdown.adapters.bus.EventBus;
import dev.drawdown.adapters.bus.EventBus.BusEvent;
import dev.drawdown.adapters.bus.EventBus.PutOutcome;
import dev.drawdown.adapters.bus.InMemoryBus;
import dev.drawdown.adapters.calllog.CallLog;
import dev.drawdown.adapters.dynamodb.TableStream;
import dev.drawdown.adapters.store.InMemoryParked;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.adapters.store.Stores.Ledgers;
import dev.drawdown.adapters.store.Stores.ParkedStore;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.BucketId;
import dev.drawdown.domain.ledger.Cause;
import dev.drawdown.domain.ledger.Draw;
import dev.drawdown.domain.ledger.Drawdown;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.LedgerRange;
import dev.drawdown.domain.ledger.Reason;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.wallet.Journal;
import dev.drawdown.domain.wallet.Wallet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Wallets that a test changes by hand, the stream's records of the changes, and the results of
/// publishing them.
final class Scene {
  static final Instant NOW = Instant.parse("2026-11-20T10:15:30.123Z");
  static final WalletId ANNA = WalletId.of(new AccountId("anna"));
  static final WalletId SHARD = new WalletId(new PoolId("clinic"), 3);

  final InMemoryStore store = new InMemoryStore();
  final InMemoryBus bus = new InMemoryBus();
  final InMemoryParked<LedgerRange, LedgerRange> parked = store.parkedEntries();
  private final TableStream stream = new TableStream();

  /// A wallet gets 10 credits: its first entry.
  Map<String, Object> opened(WalletId wallet) {
    return opened(store.wallet(wallet));
  }

  private <W extends Wallet<W>> Map<String, Object> opened(Wallet<W> wallet) {
    Credits ten = Credits.of(10);
    return changed(
        Journal.of(wallet)
            .grant(
                NOW,
                Reason.STARTER.cause(),
                number -> new Bucket.Starter(number, ten, ten, NOW, 0)));
  }

  /// One of them is spent: one more entry.
  Map<String, Object> charged(WalletId wallet, String key) {
    Drawdown one =
        new Drawdown(List.of(new Draw.Own(new BucketId(BucketKind.STARTER, 1), Credits.of(1))));
    return changed(
        Journal.of(store.wallet(wallet))
            .draw(NOW, EntryKind.CHARGE, Cause.by(new ChargeId(key)), one));
  }

  /// So many entries without postings, in one transaction.
  Map<String, Object> noted(WalletId wallet, int entries, EntryKind kind, Cause cause) {
    return noted(store.wallet(wallet), entries, kind, cause);
  }

  private <W extends Wallet<W>> Map<String, Object> noted(
      Wallet<W> wallet, int entries, EntryKind kind, Cause cause) {
    Journal<W> journal = Journal.of(wallet);
    for (int entry = 0; entry < entries; entry++) {
      journal = journal.note(NOW, kind, cause, same -> same);
    }
    return changed(journal);
  }

  private Map<String, Object> changed(Journal<?> journal) {
    Commit commit = new Commit.Step(journal, List.of());
    store.commitAll(List.of(commit));
    return stream.records(commit).getFirst();
  }

  /// The stream's record of a change of Anna's wallet from one version to another.
  static Map<String, Object> jumped(String before, String after) {
    Map<String, Object> change =
        Map.of(
            "Keys",
            Map.of("pk", Map.of("S", ANNA.toString()), "sk", Map.of("S", "wallet")),
            "OldImage",
            Map.of("version", Map.of("N", before)),
            "NewImage",
            Map.of("version", Map.of("N", after)),
            "SequenceNumber",
            "7");
    return Map.of("eventName", "MODIFY", "dynamodb", change);
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  final List<String> deliver(Map<String, Object>... records) {
    return new StreamCall(List.of(records)).on(function(store, bus, parked));
  }

  PublishingFunction function(
      Ledgers entries, EventBus put, ParkedStore<LedgerRange, LedgerRange> parking) {
    PublishingPorts ports = ports(entries, put, parking);
    return new PublishingFunction(
        ports.callLog(), new Publisher(ports, Deadlines::everySecond, _ -> {}));
  }

  static PublishingPorts ports(
      Ledgers entries, EventBus bus, ParkedStore<LedgerRange, LedgerRange> parking) {
    return new PublishingPorts(entries, parking, bus, () -> NOW, CallLog.keyed("table", "key"));
  }

  /// The bus, except that the entry of this id always gets `outcome`.
  EventBus answering(String id, PutOutcome outcome) {
    return events -> {
      List<PutOutcome> outcomes = new ArrayList<>();
      for (BusEvent event : events) {
        boolean meant = ConsumedEvents.read(event).line().id().equals(id);
        outcomes.add(meant ? outcome : bus.put(List.of(event)).getFirst());
      }
      return outcomes;
    };
  }

  /// The names of the events on the bus, in the order of their arrival.
  List<String> ids() {
    return bus.events().stream().map(event -> ConsumedEvents.read(event).line().id()).toList();
  }
}
