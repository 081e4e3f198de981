package dev.drawdown.adapters.body;

import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.Charge.State;
import dev.drawdown.domain.charge.DocumentId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// One charge as it stands at an instant.
public final class ChargeBody {
  private ChargeBody() {}

  public static Map<String, ?> of(Charge charge, Instant now) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", charge.id().value());
    body.put("action", charge.request().action().value());
    body.put("document", charge.request().document().map(DocumentId::value));
    body.put("quantity", charge.request().quantity());
    body.put("cost", charge.cost().amount());
    body.put("status", charge.statusAt(now).label());
    body.put("draws", DrawsBody.of(charge.drawdown()));
    body.put("at", charge.at());
    body.put("expiresAt", expiresAt(charge));
    return body;
  }

  private static Optional<Instant> expiresAt(Charge charge) {
    return switch (charge.state()) {
      case State.Held(Instant expiresAt) -> Optional.of(expiresAt);
      case State.Charged _, State.Captured _, State.Released _, State.Refunded _ ->
          Optional.empty();
    };
  }
}
