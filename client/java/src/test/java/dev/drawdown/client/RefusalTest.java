package dev.drawdown.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.drawdown.client.Refusal.NextStep;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every refusal of the service has its own type. An unknown one is a refusal too.
class RefusalTest {
  private static final Instant DECEMBER = Instant.parse("2026-12-01T00:00:00Z");
  private static final Balance BALANCE = Balance.of(JsonObject.parse(Samples.BALANCE));

  static Stream<Arguments> refusals() {
    return Stream.of(
        arguments(404, "unknown-action", "", new Refusal.UnknownAction("No.")),
        arguments(409, "too-many-holds", "", new Refusal.TooManyHolds("No.")),
        arguments(409, "pool-holds-full", "", new Refusal.PoolHoldsFull("No.")),
        arguments(
            409,
            "in-progress",
            ",\"expiresAt\":\"2026-12-01T00:00:00Z\"",
            new Refusal.InProgress("No.", DECEMBER)),
        arguments(
            402,
            "payment-required",
            ",\"actions\":[{\"type\":\"update-payment-method\"}],\"balance\":" + Samples.BALANCE,
            new Refusal.PaymentRequired(
                "No.",
                BALANCE,
                List.of(
                    new NextStep("update-payment-method", Optional.empty(), Optional.empty())))),
        arguments(400, "invalid-request", "", new Refusal.Rejected("No.", 400, "invalid-request")),
        arguments(403, "forbidden", "", new Refusal.Rejected("No.", 403, "forbidden")),
        arguments(451, "new-one-day", "", new Refusal.Rejected("No.", 451, "new-one-day")));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("refusals")
  void a_refusals_type_follows_from_its_code(int status, String code, String more, Refusal refusal)
      throws InterruptedException {
    String body = "{\"code\":\"%s\",\"detail\":\"No.\"%s}".formatted(code, more);

    assertThat(refusedWith(status, body)).isEqualTo(refusal);
    assertThat(refusal.holdMayBeOpen()).isFalse();
  }

  @Test
  void out_of_credits_has_the_next_steps() throws InterruptedException {
    assertThat(refusedWith(402, Samples.OUT_OF_CREDITS))
        .isEqualTo(
            new Refusal.OutOfCredits(
                "This takes 3 credits and 1 is left.",
                3,
                BALANCE,
                Optional.of(DECEMBER),
                List.of(
                    new NextStep("wait", Optional.empty(), Optional.of(DECEMBER)),
                    new NextStep(
                        "top-up", Optional.of("https://app.example.com/packs"), Optional.empty())),
                OptionalLong.empty()));
  }

  @Test
  void an_unreadable_refusal_is_a_refusal() throws InterruptedException {
    assertThat(refusedWith(402, "{\"code\":\"out-of-credits\"}"))
        .isInstanceOf(Refusal.Rejected.class);
    assertThat(refusedWith(409, "{\"code\":\"in-progress\"}")).isInstanceOf(Refusal.Rejected.class);
    assertThat(refusedWith(403, "<html>")).isInstanceOf(Refusal.Rejected.class);
    assertThat(refusedWith(403, "{\"code\":{},\"detail\":1}"))
        .isEqualTo(new Refusal.Rejected("The service answered 403.", 403, ""));
  }

  @Test
  void a_balance_keeps_its_known_members() {
    assertThat(BALANCE.plan())
        .contains(new Balance.PlanPeriod("monthly", Optional.of(DECEMBER), Optional.empty()));
    assertThat(BALANCE.buckets())
        .containsExactly(
            new Balance.Bucket("plan-1", "plan", 49, 50, Optional.of(DECEMBER), false),
            new Balance.Bucket("topup-1", "top-up", 20, 20, Optional.empty(), true));
    assertThat(BALANCE.usage()).isEqualTo(new Balance.Usage(1, 50, 2, "ok", Optional.of(DECEMBER)));
    assertThat(BALANCE.version()).isEqualTo(3);
  }

  private static Refusal refusedWith(int status, String body) throws InterruptedException {
    try (Situation situation = new Situation()) {
      situation.service.next(StubService.answers(status, body));
      Metered<String> metered = situation.run();
      assertThat(situation.runs).hasValue(0);
      return Situation.refusalOf(metered);
    }
  }
}
