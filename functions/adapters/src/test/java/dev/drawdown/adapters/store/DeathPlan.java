package dev.drawdown.adapters.store;

import java.util.concurrent.atomic.AtomicInteger;

/// The process dies at the call after `spared` calls, reads or commits.
final class DeathPlan implements FaultPlan {
  private final AtomicInteger spared;
  private final Fault death;

  DeathPlan(int spared, Fault death) {
    this.spared = new AtomicInteger(spared);
    this.death = death;
  }

  @Override
  public Fault next() {
    return spared.getAndDecrement() == 0 ? death : Fault.NONE;
  }

  @Override
  public Fault nextRead() {
    return next();
  }
}
