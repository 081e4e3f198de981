package dev.drawdown.domain.charge;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What helps somebody who was refused: when they refresh, if they do, and what would work now.
public record NextSteps(Optional<Instant> refreshesAt, List<Step> steps) {
  public NextSteps {
    steps = List.copyOf(steps);
  }

  /// One way on, with the page of the product where it is taken, as far as the catalog names it.
  public sealed interface Step {
    /// From `at` on the credits will do.
    record Wait(Instant at) implements Step {}

    /// Buy a pack.
    record TopUp(Optional<URI> href) implements Step {}

    /// Take a plan, or a larger one.
    record ChoosePlan(Optional<URI> href) implements Step {}

    /// Pay with another card.
    record UpdatePaymentMethod(Optional<URI> href) implements Step {}
  }
}
