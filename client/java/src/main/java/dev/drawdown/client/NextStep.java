package dev.drawdown.client;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What helps somebody whose credits don't do.
///
/// @param type `wait`, `top-up`, `choose-plan` or `update-payment-method`, and whatever newer
///   services may offer
/// @param href where to go for it
/// @param at until when to wait
public record NextStep(String type, Optional<String> href, Optional<Instant> at) {
  static List<NextStep> listOf(JsonObject problem) {
    return problem.objects("actions").stream().map(NextStep::of).toList();
  }

  private static NextStep of(JsonObject step) {
    return new NextStep(step.text("type"), step.optionalText("href"), step.optionalInstant("at"));
  }
}
