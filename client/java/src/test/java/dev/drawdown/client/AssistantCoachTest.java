package dev.drawdown.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawdown.client.Metered.Release;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The sentences of Assistant Coach's own guide about failed work.
class AssistantCoachTest {
  private final Situation situation = new Situation();
  private final DrawdownClient client = situation.client();

  @AfterEach
  void close() {
    situation.close();
  }

  @Test
  @DisplayName("Credits are deducted when the AI action completes successfully.")
  void credits_are_deducted_when_the_action_completes_successfully() throws Exception {
    Metered<String> metered = situation.run();

    assertThat(Situation.outcomeOf(metered)).isEqualTo("Captured");
    assertThat(situation.service.statuses()).containsExactly("captured");
  }

  @Test
  @DisplayName(
      "If something goes wrong mid-generation (a timeout or server error), the credits are returned"
          + " to your balance - a server error")
  void after_a_server_error_the_credits_are_returned() {
    assertThatThrownBy(() -> client.metered(Situation.DRAFT, AssistantCoachTest::serverError))
        .hasMessage("500 from the model");

    assertThat(situation.service.statuses()).containsExactly("released");
  }

  @Test
  @DisplayName(
      "If something goes wrong mid-generation (a timeout or server error), the credits are returned"
          + " to your balance - a timeout")
  void after_a_timeout_the_credits_are_returned() throws Exception {
    MeteredCall hasty = MeteredCall.of("anna", "trend.analyze", "job-18", Duration.ofMillis(1));

    Metered<String> metered = client.metered(hasty, AssistantCoachTest::hanging);

    assertThat(metered).isEqualTo(new Metered.TimedOut<>(new Release.GivenBack(1, 0)));
    assertThat(situation.service.statuses()).containsExactly("released");
  }

  private static String serverError() throws IOException {
    throw new IOException("500 from the model");
  }

  private static String hanging() throws InterruptedException {
    new CountDownLatch(1).await();
    return "never";
  }
}
