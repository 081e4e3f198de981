package dev.drawdown.domain.billing;

import static dev.drawdown.domain.billing.Paid.change;
import static dev.drawdown.domain.billing.Paid.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// P6: a subscription keeps the latest changes of a flag, and the repetitions that may still
/// matter.
class FlagChangesTest {
  private static final Optional<Instant> SET = Optional.of(day("2027-06-01"));
  private static final Optional<Instant> NOT_SET = Optional.empty();

  @Test
  void the_latest_8_changes_are_kept_and_the_latest_repetitions_1_of_set_and_8_of_not_set() {
    FlagChanges flags = FlagChanges.NONE;
    List<FlagChange> kept = new ArrayList<>();
    for (int day = 10; day < 20; day++) {
      FlagChange set = change("2027-01-" + day + "T06:00", NOT_SET, SET);
      FlagChange again = change("2027-01-" + day + "T07:00", SET, SET);
      FlagChange notSet = change("2027-01-" + day + "T08:00", NOT_SET, NOT_SET);
      flags = flags.with(set).with(again).with(notSet);
      if (day >= 12) {
        kept.addAll(List.of(set, notSet));
      }
      if (day == 19) {
        kept.add(again);
      }
    }

    assertThat(flags.latest()).containsExactlyInAnyOrderElementsOf(kept);
  }

  @Test
  void more_than_17_changes_are_refused() {
    List<FlagChange> most = new ArrayList<>();
    for (int day = 10; day < 27; day++) {
      most.add(change("2027-01-" + day, NOT_SET, SET));
    }
    assertThat(new FlagChanges(most).latest()).hasSize(17);

    most.add(change("2027-01-27", NOT_SET, SET));
    assertThatIllegalArgumentException().isThrownBy(() -> new FlagChanges(most));
  }
}
