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
/// option or an environment variable names something that the program can't use.
interface Connections {
  /// Opens the table, with the shipped catalog of that name or the catalog in that file. `livemode`
  /// is whether the payment provider's events are about real money.
  Ports table(String table, String catalog, boolean livemode);

  /// Opens the table, and the bus that its entries are published on.
  PublishingPorts bus(String table, String bus);

  /// Opens the table for audits and repairs.
  WalletAudits audits(String table);

  /// Opens the table to blank callers' texts.
  CallerTexts callerTexts(String table);

  /// Connects to AWS, or to other endpoints that `environment` names.
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
