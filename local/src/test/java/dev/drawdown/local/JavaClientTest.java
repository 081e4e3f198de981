package dev.drawdown.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.drawdown.client.DrawdownClient;
import dev.drawdown.client.DrawdownException;
import dev.drawdown.client.ManualChange;
import dev.drawdown.client.Session;
import dev.drawdown.local.gateway.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A backend's calls by the Java client besides metering: grants, adjustments, sessions.
class JavaClientTest {
  private ServiceInMemory service;
  private DrawdownClient client;

  @BeforeEach
  void start() {
    service = new ServiceInMemory("assistant-coach");
    client = DrawdownClient.at(service.server().address(), Tokens.SERVICE).build();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void a_key_grants_credits_once() throws InterruptedException {
    Optional<Instant> end = Optional.of(Instant.parse("2026-12-31T00:00:00Z"));

    ManualChange first = client.grant("anna", "ticket-1", 50, "sorry", end);
    ManualChange again = client.grant("anna", "ticket-1", 50, "sorry", end);

    assertThat(first.change()).isEqualTo(50);
    assertThat(first.expiresAt()).isEqualTo(end);
    assertThat(first.balance().total()).isEqualTo(100);
    assertThat(again.balance().total()).isEqualTo(100);
    assertThatExceptionOfType(DrawdownException.class)
        .isThrownBy(() -> client.grant("anna", "ticket-1", 51, "sorry", end))
        .withMessageContaining("was used for another change")
        .returns("key-reused", DrawdownException::code);
  }

  @Test
  void an_adjustment_shows_the_credits_that_it_took() throws InterruptedException {
    ManualChange taken = client.adjust("anna", "ticket-2", -80, "granted twice");

    assertThat(taken.credits()).isEqualTo(-80);
    assertThat(taken.change()).isEqualTo(-50);
    assertThat(taken.balance().total()).isZero();
  }

  @Test
  void a_session_reads_the_account_and_never_shows_its_token() throws InterruptedException {
    Session session = client.session("a|b", Duration.ofMinutes(5));
    Session pool = client.poolSession("acme", Duration.ofMinutes(5));

    try (Developer browser = service.developer().as(session.token())) {
      assertThat(browser.see("/v1/session/balance").at("account")).isEqualTo("a|b");
    }
    assertThat(session.expiresAt()).isEqualTo(ServiceInMemory.NOW.plus(Duration.ofMinutes(5)));
    assertThat(session.toString()).doesNotContain(session.token());
    assertThat(pool.token()).isNotEqualTo(session.token());
  }
}
