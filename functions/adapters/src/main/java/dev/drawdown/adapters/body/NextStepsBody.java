package dev.drawdown.adapters.body;

import dev.drawdown.domain.charge.NextSteps;
import dev.drawdown.domain.charge.NextSteps.Step;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The next steps that would work now: `[{type, href?, at?}]`.
public final class NextStepsBody {
  private NextStepsBody() {}

  public static List<Map<String, ?>> of(NextSteps next) {
    return next.steps().stream().<Map<String, ?>>map(NextStepsBody::of).toList();
  }

  private static Map<String, ?> of(Step step) {
    return switch (step) {
      case Step.Wait(Instant at) -> step("wait", Optional.empty(), Optional.of(at));
      case Step.TopUp(var href) -> step("top-up", href, Optional.empty());
      case Step.ChoosePlan(var href) -> step("choose-plan", href, Optional.empty());
      case Step.UpdatePaymentMethod(var href) ->
          step("update-payment-method", href, Optional.empty());
    };
  }

  private static Map<String, ?> step(String type, Optional<URI> href, Optional<Instant> at) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", type);
    body.put("href", href.map(URI::toString));
    body.put("at", at);
    return body;
  }
}
