package dev.drawdown.domain.ledger;

import java.util.stream.LongStream;

/// The entries of a wallet from `first` to `last`, both included.
///
/// An open range has no known end: it goes on to the wallet's last entry.
public record LedgerRange(WalletId wallet, long first, long last) {
  private static final long OPEN = Long.MAX_VALUE;

  public LedgerRange {
    if (first < 1 || last < first) {
      throw new IllegalArgumentException("not a range of entries: " + first + " to " + last);
    }
  }

  public static LedgerRange of(WalletId wallet, long number) {
    return new LedgerRange(wallet, number, number);
  }

  public static LedgerRange from(WalletId wallet, long first) {
    return new LedgerRange(wallet, first, OPEN);
  }

  public boolean isOpen() {
    return last == OPEN;
  }

  public long size() {
    return last - first + 1;
  }

  public boolean contains(WalletId other, long number) {
    return wallet.equals(other) && first <= number && number <= last;
  }

  /// The entry numbers in this range. There may be very many.
  public LongStream numbers() {
    return LongStream.rangeClosed(first, last);
  }

  /// The numbers as text: `12`, `12-14`, or `12-` for an open range.
  public String span() {
    String end = isOpen() ? "-" : first == last ? "" : "-" + last;
    return first + end;
  }

  /// `account#mia/12`, `account#mia/12-14`, or `account#mia/12-` for an open range.
  @Override
  public String toString() {
    return wallet + "/" + span();
  }
}
