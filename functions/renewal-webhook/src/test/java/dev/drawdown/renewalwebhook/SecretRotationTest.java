package dev.drawdown.renewalwebhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawdown.adapters.CachedSecrets;
import dev.drawdown.adapters.http.Reply;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;

/// The provider and Secrets Manager get a new webhook secret. Nothing is deployed.
class SecretRotationTest {
  private static final String BODY = "{}";

  /// The secret in Secrets Manager, and the number of reads.
  private String stored = "whsec_old";

  private int readings;
  private boolean down;

  private final WebhookEndpoint endpoint =
      new WebhookEndpoint().with(new CachedSecrets(this::read));

  @Test
  void a_delivery_under_the_new_secret_is_accepted_at_once() {
    deliver("whsec_old");
    stored = "whsec_new";
    later(CachedSecrets.PAUSE);

    assertThat(isGenuine(deliver("whsec_new"))).isTrue();
    assertThat(isGenuine(deliver("whsec_old"))).isFalse();
    assertThat(readings).isEqualTo(2);
  }

  @Test
  void both_secrets_are_valid_while_both_are_stored() {
    stored = "whsec_new\nwhsec_old\n";

    assertThat(isGenuine(deliver("whsec_old"))).isTrue();
    assertThat(isGenuine(deliver("whsec_new"))).isTrue();
    assertThat(readings).isEqualTo(1);
  }

  @Test
  void a_withdrawn_secret_is_valid_for_at_most_five_minutes() {
    deliver("whsec_old");
    stored = "whsec_new";

    later(CachedSecrets.LIFE.minusMillis(1));
    assertThat(isGenuine(deliver("whsec_old"))).isTrue();
    later(Duration.ofMillis(1));
    assertThat(isGenuine(deliver("whsec_old"))).isFalse();
  }

  @Test
  void forged_deliveries_cause_one_read_in_ten_seconds() {
    deliver("whsec_old");

    for (int second = 0; second < 60; second++) {
      later(Duration.ofSeconds(1));
      assertThat(deliver("whsec_forged").status()).isEqualTo(400);
    }

    assertThat(readings).isEqualTo(1 + 6);
  }

  @Test
  void a_malformed_or_old_signature_causes_no_read() {
    String old =
        StripeSignature.sign(
            BODY.getBytes(UTF_8), "whsec_old", endpoint.now().minus(Duration.ofHours(1)));

    assertThat(endpoint.send(BODY, "t=now").status()).isEqualTo(400);
    assertThat(endpoint.send(BODY, old).status()).isEqualTo(400);
    assertThat(readings).isZero();
  }

  @Test
  void a_secret_that_can_not_be_read_is_answered_503_so_that_the_provider_sends_again() {
    down = true;
    Reply refused = deliver("whsec_old");
    down = false;
    later(CachedSecrets.RETRY);

    assertThat(refused.status()).isEqualTo(503);
    assertThat(isGenuine(deliver("whsec_old"))).isTrue();
  }

  @Test
  void a_flood_causes_one_read_in_a_second_while_no_secret_is_known() {
    down = true;

    for (int delivery = 0; delivery < 40; delivery++) {
      assertThat(deliver("whsec_forged").status()).isEqualTo(503);
      later(CachedSecrets.RETRY.dividedBy(10));
    }

    assertThat(readings).isEqualTo(4);
  }

  @Test
  void forged_deliveries_cause_no_more_reads_while_the_secret_can_not_be_read() {
    deliver("whsec_old");
    later(CachedSecrets.PAUSE);
    down = true;

    assertThat(deliver("whsec_forged").status()).isEqualTo(503);
    assertThat(deliver("whsec_forged").status()).isEqualTo(400);
    assertThat(isGenuine(deliver("whsec_old"))).isTrue();
    assertThat(readings).isEqualTo(2);
  }

  /// The gateway answers an exception with 500, and the provider sends the event again.
  @Test
  void an_invalid_secret_is_an_error_of_the_deployment_and_not_of_the_provider() {
    stored = "{\"secret\":\"whsec_old\"}";

    assertThatThrownBy(() -> deliver("whsec_old"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageNotContaining("whsec");
  }

  private String read() {
    readings++;
    if (down) {
      throw SecretsManagerException.builder().message("it rains").build();
    }
    return stored;
  }

  private void later(Duration time) {
    endpoint.at(endpoint.now().plus(time).toString());
  }

  private Reply deliver(String secret) {
    return endpoint.send(BODY, StripeSignature.sign(BODY.getBytes(UTF_8), secret, endpoint.now()));
  }

  /// A genuine body that is no event is refused by its fields. Any other body is refused by its
  /// signature.
  private static boolean isGenuine(Reply reply) {
    return !String.valueOf(reply.at("field")).equals("Stripe-Signature") && reply.status() == 400;
  }
}
