package dev.drawdown.adapters.store;

import dev.drawdown.domain.audit.WalletRecords;
import dev.drawdown.domain.audit.WalletRepair.Decision;
import dev.drawdown.domain.ledger.WalletId;
import java.util.Optional;
import java.util.stream.Stream;

/// All that is stored of each wallet, for audits and repairs of a whole table.
public interface AuditStore extends WalletRecords.Others {
  /// A part of the table: `number` of `of`, counted from 0. Several programs can share a table.
  record Segment(int number, int of) {
    public static final Segment WHOLE = new Segment(0, 1);

    private static final int MOST = 1_000_000;

    public Segment {
      if (of < 1 || of > MOST || number < 0 || number >= of) {
        throw new IllegalArgumentException(
            "a segment is 0/4 to 3/4, say, of at most " + MOST + ", not " + number + "/" + of);
      }
    }
  }

  /// The wallets that have any items, in an order that stays the same, each read when the stream
  /// gets there; those after `after`, if given.
  Stream<WalletId> wallets(Segment segment, Optional<WalletId> after);

  /// What is stored of a wallet. It isn't read at one instant.
  WalletRecords records(WalletId wallet);

  /// Does what `decision` says, all of it or nothing, if the wallet still has the version that it
  /// has in `records`.
  Outcome mend(WalletRecords records, Decision.Mend decision);
}
