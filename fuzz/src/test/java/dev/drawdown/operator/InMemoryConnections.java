package dev.drawdown.operator;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.WalletAudits;
import dev.drawdown.adapters.WebhookSettings;
import dev.drawdown.adapters.bus.InMemoryBus;
import dev.drawdown.adapters.calllog.CallLog;
import dev.drawdown.adapters.store.AuditStore;
import dev.drawdown.adapters.store.CallerTexts;
import dev.drawdown.adapters.store.CallerTexts.BlankedItems;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.adapters.store.Outcome;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.audit.WalletRecords;
import dev.drawdown.domain.audit.WalletRepair.RepairDecision.Repairable;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.topup.Payment;
import dev.drawdown.domain.wallet.Wallet;
import dev.drawdown.publishing.PublishingPorts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Connects the operator's program to the `store` of the moment and a bus, both in memory.
///
/// Audits read wallets and entries, and find no charges. So a repair decides on every wallet, and
/// writes nothing.
record InMemoryConnections(Supplier<InMemoryStore> store, Catalog catalog, Instant now)
    implements Connections {
  @Override
  public Ports table(String table, String name, boolean livemode) {
    return new Ports(catalog, store.get(), () -> now)
        .with(new WebhookSettings(List.of("whsec_sample"), livemode));
  }

  @Override
  public PublishingPorts bus(String table, String bus) {
    return new PublishingPorts(store.get(), new InMemoryBus(), () -> now, CallLog.unkeyed(table));
  }

  @Override
  public WalletAudits audits(String table) {
    return new WalletAudits(new Records(store.get()));
  }

  @Override
  public CallerTexts callerTexts(String table) {
    return _ -> new BlankedItems(0, 0, 0, 0);
  }

  private record Records(InMemoryStore store) implements AuditStore {
    @Override
    public Stream<WalletId> wallets(Segment segment, Optional<WalletId> after) {
      return store.walletNames().map(WalletId::parse);
    }

    @Override
    public WalletRecords records(WalletId wallet) {
      List<Entry> entries = store.entriesAfter(wallet, 0, Integer.MAX_VALUE);
      return new WalletRecords(store.wallet(wallet), entries, Map.of(), Map.of());
    }

    @Override
    public Outcome repair(WalletRecords records, Repairable decision) {
      return Outcome.Stale.WITHOUT_ITEMS;
    }

    @Override
    public Wallet<?> wallet(WalletId id) {
      return store.wallet(id);
    }

    @Override
    public Optional<Entry> entry(WalletId id, long number) {
      return store.entries(id, Set.of(number)).stream().findFirst();
    }

    @Override
    public Optional<Charge> charge(AccountId account, ChargeId id) {
      return Optional.empty();
    }

    @Override
    public Optional<Payment> payment(PaymentId id) {
      return Optional.empty();
    }
  }
}
