package dev.drawdown.domain.renewal;

import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static dev.drawdown.domain.fixtures.Facts.SUBSCRIPTION;
import static dev.drawdown.domain.fixtures.Facts.paid;
import static dev.drawdown.domain.fixtures.Run.run;
import static dev.drawdown.domain.fixtures.Times.APRIL;
import static dev.drawdown.domain.fixtures.Times.MARCH;
import static dev.drawdown.domain.fixtures.Times.MAY;
import static dev.drawdown.domain.fixtures.Times.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.billing.BillingLimit;
import dev.drawdown.domain.billing.Fact;
import dev.drawdown.domain.billing.PaidTime;
import dev.drawdown.domain.billing.RecordedTerm;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.Plan.PlanId;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.fixtures.InMemoryTable;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.renewal.RecordingTerms.RecordTermResult;
import dev.drawdown.domain.renewal.RecordingTerms.RecordTermResult.AlreadyRecorded;
import dev.drawdown.domain.renewal.RecordingTerms.RecordTermResult.KeyReused;
import dev.drawdown.domain.renewal.RecordingTerms.RecordTermResult.NotSold;
import dev.drawdown.domain.renewal.RecordingTerms.RecordTermResult.PaidForAnother;
import dev.drawdown.domain.renewal.RecordingTerms.RecordTermResult.Recorded;
import dev.drawdown.domain.renewal.RecordingTerms.RecordTermResult.TooMuch;
import dev.drawdown.domain.renewal.RecordingTerms.RecordedTermSituation;
import dev.drawdown.domain.rules.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// P1: a product's own backend records a paid term once per name.
class RecordingTermsTest {
  private static final Catalog CATALOG =
      simple().monthly(5).paid("solo", 100, 5).custom("custom").pool("office", 10).build();

  private final InMemoryTable table = new InMemoryTable();
  private final Account mia = Account.of("mia", CATALOG, table);

  @Test
  void a_term_is_granted_once_under_its_name() {
    RecordedTerm march = term("march", "mia", "solo", MARCH, APRIL);

    assertThat(record(march)).isInstanceOf(Recorded.class);
    assertThat(record(march)).isEqualTo(new AlreadyRecorded());

    assertThat(table.recordedTerm(march.name())).contains(march);
    assertThat(mia.left()).containsExactly(100L);
    assertThat(mia.ledger()).hasSize(1);
  }

  @Test
  void a_payment_under_another_name_is_recorded_and_grants_nothing_more() {
    record(term("march", "mia", "solo", MARCH, APRIL));
    RecordedTerm again = term("again", "mia", "solo", MARCH, APRIL);

    assertThat(record(again)).isInstanceOf(Recorded.class);

    assertThat(table.recordedTerm(again.name())).contains(again);
    assertThat(mia.left()).containsExactly(100L);
  }

  /// Otherwise one payment would grant credits to each of them in turn. The other account has the
  /// default plan's credits only.
  @ParameterizedTest
  @ValueSource(strings = {"ben", "zoe"})
  void a_term_of_one_account_is_never_recorded_for_another(String other) {
    record(term("march", "mia", "solo", MARCH, APRIL));
    mia.charged("c1", run(100));
    RecordedTerm again = term("again", other, "solo", MARCH, APRIL);

    assertThat(record(again)).isEqualTo(new PaidForAnother());

    assertThat(table.recordedTerm(again.name())).isEmpty();
    assertThat(mia.left()).containsExactly(0L);
    assertThat(Account.of(other, CATALOG, table).left()).containsExactly(5L);
    assertThat(record(term("april", other, "solo", APRIL, MAY))).isInstanceOf(Recorded.class);
  }

  /// A recording that breaks off before its last commit has granted nothing to an owner that the
  /// subscription doesn't know.
  @ParameterizedTest
  @ValueSource(strings = {"ben", "zoe"})
  void a_new_owner_gets_its_credits_together_with_the_subscription(String other) {
    record(term("march", "mia", "solo", MARCH, APRIL));

    List<Commit> commits = decide(term("april", other, "solo", APRIL, MAY)).commits();

    assertThat(commits)
        .extracting(commit -> ((Commit.Step) commit).journal().wallet().id())
        .containsExactly(WalletId.of(new AccountId("mia")), WalletId.of(new AccountId(other)));
    assertThat(commits.getLast().writes()).hasAtLeastOneElementOfType(Write.PutSubscription.class);
  }

