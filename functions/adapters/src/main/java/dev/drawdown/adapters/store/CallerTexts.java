package dev.drawdown.adapters.store;

import dev.drawdown.domain.AccountId;

/// What callers said about an account in words of their own: names of documents, metadata of
/// charges, and reasons of refunds and manual changes. Amounts, times, keys and the service's own
/// words are no such texts.
public interface CallerTexts {
  /// How many charges, entries, and manual changes with their entries a pass changed, and how many
  /// of these it left because somebody changed them meanwhile.
  record BlankedItems(int charges, int entries, int manualChanges, int left) {
    public boolean isNothing() {
      return charges + entries + manualChanges + left == 0;
    }
  }

  /// Blanks those that are stored: in the account's charges, documents and manual changes, in its
  /// ledger, and in the ledgers of the pools that its charges drew from. Each change is made once,
  /// so a pass that was broken off is made good by the next.
  ///
  /// No wallet is written, so nothing is published, and no entry counts anything else than before.
  /// A document is renamed after the charge that paid for it. So the charge still has paid for a
  /// document, but for none that a caller can name: who names the old one pays again.
  BlankedItems blank(AccountId account);
}
