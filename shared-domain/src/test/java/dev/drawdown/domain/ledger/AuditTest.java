package dev.drawdown.domain.ledger;

import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static dev.drawdown.domain.fixtures.Run.run;
import static dev.drawdown.domain.fixtures.Times.NOW;
import static dev.drawdown.domain.fixtures.Times.justBefore;
import static dev.drawdown.domain.fixtures.Wallets.credits;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.fixtures.Account;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// L1: an audit finds each difference between a ledger and its wallet.
///
/// The ledger has three entries: two packs of 7 and 5, and a charge of 3 that the first pack paid.
class AuditTest {
  private static final BucketId OTHER = new BucketId(BucketKind.TOP_UP, 2);

  private final Account account = Account.on(simple()).topUp(7).topUp(5).given(run(3));
  private final List<Entry> ledger = account.ledger();

  @Test
  void a_ledger_agrees_with_its_wallet() {
    assertThat(audit(ledger)).isEqualTo(new Audit(3, 9, 9, true));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("alterations")
  void an_altered_ledger_does_not_agree(String what, UnaryOperator<List<Entry>> alteration) {
    assertThat(audit(alteration.apply(ledger)).consistent()).as(what).isFalse();
  }

  static Stream<Arguments> alterations() {
    return Stream.of(
        row("a number is missing", second(entry -> numbered(entry, 4))),
        row("a running sum is wrong", second(entry -> balanced(entry, credits(13)))),
        row(
            "an entry is older than the one before it",
            second(entry -> at(entry, justBefore(NOW)))),
        row("the last entry is missing", all -> all.subList(0, 2)),
        row(
            "the charge took from the other pack",
            all -> with(all, 2, drawnFrom(all.get(2), OTHER))));
  }

  private static UnaryOperator<List<Entry>> second(UnaryOperator<Entry> change) {
    return all -> with(all, 1, change.apply(all.get(1)));
  }

  private static List<Entry> with(List<Entry> all, int index, Entry changed) {
    List<Entry> altered = new ArrayList<>(all);
    altered.set(index, changed);
    return altered;
  }

  private static Entry numbered(Entry entry, long number) {
    return new Entry(
        number, entry.at(), entry.kind(), entry.cause(), entry.postings(), entry.balanceAfter());
  }

  private static Entry balanced(Entry entry, Credits balance) {
    return new Entry(
        entry.number(), entry.at(), entry.kind(), entry.cause(), entry.postings(), balance);
  }

  private static Entry at(Entry entry, Instant at) {
    return new Entry(
        entry.number(), at, entry.kind(), entry.cause(), entry.postings(), entry.balanceAfter());
  }

  private static Entry drawnFrom(Entry charge, BucketId bucket) {
    List<Posting> postings = List.of(new Posting(bucket, charge.change()));
    return new Entry(
        charge.number(),
        charge.at(),
        charge.kind(),
        charge.cause(),
        postings,
        charge.balanceAfter());
  }

  private static Arguments row(String what, UnaryOperator<List<Entry>> alteration) {
    return Arguments.of(what, alteration);
  }

  private Audit audit(List<Entry> entries) {
    return Audit.of(account.advanced().book(), entries.iterator());
  }
}
