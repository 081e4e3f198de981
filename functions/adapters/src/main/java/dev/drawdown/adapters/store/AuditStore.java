package dev.drawdown.adapters.store;

import dev.drawdown.domain.audit.WalletRecords;
import dev.drawdown.domain.audit.WalletRepair.RepairDecision;
import dev.drawdown.domain.ledger.WalletId;
import java.util.Optional;
import java.util.stream.Stream;

/// All stored records of each wallet, for audits and repairs of a whole table.
public interface AuditStore extends WalletRecords.Others {
  /// A part of the table: `number` of `of`, counted from 0. Several programs can share a table.
  record Segment(int number, int of) {
    public static final Segment WHOLE = new Segment(0, 1);

    private static final int MOST = 1_000_000;

    public Segment {
      if (of < 1 || of > MOST || number < 0 || number >= of) {
        throw new IllegalArgumentException(
            "a segment is NUMBER/OF, such as 0/4 to 3/4, with OF at most "
                + (MOST + ", not " + number + "/" + of));
      }
    }
  }

  /// The wallets with any items, in a stable order; those after `after`, if given. The stream reads
  /// each wallet when it reaches it.
  Stream<WalletId> wallets(Segment segment, Optional<WalletId> after);

  /// The stored records of a wallet. They aren't read at one instant.
  WalletRecords records(WalletId wallet);

  /// Applies all of `decision` or nothing, if the wallet still has its version in `records`.
  Outcome repair(WalletRecords records, RepairDecision.Repairable decision);
}
