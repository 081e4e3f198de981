package dev.drawdown.renewalwebhook;

import dev.drawdown.adapters.CachedSecrets;
import dev.drawdown.adapters.Environment;
import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.SigningSecrets;
import dev.drawdown.adapters.WebhookSettings;
import dev.drawdown.adapters.http.Answer;
import dev.drawdown.adapters.http.HttpFunction;
import dev.drawdown.adapters.http.Problem;
import dev.drawdown.adapters.http.Request;
import dev.drawdown.adapters.json.JsonProblem;
import dev.drawdown.adapters.secretsmanager.StoredSecret;
import dev.drawdown.adapters.store.OptimisticRetry;
import dev.drawdown.domain.parking.ReceivedEvent;
import dev.drawdown.renewalwebhook.EventDeliveries.DeliveryOutcome;
import dev.drawdown.renewalwebhook.stripe.StripeEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// `POST /webhooks/stripe`: receives the payment provider's events.
///
/// There is no token, because the signature proves the sender. The function reads a body only after
/// it has verified the signature, and never logs it. It ignores query parameters: a team may have
/// registered an address with some, and a refusal would lose payments.
public final class RenewalWebhookFunction extends HttpFunction {
  private static final String HEADER = "Stripe-Signature";

  private final Ports ports;
  private final EventDeliveries deliveries;

  public RenewalWebhookFunction() {
    this(Ports.fromEnvironment().with(settings(System.getenv())));
  }

  public RenewalWebhookFunction(Ports ports) {
    this(ports, ports.retry());
  }

  RenewalWebhookFunction(Ports ports, OptimisticRetry retry) {
    super(ports.callLog());
    ports.webhook().requireSecrets();
    this.ports = ports;
    this.deliveries = new EventDeliveries(ports, retry);
  }

  /// The first delivery reads the secrets, so they are read after a snapshot was restored.
  private static WebhookSettings settings(Map<String, String> environment) {
    String arn = Environment.named(environment, "WEBHOOK_SECRET_ARN");
    CachedSecrets secrets = new CachedSecrets(StoredSecret.of(arn, environment));
    return WebhookSettings.of(secrets, environment);
  }

  @Override
  protected Answer answer(Request request) {
    byte[] body = request.bytes(ReceivedEvent.MAX_BODY);
    Instant clock = ports.clock().instant();
    requireSignature(request, body, clock);
    StripeEvent event = event(body);

    DeliveryOutcome outcome =
        deliveries.take(event, new String(body, StandardCharsets.UTF_8), clock);

    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("received", true);
    answer.put("outcome", outcome.label());
    return counted(Answer.ok(answer), outcome);
  }

  /// Counts every outcome, with 0 for those that didn't happen: a metric without numbers is
  /// unknown, not 0.
  private static Answer counted(Answer answer, DeliveryOutcome outcome) {
    Answer counted = answer;
    for (DeliveryOutcome each : DeliveryOutcome.values()) {
      counted = counted.counted(each.metric(), each == outcome ? 1 : 0);
    }
    return counted;
  }

  private void requireSignature(Request request, byte[] body, Instant clock) {
    boolean genuine =
        request
            .header(HEADER)
            .flatMap(StripeSignature::parse)
            .filter(signature -> isGenuine(signature, body, clock))
            .isPresent();
    if (!genuine) {
      throw Problem.invalid(
          HEADER, "isn't a valid signature of this body, or is more than 5 minutes old or ahead");
    }
  }

  /// Reads no secrets for a delivery whose signature is too old or from the future.
  private boolean isGenuine(StripeSignature signature, byte[] body, Instant clock) {
    SigningSecrets secrets = ports.webhook().secrets();
    return signature.isRecent(clock)
        && (signature.verifies(body, secrets.at(clock), clock)
            || secrets
                .changed(clock)
                .filter(others -> signature.verifies(body, others, clock))
                .isPresent());
  }

  private static StripeEvent event(byte[] body) {
    try {
      return StripeEvent.read(body);
    } catch (JsonProblem problem) {
      String place = problem.place().isEmpty() ? "body" : problem.place();
      throw Problem.invalid(place, problem.reason());
    }
  }
}
