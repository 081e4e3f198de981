package dev.drawdown.domain.wallet;

import static dev.drawdown.domain.fixtures.Times.NOW;
import static dev.drawdown.domain.fixtures.Times.justBefore;
import static dev.drawdown.domain.fixtures.Wallets.credits;
import static dev.drawdown.domain.fixtures.Wallets.unseen;
import static dev.drawdown.domain.fixtures.Wallets.wallet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.BucketId;
import dev.drawdown.domain.ledger.Cause;
import dev.drawdown.domain.ledger.Draw;
import dev.drawdown.domain.ledger.Drawdown;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.Posting;
import java.util.List;
import org.junit.jupiter.api.Test;

/// L1: every change of a wallet is an entry, and the entries add up to it.
class JournalTest {
  private static final Cause CAUSE = Cause.by(new ChargeId("k1"));
  private static final BucketId PLAN = new BucketId(BucketKind.PLAN, 1);
  private static final BucketId TOP_UP = new BucketId(BucketKind.TOP_UP, 2);
  private static final Drawdown DRAWN =
      new Drawdown(List.of(new Draw.Own(PLAN, credits(5)), new Draw.Own(TOP_UP, credits(3))));

  @Test
  void entries_are_numbered_without_gaps_from_the_wallets_last_entry() {
    Journal<AccountWallet> journal = Journal.of(wallet().plan(5).topUp(20).build());

    Journal<AccountWallet> written =
        journal
            .draw(NOW, EntryKind.CHARGE, CAUSE, DRAWN)
            .note(
                NOW,
                EntryKind.LOW,
                CAUSE,
                wallet -> wallet.with(book -> book.withBuckets(afterDraw())))
            .giveBack(NOW, EntryKind.REFUND, CAUSE, DRAWN);

    assertThat(written.entries()).extracting(Entry::number).containsExactly(3L, 4L, 5L);
    assertThat(written.wallet().version()).isEqualTo(5);
    assertThat(written.wallet().at()).isEqualTo(NOW);
    assertThat(written.basedOn()).isEqualTo(2);
  }

  @Test
  void the_first_entry_of_an_account_is_number_1() {
    Journal<AccountWallet> granted =
        Journal.of(unseen()).grant(NOW, CAUSE, number -> topUp(number, 7));

    assertThat(granted.last().number()).isEqualTo(1);
    assertThat(granted.last().postings())
        .containsExactly(new Posting(new BucketId(BucketKind.TOP_UP, 1), 7));
    assertThat(granted.last().balanceAfter()).isEqualTo(credits(7));
  }

  @Test
  void an_entry_has_the_change_of_each_bucket_and_the_total_balance() {
    Journal<AccountWallet> journal = Journal.of(wallet().plan(5).topUp(20).build());

    Entry entry = journal.draw(NOW, EntryKind.CHARGE, CAUSE, DRAWN).last();

    assertThat(entry.postings()).containsExactly(new Posting(PLAN, -5), new Posting(TOP_UP, -3));
    assertThat(entry.change()).isEqualTo(-8);
    assertThat(entry.balanceAfter()).isEqualTo(credits(17));
    assertThat(entry.cause()).isEqualTo(CAUSE);
  }

  @Test
  void credits_return_last_drawn_first() {
    Journal<AccountWallet> drawn =
        Journal.of(wallet().plan(5).topUp(20).build()).draw(NOW, EntryKind.CHARGE, CAUSE, DRAWN);

    Journal<AccountWallet> back = drawn.giveBack(NOW, EntryKind.REFUND, CAUSE, DRAWN);

    assertThat(back.last().postings())
        .containsExactly(new Posting(TOP_UP, 3), new Posting(PLAN, 5));
    assertThat(back.last().balanceAfter()).isEqualTo(credits(25));
  }

