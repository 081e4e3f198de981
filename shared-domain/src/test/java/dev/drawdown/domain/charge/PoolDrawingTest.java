package dev.drawdown.domain.charge;

import static dev.drawdown.domain.fixtures.Run.run;
import static dev.drawdown.domain.fixtures.Wallets.credits;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.charge.ChargeResult.Charged;
import dev.drawdown.domain.charge.ChargeResult.OutOfCredits;
import dev.drawdown.domain.charge.ChargeResult.PaidBefore;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.fixtures.Office;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// D1, D2, O1, O2: members draw from the pool at its place in the draw order, up to their cap. One
/// transaction takes the whole cost.
class PoolDrawingTest {
  @ParameterizedTest(name = "{0}: {1} takes {2}, leaving {3} and {4} in the pool")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # after personal credits and before top-ups
          solo 3, pool 5, pack 10           | 12 | plan 3, pool 5, top-up 4 | 0 + 0 + 6  | 0
          solo 3, pool 5, pack 10           | 3  | plan 3                   | 0 + 5 + 10 | 5
          solo 3, pool 5, pack 10           | 4  | plan 3, pool 1           | 0 + 4 + 10 | 4
          solo 3, pool 5, pack 10           | 8  | plan 3, pool 5           | 0 + 0 + 10 | 0
          solo 3, pool 5, pack 10           | 18 | plan 3, pool 5, top-up 10 | 0 + 0      | 0
          pool 5, pack 10                   | 7  | pool 5, top-up 2         | 0 + 8      | 0
          solo 3, pool 5                    | 7  | plan 3, pool 4           | 0 + 1      | 1
          pool 5                            | 5  | pool 5                   | 0          | 0
          # up to the cap
          solo 3, pool 5, pack 10, cap 2    | 12 | plan 3, pool 2, top-up 7 | 0 + 0 + 3  | 3
          solo 3, pool 5, pack 10, cap 2    | 4  | plan 3, pool 1           | 0 + 1 + 10 | 4
          solo 3, pool 5, pack 10, cap 5    | 12 | plan 3, pool 5, top-up 4 | 0 + 0 + 6  | 0
          solo 3, pool 5, pack 10, cap 9    | 12 | plan 3, pool 5, top-up 4 | 0 + 0 + 6  | 0
          # in the catalog's order
          solo 3, pool 5, pack 10, drawn pool plan top-up | 7  | pool 5, plan 2           | 0 + 1 + 10 | 0
          solo 3, pool 5, pack 10, drawn plan top-up pool | 14 | plan 3, top-up 10, pool 1 | 0 + 4     | 4
          solo 3, pool 5, pack 10, drawn top-up pool plan | 16 | top-up 10, pool 5, plan 1 | 0 + 2     | 0
          solo 3, pool 5, pack 10, cap 2, drawn pool plan top-up | 7 | pool 2, plan 3, top-up 2 | 0 + 0 + 8 | 3
          # over shards
          solo 3, pool 5, pack 10, shards 2  | 12 | plan 3, pool 5, top-up 4 | 0 + 0 + 6  | 0
          solo 3, pool 5, pack 10, shards 3, cap 4 | 12 | plan 3, pool 4, top-up 5 | 0 + 0 + 5 | 1
          solo 3, pool 5, pack 10, shards 16 | 12 | plan 3, pool 5, top-up 4 | 0 + 0 + 6  | 0
          solo 3, pool 50, pack 10, shards 16 | 40 | plan 3, pool 37         | 0 + 13 + 10 | 13
          """)
  void drawing(String given, int cost, String drawn, String left, long pool) {
    PooledScenario played = new PooledScenario(given).play("charge " + cost);

    assertThat(played.answer()).isInstanceOf(Charged.class);
    assertThat(played.drawn()).isEqualTo(drawn);
    assertThat(played.left()).isEqualTo(left);
    assertThat(played.office().left()).isEqualTo(pool);
    assertThat(played.office().audit().consistent()).isTrue();
  }

  @ParameterizedTest(name = "{0}: {1}, of which the cap blocks {2}")
  @CsvSource(
      delimiter = '|',
      nullValues = "nothing",
      textBlock =
          """
          solo 3, pool 5, pack 10        | 19 | nothing
          solo 3, pool 5, pack 10, cap 2 | 16 | 2
          solo 3, pool 5, pack 10, cap 2 | 18 | 2
          # without the cap it wouldn't do either
          solo 3, pool 5, pack 10, cap 2 | 19 | nothing
          solo 3, pool 5, pack 10, cap 5 | 19 | nothing
          solo 3, pool 5, pack 10, cap 9 | 19 | nothing
          pool 5, cap 2                  | 3  | 2
          pool 5, cap 2                  | 6  | nothing
          pool 9, cap 4, shards 3         | 5  | 4
          pool 9, cap 4, shards 3         | 10 | nothing
          """)
  void a_refusal_names_the_cap_only_if_the_cap_is_the_reason(String given, int cost, Long limit) {
    PooledScenario played = new PooledScenario(given);
    String before = played.left();

    played.play("charge " + cost);

    assertThat(played.answer())
        .isInstanceOfSatisfying(
            OutOfCredits.class,
            refused ->
                assertThat(refused.limit())
                    .isEqualTo(Optional.ofNullable(limit).map(cap -> credits(cap))));
    assertThat(played.left()).isEqualTo(before);
    assertThat(played.office().ledger()).hasSize(1);
  }

  /// D2: a refusal that depends on all shards is right only if none of them changed meanwhile.
  @ParameterizedTest(name = "{0}: {1} is refused because of the whole pool: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          pool 5                          | 6 | true
          pool 5, shards 3                | 6 | true
          solo 3, pool 5, shards 3        | 9 | true
          pool 5, cap 6                   | 6 | true
          pool 5, cap 5                   | 6 | false
          pool 5, cap 2                   | 3 | false
          pool 5, cap 2                   | 6 | false
          """)
  void a_refusal_rests_on_the_whole_pool_unless_a_cap_allows_no_more(
      String given, int cost, boolean whole) {
    PooledScenario played = new PooledScenario(given).play("charge " + cost);

    assertThat(played.answer()).isInstanceOf(OutOfCredits.class);
    assertThat(((OutOfCredits) played.answer()).restsOnWholePool()).isEqualTo(whole);
  }

  @ParameterizedTest(name = "{0} shards")
  @ValueSource(ints = {1, 2, 3, 16})
  void charges_of_all_members_on_a_pool_of_k_succeed_exactly_k_times(int shards) {
    PooledScenario played = new PooledScenario("pool 37, shards " + shards);
    Office office = played.office();
    Account[] people = {office.member("ann"), office.member("bob"), office.member("cem", 5)};

    int charged = 0;
    for (int call = 0; call < 120; call++) {
      Account asking = people[call % people.length];
      charged += asking.charge("k" + call, "run") instanceof Charged ? 1 : 0;
    }

    assertThat(charged).isEqualTo(37);
    assertThat(office.left()).isZero();
    assertThat(people[2].ledger()).filteredOn(entry -> !entry.postings().isEmpty()).hasSize(5);
  }

  /// D3, V4: a quote uses the same decision as a charge, and commits nothing.
  @ParameterizedTest(name = "{0} shards")
  @ValueSource(ints = {1, 3, 16})
  void a_quote_is_the_same_decision(int shards) {
    PooledScenario played =
        new PooledScenario("solo 3, pool 40, pack 10, cap 30, shards " + shards);
    Account member = played.member();

    ChargeResult quoted = member.quote(run(36));
    ChargeResult refused = member.quote(run(44));

    assertThat(played.left()).isEqualTo("3 + 30 + 10");
    assertThat(played.office().ledger()).hasSize(1);
    assertThat(((OutOfCredits) refused).limit()).contains(credits(30));
    assertThat(((Charged) quoted).charge().drawdown())
        .isEqualTo(member.charged(run(36)).drawdown());
  }

  /// D5, F3: a document is paid once, by any payer.
  @Test
  void a_document_paid_by_the_pool_is_free_until_the_refund() {
    PooledScenario played = new PooledScenario("pool 5, pack 10");
    Account member = played.member();
    member.charged("k1", run("letter").on("doc-1"));

    member.leave("office");
    ChargeResult second = member.charge("k2", run("letter").on("doc-1"));
    assertThat(second).isInstanceOf(PaidBefore.class);
    assertThat(member.total()).isEqualTo(10);

    member.refund("k1");
    assertThat(member.charge("k2", run("letter").on("doc-1"))).isInstanceOf(Charged.class);
    assertThat(member.total()).isEqualTo(9);
    assertThat(played.office().left()).isEqualTo(5);
  }

  /// I1: the key is the charge's id for ever, even if the account is in another pool now.
  @Test
  void a_retry_after_leaving_the_pool_gets_the_same_charge() {
    PooledScenario played = new PooledScenario("pool 5, pack 10").play("charge 3, leave, charge 3");

    assertThat(played.answered()).isEqualTo("AlreadyCharged");
    assertThat(played.drawn()).isEqualTo("pool 3");
    assertThat(played.left()).isEqualTo("10");
    assertThat(played.office().left()).isEqualTo(2);
  }
}
