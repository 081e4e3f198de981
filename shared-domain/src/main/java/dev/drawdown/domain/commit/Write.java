package dev.drawdown.domain.commit;

import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.DocumentKey;
import java.util.Optional;

/// What is written beside a wallet and its entries, each with the condition under which it may be.
public sealed interface Write {
  /// A new charge, on condition that its key is unused.
  record OpenCharge(Charge charge) implements Write {}

  /// A charge that was captured, released or refunded, on condition that entry `changedBefore` was
  /// still the last to change it.
  record ChangeCharge(Charge charge, long changedBefore) implements Write {}

  /// A document kept by a charge, on condition that none keeps it, or still `instead`, which was
  /// given back.
  record KeepDocument(DocumentKey document, ChargeId charge, Optional<ChargeId> instead)
      implements Write {}

  /// A document free again, on condition that `charge` keeps it.
  record FreeDocument(DocumentKey document, ChargeId charge) implements Write {}
}
