package dev.drawdown.adapters.store;

import dev.drawdown.domain.AccountId;

/// Texts that callers chose freely for an account: names of documents, metadata of charges, and
/// reasons of refunds and manual changes.
///
/// Amounts, times, keys and the service's own words don't belong to these texts.
public interface CallerTexts {
  /// The numbers of charges, of entries, and of manual changes with their entries that a pass
  /// changed. `left` counts those that another request changed meanwhile, so the pass left them.
  record BlankedItems(int charges, int entries, int manualChanges, int left) {
    public boolean isNothing() {
      return charges + entries + manualChanges + left == 0;
    }
  }

  /// Blanks the texts in the account's charges, documents, manual changes and ledger, and in the
  /// ledgers of the pools that its charges drew from.
  ///
  /// Each change is made once, so the next pass completes an interrupted one.
  ///
  /// This writes no wallet, so it publishes no events, and all amounts stay as they were. A
  /// document gets a new name, made from the charge that paid for it. A caller that uses the old
  /// name pays again.
  BlankedItems blank(AccountId account);
}
