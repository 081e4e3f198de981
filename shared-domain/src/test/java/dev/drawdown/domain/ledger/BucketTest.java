package dev.drawdown.domain.ledger;

import static dev.drawdown.domain.fixtures.Times.APRIL;
import static dev.drawdown.domain.fixtures.Times.NOW;
import static dev.drawdown.domain.fixtures.Wallets.credits;
import static dev.drawdown.domain.fixtures.Wallets.wallet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.Plan.PlanId;
import dev.drawdown.domain.fixtures.Wallets;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// S1, U1, G1, L2: which kinds of buckets expire, and which report their usage.
class BucketTest {
  @ParameterizedTest(name = "{0}")
  @MethodSource("buckets")
  void a_bucket_expires_or_not_and_reports_usage_or_not(
      String kind, Wallets one, Optional<Instant> expiresAt, boolean reportsUsage) {
    Bucket bucket = one.build().buckets().getFirst();

    assertThat(bucket.expiresAt()).as(kind).isEqualTo(expiresAt);
    assertThat(bucket.warned()).isZero();
    if (reportsUsage) {
      assertThat(bucket.withWarnings(2).warned()).isEqualTo(2);
    } else {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> bucket.withWarnings(2))
          .withMessageStartingWith("this kind of bucket reports no usage");
    }
  }

  @Test
  void a_bucket_has_at_most_its_granted_credits_left() {
    PlanId plan = new PlanId("solo");
    Credits more = credits(6);
    Credits none = credits(0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Bucket.Plan(1, plan, credits(5), more, NOW, APRIL, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Bucket.Starter(1, credits(5), more, NOW, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Bucket.TopUp(1, credits(5), more, NOW, none));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Bucket.Promotional(1, credits(5), more, NOW, Optional.empty()));
  }

  static Stream<Arguments> buckets() {
    return Stream.of(
        row("a month of an unpaid plan", wallet().plan(5), Optional.of(APRIL), true),
        row("a paid plan", wallet().plan(5).paid(), Optional.of(APRIL), true),
        row("starter credits", wallet().starter(5), Optional.empty(), true),
        row("a pack", wallet().topUp(5), Optional.empty(), false),
        row(
            "operators' credits with an end",
            wallet().promotional(5, Optional.of(APRIL)),
            Optional.of(APRIL),
            false),
        row(
            "operators' credits without an end",
            wallet().promotional(5, Optional.empty()),
            Optional.empty(),
            false));
  }

  private static Arguments row(
      String kind, Wallets one, Optional<Instant> expiresAt, boolean reportsUsage) {
    return Arguments.of(kind, one, expiresAt, reportsUsage);
  }
}
