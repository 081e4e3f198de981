package dev.drawdown.renewalwebhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.DocumentId;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.parking.Parked;
import dev.drawdown.domain.topup.ToppingUp;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// U2: a paid checkout beyond the limit of packs is parked, and a replay credits its pack.
class ManyPacksTest {
  private final WebhookEndpoint endpoint = new WebhookEndpoint();

  @Test
  void a_pack_beyond_the_limit_waits_until_another_one_is_used_up() {
    for (int number = 1; number <= ToppingUp.MAX_PACKS; number++) {
      assertThat(endpoint.outcome(bought(number))).isEqualTo("applied");
    }

    assertThat(endpoint.outcome(bought(501))).isEqualTo("parked");
    assertThat(endpoint.outcome(bought(501))).isEqualTo("parked");
    assertThat(endpoint.outcome(bought(1))).isEqualTo("known");
    assertThat(endpoint.parked())
        .singleElement()
        .extracting(Parked::reason)
        .isEqualTo("the account has 500 packs that aren't used up");
    assertThat(endpoint.replay("evt_501")).containsInstanceOf(WebhookOutcome.Impossible.class);

    useUpStarterAndFirstPack();
    assertThat(endpoint.replay("evt_501")).contains(new WebhookOutcome.Given());
    assertThat(endpoint.parked()).isEmpty();
    assertThat(endpoint.wallet().book().packs()).hasSize(ToppingUp.MAX_PACKS);
  }

  private static EventBody bought(int number) {
    return EventBody.of("checkout.session.completed")
        .id("evt_" + number)
        .with("id", "cs_" + number)
        .with("payment_intent", "pi_" + number);
  }

  private void useUpStarterAndFirstPack() {
    ChargeId key = new ChargeId("used");
    ChargeRequest request =
        new ChargeRequest(
            new ActionId("lab.analyze"), Optional.of(new DocumentId("d")), 60, Optional.empty());
    endpoint.store.commitAll(
        endpoint
            .ports()
            .rules()
            .charging()
            .charge(
                key,
                request,
                endpoint.store.load(WebhookEndpoint.ANNA, Optional.of(key), Optional.empty()),
                endpoint.now())
            .commits());
  }
}
