package dev.drawdown.domain.ledger;

import java.util.Arrays;
import java.util.Optional;

/// What a ledger entry says has happened. The label is the word used in the API.
public enum EntryKind {
  /// Credits were given: a plan's period, a trial, starter credits, a pack, or by an operator.
  GRANT("grant"),
  /// Credits were spent.
  CHARGE("charge"),
  /// Credits were set aside for an action that still runs, or those set aside before are so until
  /// another instant.
  HOLD("hold"),
  /// A hold became final, and what it didn't need came back; or a part of it became final.
  CAPTURE("capture"),
  /// A hold was given back, by its caller or because it expired.
  RELEASE("release"),
  /// A charge was given back.
  REFUND("refund"),
  /// Credits ended with their period.
  EXPIRY("expiry"),
  /// Credits left with the payment that had brought them.
  CLAWBACK("clawback"),
  /// An operator corrected the balance, or credits came back that had been taken wrongly.
  ADJUSTMENT("adjustment"),
  /// Usage of the allowance crossed a line.
  LOW("low"),
  /// A charge left nothing to spend.
  EXHAUSTED("exhausted"),
  /// What is known of the paid plan changed, and the account's standing perhaps with it.
  STANDING("standing");

  private final String label;

  EntryKind(String label) {
    this.label = label;
  }

  /// The kind of that label, if there is one.
  public static Optional<EntryKind> labelled(String label) {
    return Arrays.stream(values()).filter(kind -> kind.label.equals(label)).findFirst();
  }

  public String label() {
    return label;
  }
}
