package dev.drawdown.domain.ledger;

import java.util.Arrays;
import java.util.Optional;

/// The event that a ledger entry records. The label is the word used in the API.
public enum EntryKind {
  /// The wallet got credits: a plan's period, a trial, starter credits, a pack, or an operator's
  /// grant.
  GRANT("grant"),
  /// A charge spent credits.
  CHARGE("charge"),
  /// A hold set credits aside for an action that still runs, or an extension changed the hold's
  /// expiry.
  HOLD("hold"),
  /// A hold became final and the unused credits returned, or a part of a hold became final.
  CAPTURE("capture"),
  /// A hold's credits returned: its caller released it, or it expired.
  RELEASE("release"),
  /// A charge was refunded.
  REFUND("refund"),
  /// Credits expired with their period, or a plan's credits were frozen or cleared. Frozen credits
  /// may come back.
  EXPIRY("expiry"),
  /// Credits left because the payment for them was refunded or disputed.
  CLAWBACK("clawback"),
  /// An operator corrected the balance, or credits came back after an expiry or a clawback.
  ADJUSTMENT("adjustment"),
  /// The usage of the allowance crossed a threshold.
  LOW("low"),
  /// A charge left no credits to spend.
  EXHAUSTED("exhausted"),
  /// Something changed that moves no credits: facts about a plan, the standing, a pool membership
  /// or a parked event. The reason says what.
  STANDING("standing");

  private final String label;

  EntryKind(String label) {
    this.label = label;
  }

  /// The kind with this label, if there is one.
  public static Optional<EntryKind> labelled(String label) {
    return Arrays.stream(values()).filter(kind -> kind.label.equals(label)).findFirst();
  }

  public String label() {
    return label;
  }
}
