package dev.drawdown.local;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.drawdown.adapters.WebhookSettings;
import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.renewalwebhook.StripeSignature;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The provider's way into the service: a delivery is signed when it is sent, and takes the route
/// that every other one takes.
record Webhook(Endpoint gateway, InstantSource clock) {
  /// What signs local deliveries.
  static final String SECRET = "whsec_local";

  /// Events of the provider's test mode count here.
  static final WebhookSettings SETTINGS = new WebhookSettings(List.of(SECRET), false);

  private static final String PATH = "/webhooks/stripe";

  /// What the provider is told of a delivery: what came of it, or for which `reason` it was
  /// refused.
  record Delivery(int status, Optional<String> outcome, Optional<String> reason) {
    boolean isTaken() {
      return status == 200;
    }

    Map<String, ?> json() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("status", status);
      json.put("outcome", outcome);
      json.put("reason", reason);
      return json;
    }
  }

  Delivery deliver(String body, Optional<Forgery> forgery) {
    Instant now = clock.instant();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", "application/json; charset=utf-8");
    headers.put("host", "localhost");
    headers.put("user-agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)");
    signature(body, forgery, now).ifPresent(value -> headers.put("stripe-signature", value));
    return delivery(gateway.answer(request(body, headers)));
  }

  private static Optional<String> signature(String body, Optional<Forgery> forgery, Instant now) {
    return forgery
        .map(wrong -> wrong.signature(body, SECRET, now))
        .orElseGet(
            () ->
                Optional.of(
                    StripeSignature.sign(body.getBytes(StandardCharsets.UTF_8), SECRET, now)));
  }

  private static LocalRequest request(String body, Map<String, String> headers) {
    return new LocalRequest(
        "POST",
        PATH,
        Percent.segments(PATH),
        "",
        Map.of(),
        headers,
        List.of(),
        Optional.of(new LocalRequest.Body(body, false)),
        "127.0.0.1");
  }

  private static Delivery delivery(APIGatewayV2HTTPResponse answer) {
    JsonObject json = JsonObject.parse(answer.getBody());
    return new Delivery(
        answer.getStatusCode(),
        json.optionalText("outcome"),
        json.optionalText("detail").or(() -> json.optionalText("message")));
  }
}
