package dev.drawdown.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManualChangeTest {
  @AutoClose private final Situation situation = new Situation();
  private final DrawdownClient client = situation.client();

  @ParameterizedTest
  @ValueSource(strings = {"", "ticket\n1", "ticket 1", "ticket/1", ".."})
  void a_change_with_an_invalid_key_is_refused_before_anything_is_sent(String key) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> client.grant("anna", key, 5, "sorry", Optional.empty()))
        .withMessageStartingWith("key must match");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> client.adjust("anna", key, -5, "a double refund"))
        .withMessageStartingWith("key must match");

    assertThat(situation.service.received).isEmpty();
    assertThat(situation.pauses).isEmpty();
  }
}
