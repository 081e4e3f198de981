package dev.drawdown.domain.charge;

import static dev.drawdown.domain.fixtures.Wallets.credits;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.charge.Charge.Returned;
import dev.drawdown.domain.charge.Refunding.RefundResult;
import dev.drawdown.domain.charge.Refunding.RefundResult.AlreadyBack;
import dev.drawdown.domain.charge.Refunding.RefundResult.Refunded;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.Hold;
import dev.drawdown.domain.ledger.Posting;
import dev.drawdown.domain.wallet.Wallet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// F1, F4, H1, H2, H3, H6, H7, O2: credits of the pool return to the pool, last drawn first. Held
/// credits count until they are back.
class PoolGivingBackTest {
  /// One shard, several, and more than the pool has credits.
  private static final int[] SHARDS = {1, 3, 7};

  @ParameterizedTest(name = "{0}: {1} -> {2}, {4} left, {5} in the pool, {6} held")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # given                        | steps                   | answer          | drawn                    | left       | pool | held | status
          solo 3, pool 5, pack 10        | charge 12, refund       | Refunded        | plan 3, pool 5, top-up 4 | 3 + 5 + 10 | 5 | 0  | refunded
          solo 3, pool 5, pack 10        | charge 7, refund        | Refunded        | plan 3, pool 4           | 3 + 5 + 10 | 5 | 0  | refunded
          solo 3, pool 5, pack 10, cap 2 | charge 12, refund       | Refunded        | plan 3, pool 2, top-up 7 | 3 + 2 + 10 | 5 | 0  | refunded
          solo 3, pool 5, pack 10, cap 2 | charge 4, refund        | Refunded        | plan 3, pool 1           | 3 + 2 + 10 | 5 | 0  | refunded
          # a part of a hold stays: the first part
          solo 3, pool 5, pack 10        | hold 12                 | Charged         | plan 3, pool 5, top-up 4 | 0 + 0 + 6  | 0 | 12 | held
          solo 3, pool 5, pack 10        | hold 12, capture        | Captured        | plan 3, pool 5, top-up 4 | 0 + 0 + 6  | 0 | 0  | captured
          solo 3, pool 5, pack 10        | hold 12, capture 9      | Captured        | plan 3, pool 5, top-up 1 | 0 + 0 + 9  | 0 | 0  | captured
          solo 3, pool 5, pack 10        | hold 12, capture 8      | Captured        | plan 3, pool 5           | 0 + 0 + 10 | 0 | 0  | captured
          solo 3, pool 5, pack 10        | hold 12, capture 6      | Captured        | plan 3, pool 3           | 0 + 2 + 10 | 2 | 0  | captured
          solo 3, pool 5, pack 10        | hold 12, capture 3      | Captured        | plan 3                   | 0 + 5 + 10 | 5 | 0  | captured
          solo 3, pool 5, pack 10        | hold 12, capture 1      | Captured        | plan 1                   | 2 + 5 + 10 | 5 | 0  | captured
          solo 3, pool 5, pack 10        | hold 12, capture 0      | Captured        | ''                       | 3 + 5 + 10 | 5 | 0  | captured
          solo 3, pool 5, pack 10, cap 2 | hold 12, capture 4      | Captured        | plan 3, pool 1           | 0 + 1 + 10 | 4 | 0  | captured
          solo 3, pool 5, pack 10, cap 2 | hold 5                  | Charged         | plan 3, pool 2           | 0 + 0 + 10 | 3 | 5  | held
          # refunds of what was captured
          solo 3, pool 5, pack 10        | hold 12, capture, refund   | Refunded     | plan 3, pool 5, top-up 4 | 3 + 5 + 10 | 5 | 0 | refunded
          solo 3, pool 5, pack 10        | hold 12, capture 6, refund | Refunded     | plan 3, pool 3           | 3 + 5 + 10 | 5 | 0 | refunded
          solo 3, pool 5, pack 10        | hold 12, capture 0, refund | Refunded     | ''                       | 3 + 5 + 10 | 5 | 0 | refunded
          solo 3, pool 5, pack 10, cap 2 | hold 5, capture 4, refund  | Refunded     | plan 3, pool 1           | 3 + 2 + 10 | 5 | 0 | refunded
          # by the caller, or by the clock alone
          solo 3, pool 5, pack 10        | hold 12, release        | Refunded        | plan 3, pool 5, top-up 4 | 3 + 5 + 10 | 5 | 0  | released
          solo 3, pool 5, pack 10, cap 2 | hold 5, release         | Refunded        | plan 3, pool 2           | 3 + 2 + 10 | 5 | 0  | released
          solo 3, pool 5, pack 10        | hold 12, wait PT14M59.999S | Charged      | plan 3, pool 5, top-up 4 | 0 + 0 + 6  | 0 | 12 | held
          solo 3, pool 5, pack 10        | hold 12, wait PT15M     | Charged         | plan 3, pool 5, top-up 4 | 3 + 5 + 10 | 5 | 0  | expired
          solo 3, pool 5, pack 10, cap 2 | hold 5, wait PT15M      | Charged         | plan 3, pool 2           | 3 + 2 + 10 | 5 | 0  | expired
          solo 3, pool 5, pack 10        | hold 12, wait PT15M, capture | HoldExpired | plan 3, pool 5, top-up 4 | 3 + 5 + 10 | 5 | 0 | expired
          solo 3, pool 5, pack 10        | hold 12, wait PT15M, colleague 2, capture | HoldExpired | plan 3, pool 5, top-up 4 | 3 + 3 + 10 | 3 | 0 | expired
          solo 3, pool 5, pack 10        | hold 12, wait PT15M, spend 4, colleague 2, capture | HoldExpired | plan 3, pool 5, top-up 4 | 0 + 2 + 10 | 2 | 0 | expired
          # parts: what was drawn first is captured first
          solo 3, pool 5, pack 10        | hold 12, part 5         | Captured        | plan 3, pool 5, top-up 4 | 0 + 0 + 6  | 0 | 7  | held
          solo 3, pool 5, pack 10        | hold 12, part 5, capture | Captured       | plan 3, pool 5, top-up 4 | 0 + 0 + 6  | 0 | 0  | captured
          solo 3, pool 5, pack 10        | hold 12, part 5, capture 6 | Captured     | plan 3, pool 3           | 0 + 2 + 10 | 2 | 0  | captured
          solo 3, pool 5, pack 10        | hold 12, part 2, capture 5 | Captured     | plan 3, pool 2           | 0 + 3 + 10 | 3 | 0  | captured
          solo 3, pool 5, pack 10        | hold 12, part 9, capture 10 | Captured    | plan 3, pool 5, top-up 2 | 0 + 0 + 8  | 0 | 0  | captured
          solo 3, pool 5, pack 10        | hold 12, part 5, release | Refunded       | plan 3, pool 2           | 0 + 3 + 10 | 3 | 0  | captured
          solo 3, pool 5, pack 10        | hold 12, part 9, release | Refunded       | plan 3, pool 5, top-up 1 | 0 + 0 + 9  | 0 | 0  | captured
          solo 3, pool 5, pack 10        | hold 12, part 5, wait PT15M | Captured    | plan 3, pool 2           | 0 + 3 + 10 | 3 | 0  | captured
          solo 3, pool 5, pack 10        | hold 12, part 5, wait PT15M, release | AlreadyBack | plan 3, pool 2  | 0 + 3 + 10 | 3 | 0  | captured
          solo 3, pool 5, pack 10        | hold 12, part 9, wait PT15M, release | AlreadyBack | plan 3, pool 5, top-up 1 | 0 + 0 + 9 | 0 | 0 | captured
          solo 3, pool 5, pack 10        | hold 12, part 5, wait PT15M, capture 5, refund | Refunded | plan 3, pool 2 | 3 + 5 + 10 | 5 | 0 | refunded
          solo 3, pool 5, pack 10        | hold 12, part 9, release, capture 9, refund | Refunded | plan 3, pool 5, top-up 1 | 3 + 5 + 10 | 5 | 0 | refunded
          solo 3, pool 5, pack 10, cap 2 | hold 5, part 4, release | Refunded        | plan 3, pool 1           | 0 + 1 + 10 | 4 | 0  | captured
          # extended
          solo 3, pool 5, pack 10        | hold 12, extend PT1H, wait PT59M | Extended | plan 3, pool 5, top-up 4 | 0 + 0 + 6 | 0 | 12 | held
          solo 3, pool 5, pack 10        | hold 12, extend PT1H, wait PT1H | Extended | plan 3, pool 5, top-up 4 | 3 + 5 + 10 | 5 | 0 | expired
          solo 3, pool 5, pack 10        | hold 12, part 5, extend PT1H, wait PT1H | Extended | plan 3, pool 2  | 0 + 3 + 10 | 3 | 0  | captured
          solo 3, pool 5, pack 10        | hold 12, part 9, extend PT1H, wait PT1H | Extended | plan 3, pool 5, top-up 1 | 0 + 0 + 9 | 0 | 0 | captured
          solo 3, pool 5, pack 10        | hold 12, extend PT1M, wait PT1M, capture | HoldExpired | plan 3, pool 5, top-up 4 | 3 + 5 + 10 | 5 | 0 | expired
          # refused
          solo 3, pool 5, pack 10        | hold 12, part 5, part 4 | BelowPart       | plan 3, pool 5, top-up 4 | 0 + 0 + 6  | 0 | 7  | held
          solo 3, pool 5, pack 10        | hold 12, capture 13     | ExceedsHold     | plan 3, pool 5, top-up 4 | 0 + 0 + 6  | 0 | 12 | held
          solo 3, pool 5, pack 10        | hold 12, release, capture | HoldReleased  | plan 3, pool 5, top-up 4 | 3 + 5 + 10 | 5 | 0  | released
          solo 3, pool 5, pack 10        | charge 12, capture      | NotAHold        | plan 3, pool 5, top-up 4 | 0 + 0 + 6  | 0 | 0  | charged
          solo 3, pool 5, pack 10        | hold 12, capture 6, capture | AlreadyCaptured | plan 3, pool 3       | 0 + 2 + 10 | 2 | 0  | captured
          # said twice
          solo 3, pool 5, pack 10        | charge 12, charge 12    | AlreadyCharged  | plan 3, pool 5, top-up 4 | 0 + 0 + 6  | 0 | 0  | charged
          solo 3, pool 5, pack 10        | charge 12, charge 11    | KeyReused       | plan 3, pool 5, top-up 4 | 0 + 0 + 6  | 0 | 0  | charged
          solo 3, pool 5, pack 10        | hold 12, hold 12        | AlreadyCharged  | plan 3, pool 5, top-up 4 | 0 + 0 + 6  | 0 | 12 | held
          solo 3, pool 5, pack 10        | hold 12, capture 6, capture 6 | SameCapture | plan 3, pool 3         | 0 + 2 + 10 | 2 | 0  | captured
          solo 3, pool 5, pack 10        | hold 12, release, release | AlreadyBack   | plan 3, pool 5, top-up 4 | 3 + 5 + 10 | 5 | 0  | released
          solo 3, pool 5, pack 10        | charge 12, refund, refund | AlreadyBack   | plan 3, pool 5, top-up 4 | 3 + 5 + 10 | 5 | 0  | refunded
          solo 3, pool 5, pack 10        | charge 12, refund, charge 12 | AlreadyCharged | plan 3, pool 5, top-up 4 | 3 + 5 + 10 | 5 | 0 | refunded
          solo 3, pool 5, pack 10        | charge 12, refund, spend 10, refund | AlreadyBack | plan 3, pool 5, top-up 4 | 0 + 0 + 8 | 0 | 0 | refunded
          """)
  void giving_back(
      String given,
      String steps,
      String answer,
      String drawn,
      String left,
      long pool,
      long held,
      String status) {
    for (int shards : SHARDS) {
      PooledScenario played = new PooledScenario(given + ", shards " + shards).play(steps);

      assertThat(played.answered()).as("%d shards", shards).isEqualTo(answer);
      assertThat(played.drawn()).as("%d shards", shards).isEqualTo(drawn);
      assertThat(played.left()).as("%d shards", shards).isEqualTo(left);
      assertThat(played.office().left()).as("%d shards", shards).isEqualTo(pool);
      assertThat(played.member().held()).as("%d shards", shards).isEqualTo(held);
      assertThat(played.status()).as("%d shards", shards).isEqualTo(status);
      assertThat(played.office().audit().consistent()).as("%d shards", shards).isTrue();
    }
  }

  @ParameterizedTest(name = "{0} shards")
  @ValueSource(ints = {1, 3, 16})
  void the_last_bucket_drawn_is_the_first_restored(int shards) {
    PooledScenario played =
        new PooledScenario("solo 3, pool 5, pack 10, shards " + shards).play("charge 12, refund");

    Entry refund = played.member().ledger().getLast();
    assertThat(refund.kind()).isEqualTo(EntryKind.REFUND);
    assertThat(refund.postings()).extracting(Posting::change).containsExactly(4L, 5L, 3L);
    assertThat(returned(played)).isEqualTo(new Returned(credits(12), credits(0)));
  }

  @Test
  void each_shard_gets_its_own_credits_back() {
    PooledScenario played = new PooledScenario("pool 10, shards 3");
    var before = played.office().shards();

    played.play("charge 9");
    assertThat(played.shardsDrawn()).isEqualTo(3);
    played.play("refund");

    assertThat(played.office().shards()).isEqualTo(before);
  }

  @Test
  void a_partial_capture_closes_the_hold_in_each_of_its_shards() {
    PooledScenario played = new PooledScenario("pool 10, shards 3").play("hold 9, capture 2");

    assertThat(played.office().advanced().shards())
        .allSatisfy(shard -> assertThat(shard.holds()).isEmpty());
    assertThat(played.office().left()).isEqualTo(8);
    assertThat(played.office().ledger(2)).extracting(Entry::kind).contains(EntryKind.CAPTURE);
  }

  /// H7: an empty hold takes up no place.
  @Test
  void a_part_closes_the_hold_in_each_shard_without_remaining_held_credits() {
    PooledScenario played = new PooledScenario("pool 9, shards 3").play("hold 9, part 4");

    assertThat(played.office().advanced().shards())
        .extracting(
            shard -> shard.holds().stream().mapToLong(hold -> hold.credits().amount()).sum())
        .containsExactlyInAnyOrder(0L, 2L, 3L);
    assertThat(played.office().advanced().shards())
        .filteredOn(shard -> shard.held().isNone())
        .allSatisfy(shard -> assertThat(shard.holds()).isEmpty());

    played.play("part 9");
    assertThat(played.office().advanced().shards())
        .allSatisfy(shard -> assertThat(shard.holds()).isEmpty());
    assertThat(played.member().advanced().holds()).hasSize(1);
  }

  /// H7: the pool's ledger records the credits that a part takes from the pool, with the member.
  @Test
  void a_part_is_an_entry_in_each_of_its_shards() {
    PooledScenario played = new PooledScenario("solo 3, pool 5").play("hold 8, part 2, part 5");

    Entry part = played.office().ledger(0).getLast();
    assertThat(part.kind()).isEqualTo(EntryKind.CAPTURE);
    assertThat(part.change()).isZero();
    assertThat(part.creditsCaptured()).hasValue(2);
    assertThat(part.cause().account()).isPresent();
    assertThat(played.office().ledger(0))
        .extracting(Entry::kind)
        .containsOnlyOnce(EntryKind.CAPTURE);
    assertThat(played.member().ledger().getLast().creditsCaptured()).hasValue(1);
  }

  @Test
  void held_credits_of_a_pool_show_in_the_member_and_in_the_pool() {
    PooledScenario played = new PooledScenario("solo 3, pool 5, shards 2").play("hold 7");

    assertThat(played.member().held()).isEqualTo(7);
    assertThat(played.office().held()).isEqualTo(4);
    assertThat(played.member().advanced().holds())
        .extracting(Hold::expiresAt)
        .containsOnly(played.office().clock().plusSeconds(900));
    assertThat(played.office().advanced().shards())
        .flatExtracting(Wallet::holds)
        .extracting(Hold::expiresAt)
        .containsOnly(played.office().clock().plusSeconds(900));
  }

  /// H2, T2: each wallet records the expiry on its own, in either order.
  @Test
  void an_expiry_written_only_in_the_pool_is_found_in_its_ledger() {
    PooledScenario played =
        new PooledScenario("solo 3, pool 5").play("hold 7, wait PT15M, colleague 1, release");

    assertThat(returned(played)).isEqualTo(new Returned(credits(7), credits(0)));
    assertThat(played.office().ledger())
        .filteredOn(entry -> entry.isExpiryOf(2))
        .singleElement()
        .satisfies(entry -> assertThat(entry.change()).isEqualTo(4));
  }

  @Test
  void an_expiry_written_only_in_the_members_wallet_is_found_in_its_ledger() {
    PooledScenario played =
        new PooledScenario("solo 3, pool 5").play("hold 7, wait PT15M, spend 1, release");

    assertThat(returned(played)).isEqualTo(new Returned(credits(7), credits(0)));
  }

  @Test
  void an_unwritten_expiry_gives_back_all() {
    PooledScenario played =
        new PooledScenario("solo 3, pool 5, shards 3").play("hold 7, wait PT15M, release");

    assertThat(returned(played)).isEqualTo(new Returned(credits(7), credits(0)));
  }

  /// T3: a slow clock decides no earlier than the pool's last entry.
  @Test
  void a_hold_that_expired_in_the_pool_is_expired_by_every_clock() {
    PooledScenario played =
        new PooledScenario("solo 3, pool 5").play("hold 7, wait PT15M, colleague 1, wait PT-1S");

    assertThat(played.play("capture").answered()).isEqualTo("HoldExpired");
    assertThat(played.left()).isEqualTo("3 + 4");
    assertThat(played.office().left()).isEqualTo(4);
  }

  /// O2: holds count until their credits are back.
  @Test
  void a_hold_counts_towards_the_cap_until_its_credits_are_back() {
    PooledScenario played = new PooledScenario("pool 9, cap 4").play("hold 3");
    assertThat(played.left()).isEqualTo("1");

    played.play("capture 2");
    assertThat(played.left()).isEqualTo("2");

    played.play("refund");
    assertThat(played.left()).isEqualTo("4");
  }

  static Returned returned(PooledScenario played) {
    return switch ((RefundResult) played.answer()) {
      case Refunded(_, Returned returned, _, _) -> returned;
      case AlreadyBack(_, Returned returned, _) -> returned;
      case RefundResult other -> throw new AssertionError("gave nothing back: " + other);
    };
  }
}
