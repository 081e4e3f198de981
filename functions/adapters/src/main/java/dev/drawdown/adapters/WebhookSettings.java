package dev.drawdown.adapters;

import java.util.List;
import java.util.Map;

/// The webhook's settings for its endpoint at the payment provider: the secrets that sign its
/// deliveries, and whether it handles real money.
public record WebhookSettings(SigningSecrets secrets, boolean livemode) {
  private static final SigningSecrets NO_SECRETS = SigningSecrets.fixed(List.of());

  /// For functions that take no webhooks.
  public static final WebhookSettings NONE = new WebhookSettings(NO_SECRETS, true);

  /// Settings with secrets that never change.
  public WebhookSettings(List<String> secrets, boolean livemode) {
    this(SigningSecrets.fixed(secrets), livemode);
  }

  /// `LIVEMODE` of the environment is true unless it is `false`.
  public static WebhookSettings of(SigningSecrets secrets, Map<String, String> environment) {
    return new WebhookSettings(
        secrets, !environment.getOrDefault("LIVEMODE", "true").equals("false"));
  }

  public void requireSecrets() {
    if (secrets.equals(NO_SECRETS)) {
      throw new IllegalStateException("the webhook has no signing secrets");
    }
  }
}
