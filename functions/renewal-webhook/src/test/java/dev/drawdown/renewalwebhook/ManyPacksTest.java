package dev.drawdown.renewalwebhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.topup.ToppingUp;
import org.junit.jupiter.api.Test;

/// U2: a paid checkout is always credited. The limit of packs is for calls of the API.
class ManyPacksTest {
  private final WebhookEndpoint endpoint = new WebhookEndpoint();

  @Test
  void a_paid_checkout_beyond_the_limit_of_packs_is_credited_once() {
    for (int number = 1; number <= ToppingUp.MAX_PACKS; number++) {
      assertThat(endpoint.outcome(bought(number))).isEqualTo("applied");
    }

    assertThat(endpoint.outcome(bought(501))).isEqualTo("applied");
    assertThat(endpoint.outcome(bought(501))).isEqualTo("known");

    assertThat(endpoint.parked()).isEmpty();
    assertThat(endpoint.wallet().book().packs()).hasSize(ToppingUp.MAX_PACKS + 1);
  }

  private static EventBody bought(int number) {
    return EventBody.of("checkout.session.completed")
        .id("evt_" + number)
        .with("id", "cs_" + number)
        .with("payment_intent", "pi_" + number);
  }
}
