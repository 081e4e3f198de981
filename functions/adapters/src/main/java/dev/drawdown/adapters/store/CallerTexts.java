package dev.drawdown.adapters.store;

import dev.drawdown.domain.AccountId;

/// Texts that callers chose freely for an account: names of documents, metadata of charges, and
/// reasons of refunds and manual changes. Amounts, times, keys and the service's own words are no
/// such texts.
public interface CallerTexts {
  /// How many charges, entries, and manual changes with their entries a pass changed, and how many
  /// of these it left because somebody changed them meanwhile.
  record BlankedItems(int charges, int entries, int manualChanges, int left) {
    public boolean isNothing() {
      return charges + entries + manualChanges + left == 0;
    }
  }

  /// Blanks them in the account's charges, documents and manual changes, in its ledger, and in the
  /// ledgers of the pools that its charges drew from. Each change is made once, so the next pass
  /// completes one that broke off.
  ///
  /// No wallet is written, so nothing is published, and all amounts stay as they were. A document
  /// gets a new name, made from the charge that paid for it. A caller who uses the old name pays
  /// again.
  BlankedItems blank(AccountId account);
}
