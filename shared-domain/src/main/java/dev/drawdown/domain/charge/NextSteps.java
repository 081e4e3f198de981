package dev.drawdown.domain.charge;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The next steps for a refused caller: when credits refresh, if they do, and which steps would
/// help.
public record NextSteps(Optional<Instant> refreshesAt, List<Step> steps) {
  public NextSteps {
    steps = List.copyOf(steps);
  }

  /// One step, with the product's page for it, if the catalog names one.
  public sealed interface Step {
    /// Wait: from `at` on the credits cover the cost.
    record Wait(Instant at) implements Step {}

    /// Buy a pack.
    record TopUp(Optional<URI> href) implements Step {}

    /// Choose a plan, or a larger one.
    record ChoosePlan(Optional<URI> href) implements Step {}

    /// Update the payment method.
    record UpdatePaymentMethod(Optional<URI> href) implements Step {}
  }
}
