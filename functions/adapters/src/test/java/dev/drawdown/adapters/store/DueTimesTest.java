package dev.drawdown.adapters.store;

import static dev.drawdown.adapters.store.Sample.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.charge.ChargeWrite;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Journal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DueTimesTest {
  private static final Instant SOONER = Instant.parse("2026-03-14T09:30:00Z");
  private static final Instant LATER = Instant.parse("2026-03-14T09:35:00Z");

  @ParameterizedTest
  @CsvSource({
    "2026-03-31T23:55:00.000Z, 2026-03-31T23:55:00Z",
    "2026-03-31T23:55:00.001Z, 2026-04-01T00:00:00Z",
    "2026-04-01T00:00:00.000Z, 2026-04-01T00:00:00Z",
    "1969-12-31T23:59:59.999Z, 1970-01-01T00:00:00Z",
  })
  void a_due_time_is_rounded_up_to_five_minutes(Instant due, Instant noted) {
    assertThat(DueTimes.roundedUp(due)).isEqualTo(noted);
  }

  @ParameterizedTest
  @CsvSource({
    "      ,       ,       ",
    "SOONER,       , SOONER",
    "      , SOONER, SOONER",
    "SOONER, LATER , SOONER",
    "LATER , SOONER, SOONER",
  })
  void the_earlier_of_the_recorded_and_the_new_due_time_is_recorded(
      String before, String due, String noted) {
    Journal<AccountWallet> changed = Sample.noting(asleep().withDueAt(time(before)), 1, "sample");
    Commit commit = new Commit.Step(changed, List.of(changed), List.of());

    Commit.Step written = (Commit.Step) new DueTimes(_ -> time(due)).withDueTimes(commit);

    assertThat(written.journals())
        .extracting(journal -> journal.wallet().dueAt())
        .containsExactly(time(noted), time(noted));
    assertThat(written.journal().entries()).isEqualTo(changed.entries());
  }

  @Test
  void after_a_sweep_the_next_due_time_replaces_the_recorded_one() {
    AccountWallet noted = asleep().withDueAt(Optional.of(SOONER));

    assertThat(new DueTimes(_ -> Optional.of(LATER)).withFreshDueTime(noted).dueAt())
        .contains(LATER);
    assertThat(new DueTimes(_ -> Optional.empty()).withFreshDueTime(noted).dueAt()).isEmpty();
  }

  @Test
  void a_commit_without_a_wallet_is_unchanged() {
    Commit recordsOnly =
        new Commit.RecordsOnly(List.of(new ChargeWrite.OpenCharge(Sample.charge("k"))));

    assertThat(new DueTimes(_ -> Optional.of(NOW)).withDueTimes(recordsOnly))
        .isEqualTo(recordsOnly);
  }

  @Test
  void a_reader_without_due_times_can_not_write_wallets() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                DueTimes.UNKNOWN.withDueTimes(Sample.commit(Sample.opening(new AccountId("ada")))))
        .withMessage("the due time of this wallet isn't known here: account#ada");
  }

  private static AccountWallet asleep() {
    return Sample.opening(Sample.account()).wallet();
  }

  private static Optional<Instant> time(String name) {
    return Optional.ofNullable(name).map(named -> named.equals("SOONER") ? SOONER : LATER);
  }
}
