package dev.drawdown.operator;

import dev.drawdown.domain.ledger.LedgerRange;
import dev.drawdown.domain.ledger.WalletId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The names of wallets and of their entries, as commands take them.
final class LedgerNames {
  /// The format of entries, for each command's help.
  static final String ENTRIES =
      "Entries as the log and the list name them: account#anna/12-14, account#anna/12 for one,"
          + " account#anna/12- up to the last, or account#anna for the whole ledger. A pool's"
          + " wallets are pool#NAME and pool#NAME#SHARD.";

  private static final Pattern RANGE =
      Pattern.compile("(?<wallet>[^/]+)(/(?<first>[0-9]{1,18})(?<to>-(?<last>[0-9]{1,18})?)?)?");

  private LedgerNames() {}

  /// Parses the format that [LedgerRange] writes. The name of a wallet alone is its whole ledger.
  static LedgerRange range(String text) {
    Matcher parts = RANGE.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "entries are WALLET, WALLET/12, WALLET/12- or WALLET/12-14, not " + text);
    }
    WalletId wallet = wallet(parts.group("wallet"));
    if (parts.group("first") == null) {
      return LedgerRange.from(wallet, 1);
    }
    long first = Long.parseLong(parts.group("first"));
    if (parts.group("to") == null) {
      return LedgerRange.of(wallet, first);
    }
    return parts.group("last") == null
        ? LedgerRange.from(wallet, first)
        : new LedgerRange(wallet, first, Long.parseLong(parts.group("last")));
  }

  /// Parses the name of a wallet.
  static WalletId wallet(String name) {
    try {
      return WalletId.parse(name);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(
          "a wallet is account#NAME, pool#NAME or pool#NAME#SHARD, not " + name, wrong);
    }
  }
}
