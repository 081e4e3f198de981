package dev.drawdown.client;

/// A bill with nothing on it: the work is free, paid before, or runs unmetered.
record Settled(Payment payment) implements Bill {
  @Override
  public Payment pay() {
    return payment;
  }

  @Override
  public Release drop(String reason) {
    return new Release.NothingHeld();
  }
}
