package dev.drawdown.domain.charge;

import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.charge.ChargeRequest.DocumentKey;
import dev.drawdown.domain.commit.Write;
import java.util.Optional;

/// What is written of a charge and of the document that it keeps.
public sealed interface ChargeWrite extends Write {
  /// A new charge, on condition that its key is unused.
  record OpenCharge(Charge charge) implements ChargeWrite {}

  /// A charge that was captured, released or refunded, on condition that entry `changedBefore` was
  /// still the last to change it.
  record ChangeCharge(Charge charge, long changedBefore) implements ChargeWrite {}

  /// A document kept by a charge, on condition that none keeps it, or still `instead`, which was
  /// given back.
  record KeepDocument(DocumentKey document, ChargeId charge, Optional<ChargeId> instead)
      implements ChargeWrite {}

  /// A document free again, on condition that `charge` keeps it.
  record FreeDocument(DocumentKey document, ChargeId charge) implements ChargeWrite {}
}
