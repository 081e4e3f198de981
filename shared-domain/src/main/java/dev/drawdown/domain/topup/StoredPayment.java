package dev.drawdown.domain.topup;

/// A payment as it is stored, and how often it was written, from 1.
public record StoredPayment(Payment payment, long revision) {
  public StoredPayment {
    if (revision < 1) {
      throw new IllegalArgumentException("revisions are counted from 1: " + revision);
    }
  }
}
