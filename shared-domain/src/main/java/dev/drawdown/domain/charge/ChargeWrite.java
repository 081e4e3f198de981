package dev.drawdown.domain.charge;

import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.charge.ChargeRequest.DocumentKey;
import dev.drawdown.domain.commit.Write;
import java.util.Optional;

/// The records of a charge and of the document that it keeps.
public sealed interface ChargeWrite extends Write {
  /// A new charge, on condition that its key is unused.
  record OpenCharge(Charge charge) implements ChargeWrite {}

  /// A captured, released, refunded or extended charge, on condition that entry `changedBefore` was
  /// the last to change it.
  record ChangeCharge(Charge charge, long changedBefore) implements ChargeWrite {}

  /// A document kept by a charge, on condition that no charge keeps it, or that `instead`, which
  /// was given back, still does.
  record KeepDocument(DocumentKey document, ChargeId charge, Optional<ChargeId> instead)
      implements ChargeWrite {}

  /// A freed document, on condition that `charge` keeps it.
  record FreeDocument(DocumentKey document, ChargeId charge) implements ChargeWrite {}
}
