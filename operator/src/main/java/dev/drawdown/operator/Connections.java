package dev.drawdown.operator;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.WalletAudits;
import dev.drawdown.adapters.WebhookSettings;
import dev.drawdown.adapters.store.CallerTexts;
import dev.drawdown.publishing.PublishingPorts;
import java.util.List;
import java.util.Map;

/// Connects commands to the table and the bus that their options name.
///
/// All methods throw an [IllegalArgumentException] or an [java.io.UncheckedIOException] if an
/// option or a variable of the environment names nothing that can be used.
interface Connections {
  /// The table, under a catalog that is shipped by that name or is in that file. `livemode` says
  /// whether the payment provider's events are about real money.
  Ports table(String table, String catalog, boolean livemode);

  /// The table, and the bus that its entries are published on.
  PublishingPorts bus(String table, String bus);

  /// The table, to be audited.
  WalletAudits audits(String table);

  /// The table, to blank what callers said.
  CallerTexts callerTexts(String table);

  /// Connections to AWS, or to other endpoints that `environment` names.
  static Connections of(Map<String, String> environment) {
    return new Connections() {
      @Override
      public Ports table(String table, String catalog, boolean livemode) {
        return Ports.of(catalog, table, environment).with(new WebhookSettings(List.of(), livemode));
      }

      @Override
      public PublishingPorts bus(String table, String bus) {
        return PublishingPorts.of(table, bus, environment);
      }

      @Override
      public CallerTexts callerTexts(String table) {
        return WalletAudits.callerTexts(table, environment);
      }

      @Override
      public WalletAudits audits(String table) {
        return WalletAudits.of(table, environment);
      }
    };
  }
}
