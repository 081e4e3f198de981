package dev.drawdown.adapters;

import dev.drawdown.adapters.dynamodb.DynamoDbClients;
import dev.drawdown.adapters.dynamodb.DynamoDbStore;
import dev.drawdown.adapters.store.AuditStore;
import dev.drawdown.adapters.store.AuditStore.Segment;
import dev.drawdown.adapters.store.CallerTexts;
import dev.drawdown.adapters.store.Outcome;
import dev.drawdown.adapters.store.Unavailable;
import dev.drawdown.domain.audit.WalletAudit;
import dev.drawdown.domain.audit.WalletAudit.Finding;
import dev.drawdown.domain.audit.WalletRecords;
import dev.drawdown.domain.audit.WalletRepair;
import dev.drawdown.domain.audit.WalletRepair.RepairDecision;
import dev.drawdown.domain.ledger.WalletId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Audits of all wallets of a table, and repairs of single wallets.
public record WalletAudits(AuditStore store) {
  private static final int MOST_READS = 5;

  /// A decision, and the outcome of doing what it says. The outcome is committed if there was
  /// nothing to write.
  public record Repaired(RepairDecision decision, Outcome outcome) {}

  /// The audits of the table with that name, reached with the settings of the environment.
  public static WalletAudits of(String table, Map<String, String> environment) {
    return new WalletAudits(
        DynamoDbStore.forReading(DynamoDbClients.of(environment), table).audits());
  }

  /// The callers' texts in the table with that name.
  public static CallerTexts callerTexts(String table, Map<String, String> environment) {
    return DynamoDbStore.forReading(DynamoDbClients.of(environment), table).callerTexts();
  }

  /// The wallets of a part of the table; those after `after`, if given.
  public Stream<WalletId> wallets(Segment segment, Optional<WalletId> after) {
    return store.wallets(segment, after);
  }

  /// The contradictions in the records of a wallet.
  ///
  /// A write during a read can cause false findings. Findings count only if two reads in a row
  /// found the same version of the wallet. Throws [Unavailable] if each read found another version.
  public List<Finding> findings(WalletId wallet) {
    OptionalLong before = OptionalLong.empty();
    for (int read = 1; read <= MOST_READS; read++) {
      WalletRecords records = store.records(wallet);
      OptionalLong version = OptionalLong.of(records.wallet().version());
      List<Finding> found = new WalletAudit(records, store).findings();
      if (found.isEmpty() || version.equals(before)) {
        return found;
      }
      before = version;
    }
    throw Unavailable.busy(wallet + " was written during each read");
  }

  /// The decision that a repair of the wallet would make.
  public RepairDecision decision(WalletId wallet) {
    return new WalletRepair(store.records(wallet), store).decision();
  }

  /// Decides on a repair and does it.
  public Repaired repair(WalletId wallet) {
    WalletRecords records = store.records(wallet);
    RepairDecision decision = new WalletRepair(records, store).decision();
    Outcome outcome =
        decision instanceof RepairDecision.Repairable found
            ? store.repair(records, found)
            : new Outcome.Committed();
    return new Repaired(decision, outcome);
  }
}
