package dev.drawdown.local.console;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.drawdown.adapters.WebhookSettings;
import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.local.gateway.Endpoint;
import dev.drawdown.local.gateway.LocalRequest;
import dev.drawdown.renewalwebhook.StripeSignature;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The provider's way into the service. A delivery is signed when it is sent, and takes the route
/// of every other request.
public record Webhook(Endpoint gateway, InstantSource clock, String secret) {
  /// The secret that signs deliveries by default.
  public static final String SECRET = "whsec_local";

  private static final String PATH = "/webhooks/stripe";

  /// The webhook's settings here. Events of the provider's test mode count.
  public static WebhookSettings settings(String secret) {
    return new WebhookSettings(List.of(secret), false);
  }

  /// The webhook's answer to the provider: the outcome, or the `reason` of a refusal.
  public record Delivery(int status, Optional<String> outcome, Optional<String> reason) {
    public boolean isTaken() {
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

  public Delivery deliver(String body, Optional<Forgery> forgery) {
    Instant now = clock.instant();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", "application/json; charset=utf-8");
    headers.put("host", "localhost");
    headers.put("user-agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)");
    signature(body, forgery, now).ifPresent(value -> headers.put("stripe-signature", value));
    return delivery(gateway.answer(LocalRequest.post(PATH, headers, body)));
  }

  private Optional<String> signature(String body, Optional<Forgery> forgery, Instant now) {
    return forgery
        .map(wrong -> wrong.signature(body, secret, now))
        .orElseGet(
            () ->
                Optional.of(
                    StripeSignature.sign(body.getBytes(StandardCharsets.UTF_8), secret, now)));
  }

  private static Delivery delivery(APIGatewayV2HTTPResponse answer) {
    JsonObject json = JsonObject.parse(answer.getBody());
    return new Delivery(
        answer.getStatusCode(),
        json.optionalText("outcome"),
        json.optionalText("detail").or(() -> json.optionalText("message")));
  }

  /// The faults of a forged or damaged delivery.
  public enum Forgery {
    /// Another secret signed it.
    SECRET,
    /// It was signed an hour ago.
    OLD,
    /// It was signed in an hour from now.
    FUTURE,
    /// The signature is of another body.
    BODY,
    /// The signature is malformed.
    MALFORMED,
    /// There is no signature.
    UNSIGNED;

    private static final Duration HOUR = Duration.ofHours(1);

    static Optional<Forgery> of(String label) {
      return Arrays.stream(values()).filter(forgery -> forgery.label().equals(label)).findFirst();
    }

    static String labels() {
      return Arrays.stream(values()).map(Forgery::label).collect(Collectors.joining(", "));
    }

    private String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// The signature of a delivery of `body`. The genuine one is made with `secret`.
    Optional<String> signature(String body, String secret, Instant now) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      return switch (this) {
        case SECRET -> Optional.of(StripeSignature.sign(bytes, secret + "_not", now));
        case OLD -> Optional.of(StripeSignature.sign(bytes, secret, now.minus(HOUR)));
        case FUTURE -> Optional.of(StripeSignature.sign(bytes, secret, now.plus(HOUR)));
        case BODY -> Optional.of(StripeSignature.sign(new byte[0], secret, now));
        case MALFORMED -> Optional.of("v1=" + StripeSignature.sign(bytes, secret, now));
        case UNSIGNED -> Optional.empty();
      };
    }
  }
}
