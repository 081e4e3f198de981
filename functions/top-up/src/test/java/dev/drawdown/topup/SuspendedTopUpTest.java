package dev.drawdown.topup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.http.Call;
import dev.drawdown.adapters.http.Reply;
import dev.drawdown.adapters.store.Subscriber;
import org.junit.jupiter.api.Test;

/// P6, P7, U2: over HTTP, packs for accounts whose plan is unpaid or has ended.
class SuspendedTopUpTest {
  @Test
  void a_suspended_account_still_buys_packs() {
    Reply employee = bought(Subscriber.to("ai-employee", "starter").suspended(), "pack-250");
    Reply practitioner = bought(Subscriber.to("outsmart", "solo").suspended(), "pack-50");

    assertThat(employee.status()).isEqualTo(201);
    assertThat(employee.at("bucket.remaining")).isEqualTo(250);
    assertThat(employee.at("balance.standing")).isEqualTo("suspended");
    assertThat(practitioner.status()).isEqualTo(201);
    assertThat(practitioner.at("balance.standing")).isEqualTo("suspended");
  }

  @Test
  void a_pack_does_not_pay_for_a_plan() {
    Subscriber anna = Subscriber.to("outsmart", "solo").suspended();

    Reply bought = bought(anna, "pack-50");

    assertThat(bought.at("balance.standing")).isEqualTo("suspended");
    assertThat(bought(anna.renewed("solo"), "pack-50").at("balance.standing")).isEqualTo("active");
  }

  @Test
  void
      after_the_end_of_the_subscription_packs_for_plan_holders_are_refused_with_the_way_to_a_plan() {
    Reply practitioner = bought(Subscriber.to("outsmart", "solo").suspended().ended(), "pack-50");
    Reply employee =
        bought(Subscriber.to("ai-employee", "starter").suspended().ended(), "pack-250");

    assertThat(practitioner.status()).isEqualTo(409);
    assertThat(practitioner.at("code")).isEqualTo("plan-required");
    assertThat(practitioner.at("actions.0.type")).isEqualTo("choose-plan");
    assertThat(employee.status()).isEqualTo(201);
  }

  private static Reply bought(Subscriber anna, String pack) {
    return Call.sample("top-up")
        .body("{\"pack\":\"%s\",\"payment\":\"pi_1\"}".formatted(pack))
        .on(new TopUpFunction(anna.ports()));
  }
}
