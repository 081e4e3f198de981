package dev.drawdown.domain.charge;

import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static dev.drawdown.domain.fixtures.Facts.renewed;
import static dev.drawdown.domain.fixtures.Run.run;
import static dev.drawdown.domain.fixtures.Times.APRIL;
import static dev.drawdown.domain.fixtures.Times.MAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.fixtures.Office;
import dev.drawdown.domain.ledger.EntryKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// L2: a pool reports each threshold once and exhaustion once, for any number of shards.
class PoolWarningTest {
  @ParameterizedTest(name = "{0} shards")
  @ValueSource(ints = {1, 2, 3, 16})
  @Tag("long")
  void each_threshold_is_reported_once_on_the_total_of_all_shards(int shards) {
    Office office = Office.paid(simple().pool("office", 100, shards));
    List<Account> members = members(office);

    List<String> reported = new ArrayList<>();
    for (int used = 1; used <= 100; used++) {
      members.get(used % members.size()).charged(run(1));
      reported.addAll(newlyReported(office, reported.size(), used));
    }

    assertThat(reported).containsExactly("low at 71", "low at 91", "exhausted at 100");
    assertThat(office.audit().consistent()).isTrue();
  }

  @ParameterizedTest(name = "{0} shards")
  @ValueSource(ints = {1, 2, 3, 16})
  void a_draw_that_empties_all_shards_reports_all_warnings_and_the_next_period_reports_again(
      int shards) {
    Office office = Office.paid(simple().pool("office", 100, shards));
    Account member = office.member("mia");

    member.charged(run(100));
    office.at(APRIL).given(renewed("office", APRIL, MAY));
    member.charged(run(100));

    List<String> once = List.of("low", "low", "exhausted");
    assertThat(warnings(office)).isEqualTo(twice(once));
  }

  private static List<Account> members(Office office) {
    List<Account> members = new ArrayList<>();
    for (int member = 0; member < 7; member++) {
      members.add(office.member("member-" + member));
    }
    return members;
  }

  private static List<String> newlyReported(Office office, int before, int used) {
    return warnings(office).stream().skip(before).map(kind -> kind + " at " + used).toList();
  }

  /// The warnings in the primary shard's ledger. The other shards report none.
  private static List<String> warnings(Office office) {
    List<String> all = new ArrayList<>(warnings(office, 0));
    for (int shard = 1; shard < office.shards().size(); shard++) {
      assertThat(warnings(office, shard)).isEmpty();
    }
    return all;
  }

  private static List<String> warnings(Office office, int shard) {
    return office.ledger(shard).stream()
        .map(entry -> entry.kind())
        .filter(kind -> kind == EntryKind.LOW || kind == EntryKind.EXHAUSTED)
        .map(EntryKind::label)
        .toList();
  }

  private static List<String> twice(List<String> once) {
    List<String> twice = new ArrayList<>(once);
    twice.addAll(once);
    return twice;
  }
}
