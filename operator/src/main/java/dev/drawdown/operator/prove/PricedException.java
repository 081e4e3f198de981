package dev.drawdown.operator.prove;

import dev.drawdown.operator.prove.NaivePlan.StepUp;

/// A story in which credits cost less than their list price, and the catalog permits that: an
/// upgrade resets the balance, or a step up costs only the rest of a period.
public record PricedException(StepUp stepUp, Story story) {
  String signature() {
    return stepUp.from().plan().id() + " " + stepUp.to().plan().id() + " " + stepUp.reset();
  }

  /// The exception in plain sentences, with its amounts.
  public String sentence() {
    return "From "
        + name(stepUp.from())
        + " to "
        + name(stepUp.to())
        + (stepUp.reset()
            ? " the catalog resets the balance: "
            : " the catalog adds the difference for the rest of the period: ")
        + stepUp.credits()
        + " credits in a period for "
        + Script.money(stepUp.cents())
        + ". At the price of "
        + stepUp.to().plan().id()
        + " they cost "
        + Script.money(stepUp.listPrice())
        + ".";
  }

  private static String name(StoryEvent.Paid line) {
    return line.units() == 1 ? line.plan().id() : line.units() + " times " + line.plan().id();
  }

  boolean isCheaperThan(PricedException other) {
    return stepUp.isCheaperThan(other.stepUp);
  }
}