  /// The bonus counts once an earlier term is known.
  @Test
  void the_next_term_is_a_renewal() {
    record(term("march", "mia", "solo", MARCH, APRIL));
    record(term("april", "mia", "solo", APRIL, MAY));

    assertThat(mia.at(APRIL).left()).containsExactly(105L);
  }

  @Test
  void a_name_is_never_used_for_another_term() {
    record(term("march", "mia", "solo", MARCH, APRIL));

    for (RecordedTerm other :
        List.of(
            term("march", "mia", "solo", MARCH, MAY),
            term("march", "ben", "solo", MARCH, APRIL),
            term("march", "mia", "gold", MARCH, APRIL))) {
      assertThat(record(other)).isEqualTo(new KeyReused());
    }
    assertThat(mia.left()).containsExactly(100L);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "gold, plan gold isn't sold",
    "monthly, plan monthly isn't sold by billing cycle",
    "'office', 'plan office is sold to pools, not to accounts'",
    "custom, the size of plan custom isn't stated"
  })
  void a_plan_that_is_not_sold_grants_nothing_and_its_name_stays_free(String plan, String reason) {
    RecordedTerm unsold = term("march", "mia", plan, MARCH, APRIL);

    assertThat(record(unsold)).isEqualTo(new NotSold(reason));

    assertThat(Rules.of(CATALOG).recordingTerms().facts(unsold)).isEmpty();
    assertThat(record(term("march", "mia", "solo", MARCH, APRIL))).isInstanceOf(Recorded.class);
  }

  @Test
  void more_terms_than_may_wait_are_refused() {
    List<Fact> days = new ArrayList<>();
    for (int day = 0; day < BillingLimit.WAITING_TERMS.most(); day++) {
      Instant start = APRIL.plus(Duration.ofDays(day));
      days.add(
          paid("solo", start, start.plus(Duration.ofDays(1))).fact(new AccountId("mia"), CATALOG));
    }
    Rules.of(CATALOG)
        .renewing()
        .apply(days, table.renewal(SUBSCRIPTION, days), NOW)
        .commits()
        .forEach(table::write);
    RecordedTerm more = term("more", "mia", "solo", MAY, MAY.plus(Duration.ofDays(365)));

    assertThat(record(more)).isEqualTo(new TooMuch(BillingLimit.WAITING_TERMS));
    assertThat(table.recordedTerm(more.name())).isEmpty();
  }

  @Test
  void a_term_has_1_to_a_million_units() {
    assertThat(units(1).quantity()).isEqualTo(1);
    assertThat(units(1_000_000).quantity()).isEqualTo(1_000_000);
    assertThatIllegalArgumentException().isThrownBy(() -> units(0));
    assertThatIllegalArgumentException().isThrownBy(() -> units(1_000_001));
  }

  private static RecordedTerm term(
      String key, String owner, String plan, Instant start, Instant end) {
    return term(key, owner, plan, new PaidTime(start, end), 1);
  }

  private static RecordedTerm units(int quantity) {
    return term("march", "mia", "solo", new PaidTime(MARCH, APRIL), quantity);
  }

  private static RecordedTerm term(
      String key, String owner, String plan, PaidTime time, int quantity) {
    return new RecordedTerm(
        new RecordedTerm.Name(SUBSCRIPTION, key),
        new AccountId(owner),
        new PlanId(plan),
        time,
        quantity);
  }

  /// Records `term` and writes the commits.
  private RecordTermResult record(RecordedTerm term) {
    RecordTermResult result = decide(term);
    result.commits().forEach(table::write);
    return result;
  }

  private RecordTermResult decide(RecordedTerm term) {
    RecordingTerms recording = Rules.of(CATALOG).recordingTerms();
    RecordedTermSituation found =
        new RecordedTermSituation(
            table.recordedTerm(term.name()), table.renewal(SUBSCRIPTION, recording.facts(term)));
    return recording.record(term, found, NOW);
  }
}