  @Test
  void credits_returned_to_a_removed_bucket_expire_in_the_same_entry() {
    Journal<AccountWallet> drawn =
        Journal.of(wallet().plan(5).topUp(20).build()).draw(NOW, EntryKind.CHARGE, CAUSE, DRAWN);
    Journal<AccountWallet> expired =
        drawn.expire(NOW, CAUSE, drawn.wallet().book().bucket(PLAN).orElseThrow());

    Journal<AccountWallet> back = expired.giveBack(NOW, EntryKind.REFUND, CAUSE, DRAWN);

    assertThat(back.last().postings())
        .containsExactly(new Posting(TOP_UP, 3), new Posting(PLAN, 5), new Posting(PLAN, -5));
    assertThat(back.last().change()).isEqualTo(3);
    assertThat(back.last().balanceAfter()).isEqualTo(credits(20));
  }

  @Test
  void an_expiry_of_an_empty_bucket_is_not_an_entry() {
    Journal<AccountWallet> journal = Journal.of(wallet().plan(0, 5).topUp(20).build());

    Journal<AccountWallet> expired =
        journal.expire(NOW, CAUSE, journal.wallet().book().bucket(PLAN).orElseThrow());

    assertThat(expired.isEmpty()).isTrue();
    assertThat(expired.wallet().book().unpaidPlan()).isEmpty();
  }

  @Test
  void no_credits_move_without_an_entry() {
    AccountWallet wallet = wallet().plan(5).topUp(20).build();
    Journal<AccountWallet> journal = Journal.of(wallet);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> journal.silently(moved -> moved.with(book -> book.without(PLAN))));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                journal.note(
                    NOW, EntryKind.LOW, CAUSE, moved -> moved.with(book -> book.without(PLAN))));
  }

  @Test
  void a_draw_from_a_missing_or_too_small_bucket_is_refused() {
    Journal<AccountWallet> other = Journal.of(wallet().topUp(20).build());
    Journal<AccountWallet> poor = Journal.of(wallet().plan(4, 5).topUp(20).build());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> other.draw(NOW, EntryKind.CHARGE, CAUSE, DRAWN));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> poor.draw(NOW, EntryKind.CHARGE, CAUSE, DRAWN));
  }

  @Test
  void a_return_beyond_the_granted_credits_is_refused() {
    Journal<AccountWallet> full = Journal.of(wallet().plan(5).topUp(20).build());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> full.giveBack(NOW, EntryKind.REFUND, CAUSE, DRAWN));
  }

  @Test
  void no_entry_is_older_than_its_predecessor() {
    Journal<AccountWallet> journal = Journal.of(wallet().topUp(20).at(NOW).build());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> journal.grant(justBefore(NOW), CAUSE, number -> topUp(number, 7)));
  }

  @Test
  void only_entries_that_granted_a_pack_bring_one_back() {
    Journal<AccountWallet> journal = Journal.of(unseen());
    Journal<AccountWallet> plan =
        journal.grant(NOW, CAUSE, _ -> wallet().plan(5).build().buckets().getFirst());
    Journal<AccountWallet> pack =
        journal
            .grant(NOW, CAUSE, number -> topUp(number, 7))
            .draw(NOW, EntryKind.CHARGE, CAUSE, drawn(new BucketId(BucketKind.TOP_UP, 1), 7));

    assertThat(pack.wallet().book().packs()).isEmpty();
    assertThat(pack.reopening(List.of(pack.entries().getFirst())).wallet().book().pack(1))
        .contains(new Bucket.TopUp(1, credits(7), Credits.NONE, NOW, Credits.NONE));
    for (Entry other : List.of(plan.last(), pack.last())) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> pack.reopening(List.of(other)))
          .withMessageStartingWith("this entry granted no pack");
    }
  }

  @Test
  void a_sum_of_grants_that_overflows_is_refused() {
    Journal<AccountWallet> journal = Journal.of(wallet().topUp(Long.MAX_VALUE).build());

    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(() -> journal.grant(NOW, CAUSE, number -> topUp(number, 1)));
  }

  private static List<Bucket> afterDraw() {
    return wallet().plan(0, 5).topUp(20).build().buckets().stream()
        .map(bucket -> bucket.id().equals(TOP_UP) ? bucket.withRemaining(credits(17)) : bucket)
        .toList();
  }

  private static Drawdown drawn(BucketId bucket, long amount) {
    return new Drawdown(List.of(new Draw.Own(bucket, credits(amount))));
  }

  private static Bucket topUp(long number, long amount) {
    Credits credits = credits(amount);
    return Bucket.TopUp.granted(number, credits, NOW);
  }
}
