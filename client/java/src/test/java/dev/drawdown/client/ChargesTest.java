package dev.drawdown.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drawdown.client.Charges.Order;
import dev.drawdown.client.StubService.Behaviour;
import dev.drawdown.client.StubService.Received;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChargesTest {
  private static final String HOLD = Samples.charge("job-17", "reply", "held", 8);

  private final Situation situation = new Situation();
  private final Charges charges = situation.client().charges("anna");

  @AfterEach
  void close() {
    situation.close();
  }

  @Test
  void a_hold_is_opened_under_its_key() throws Exception {
    answers(201, Samples.charged(HOLD));

    Charge hold =
        charges.open(Order.of("job-17", "reply", 8).on("mail-3").held(Duration.ofMinutes(5)));

    assertThat(hold.status()).isEqualTo(Charge.Status.HELD);
    assertThat(hold.captured()).isZero();
    assertThat(last().path()).isEqualTo("/v1/accounts/anna/charges");
    assertThat(last().key()).contains("job-17");
    assertThat(Json.object(last().body()))
        .isEqualTo(
            Map.of(
                "action",
                "reply",
                "document",
                "mail-3",
                "quantity",
                8L,
                "hold",
                Map.of("expiresIn", "PT5M")));
  }

  @Test
  void a_part_states_the_running_total() throws Exception {
    answers(200, Samples.charged(HOLD.replace("\"cost\":8", "\"cost\":8,\"captured\":5")));

    Charge held = charges.capturePart("job-17", 5);

    assertThat(held.captured()).isEqualTo(5);
    assertThat(last().path()).isEqualTo("/v1/accounts/anna/charges/job-17/capture");
    assertThat(last().body()).isEqualTo("{\"captured\":5,\"final\":false}");
  }

  @Test
  void the_last_part_makes_the_hold_final() throws Exception {
    answers(200, Samples.charged(Samples.charge("job-17", "reply", "captured", 6)));

    Charge captured = charges.capture("job-17", 6);

    assertThat(captured.cost()).isEqualTo(6);
    assertThat(last().body()).isEqualTo("{\"captured\":6,\"final\":true}");
  }

  @Test
  void a_hold_is_extended_from_now_on() throws Exception {
    answers(200, Samples.charged(HOLD));

    charges.extend("job|17", Duration.ofHours(2));

    assertThat(last().path()).isEqualTo("/v1/accounts/anna/charges/job|17/extend");
    assertThat(last().body()).isEqualTo("{\"expiresIn\":\"PT2H\"}");
  }

  @Test
  void credits_beyond_the_hold_are_a_charge_that_names_it() throws Exception {
    answers(201, Samples.charged(Samples.charge("job-17:rest", "reply", "charged", 2)));

    Map<String, String> metadata = Map.of("team", "red");
    charges.open(Order.of("job-17:rest", "reply", 2).continuing("job-17").noting(metadata));

    assertThat(Json.object(last().body()))
        .isEqualTo(
            Map.of(
                "action",
                "reply",
                "quantity",
                2L,
                "continues",
                "job-17",
                "metadata",
                Map.of("team", "red")));
  }

  @Test
  void a_hold_is_given_back_for_a_reason() throws Exception {
    answers(200, Samples.refunded(Samples.charge("job-17", "reply", "captured", 5)));

    Charge left = charges.giveBack("job-17", "the agent stopped");

    assertThat(left.cost()).isEqualTo(5);
    assertThat(last().path()).isEqualTo("/v1/accounts/anna/charges/job-17/refund");
  }

  @Test
  void a_part_whose_answer_was_lost_is_sent_again() throws Exception {
    situation.service.next(Behaviour.Loses.REQUEST);
    answers(200, Samples.charged(HOLD));

    charges.capturePart("job-17", 5);

    assertThat(situation.service.received).hasSize(2);
    assertThat(situation.service.received.get(0)).isEqualTo(last());
  }

  @Test
  void a_refusal_has_its_code() {
    answers(409, "{\"code\":\"hold-expired\",\"detail\":\"Its credits are released.\"}");

    DrawdownException refused =
        catchThrowableOfType(
            DrawdownException.class, () -> charges.extend("job-17", Duration.ofHours(1)));

    assertThat(refused.code()).isEqualTo("hold-expired");
    assertThat(refused).hasMessage("Its credits are released.");
  }

  @Test
  void invalid_names_are_refused_before_anything_is_sent() {
    assertThatIllegalArgumentException().isThrownBy(() -> charges.capturePart("a/b", 1));
    assertThatIllegalArgumentException().isThrownBy(() -> Order.of("", "reply", 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Order.of("k", "reply", 1).continuing(".."));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Order.of("k", "reply", 1).noting(Map.of("", "red")));
    assertThat(situation.service.received).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1_001})
  void a_quantity_outside_1_to_1000_is_refused_here(int quantity) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Order.of("k", "reply", quantity))
        .withMessage("quantity must be 1 to 1000: " + quantity);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "é", "line\nbreak"})
  void an_invalid_document_is_refused_here(String document) {
    Order order = Order.of("k", "reply", 1_000);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> order.on(document))
        .withMessageStartingWith("document must match");
    assertThatIllegalArgumentException().isThrownBy(() -> order.on("d".repeat(129)));
    assertThat(order.on("d".repeat(128)).quantity()).isEqualTo(1_000);
  }

  private void answers(int status, String body) {
    situation.service.next(StubService.answers(status, body));
  }

  private Received last() {
    return situation.service.received.get(situation.service.received.size() - 1);
  }
}
