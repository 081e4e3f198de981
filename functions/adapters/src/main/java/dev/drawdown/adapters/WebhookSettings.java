package dev.drawdown.adapters;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// What the webhook must know of its endpoint at the payment provider: the secrets that sign its
/// deliveries, several while one is replaced by another, and whether it is for real money.
public record WebhookSettings(List<String> secrets, boolean livemode) {
  /// For functions that take no webhooks.
  public static final WebhookSettings NONE = new WebhookSettings(List.of(), true);

  public WebhookSettings {
    secrets = List.copyOf(secrets);
    if (secrets.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("a secret must not be blank");
    }
  }

  /// `WEBHOOK_SECRETS`, separated by commas, and `LIVEMODE`, which is `true` unless it is `false`.
  static WebhookSettings of(Map<String, String> environment) {
    List<String> secrets =
        Arrays.stream(environment.getOrDefault("WEBHOOK_SECRETS", "").split(","))
            .map(String::strip)
            .filter(secret -> !secret.isEmpty())
            .toList();
    boolean livemode = !environment.getOrDefault("LIVEMODE", "true").equals("false");
    return new WebhookSettings(secrets, livemode);
  }

  public void requireSecrets() {
    if (secrets.isEmpty()) {
      throw new IllegalStateException("WEBHOOK_SECRETS is not set");
    }
  }

  /// Secrets are never shown.
  @Override
  public String toString() {
    return "WebhookSettings[" + secrets.size() + " secrets, livemode=" + livemode + "]";
  }
}
