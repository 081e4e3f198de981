package dev.drawdown.domain.pool;

import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static dev.drawdown.domain.fixtures.Run.run;
import static dev.drawdown.domain.fixtures.Times.APRIL;
import static dev.drawdown.domain.fixtures.Times.NOW;
import static dev.drawdown.domain.fixtures.Wallets.credits;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.UsageThresholds;
import dev.drawdown.domain.fixtures.Office;
import dev.drawdown.domain.ledger.Book;
import dev.drawdown.domain.ledger.Cause;
import dev.drawdown.domain.ledger.Draw;
import dev.drawdown.domain.ledger.Drawdown;
import dev.drawdown.domain.ledger.Hold;
import dev.drawdown.domain.wallet.Warning;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The choice of shards for a member's part. One shard is chosen if one covers it, in the member's
/// own order; otherwise as few as possible.
class MemberAllowanceTest {
  private static final Cause CAUSE =
      Cause.by(new ChargeId("charge-1")).buying(run(1).request().purchase());

  private final Office office = Office.paid(simple().pool("office", 160, 16));

  @Test
  void a_part_that_one_shard_covers_is_drawn_from_one_shard() {
    List<Draw.Pooled> draws = draws(memberAllowance("mia"), credits(10));

    assertThat(draws).hasSize(1);
    assertThat(draws.getFirst().credits()).isEqualTo(credits(10));
  }

  @Test
  void a_member_always_tries_the_same_shard_first() {
    assertThat(shardsOf(draws(memberAllowance("mia"), credits(1))))
        .isEqualTo(shardsOf(draws(memberAllowance("mia"), credits(7))));
  }

  @Test
  @Tag("long")
  void members_try_different_shards_first() {
    Map<Integer, Long> first =
        IntStream.range(0, 1_600)
            .mapToObj(number -> draws(memberAllowance("member-" + number), credits(1)))
            .map(draws -> shardsOf(draws).getFirst())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

    assertThat(first).hasSize(16);
    assertThat(first.values()).allSatisfy(members -> assertThat(members).isBetween(50L, 150L));
  }

  @Test
  @Tag("long")
  void a_member_has_its_own_order_of_all_shards() {
    Set<List<Integer>> orders = new HashSet<>();
    for (int number = 0; number < 50; number++) {
      orders.add(order("member-" + number));
    }

    assertThat(orders).hasSize(50);
    assertThat(order("mia")).doesNotHaveDuplicates().hasSize(16);
  }

  @Test
  void a_shard_that_does_not_cover_the_part_is_skipped() {
    int first = order("mia").get(0);
    spend(first, 8);

    assertThat(shardsOf(draws(memberAllowance("mia"), credits(2)))).containsExactly(first);
    assertThat(shardsOf(draws(memberAllowance("mia"), credits(3))))
        .containsExactly(order("mia").get(1));
  }

  @Test
  void busy_shards_are_skipped_if_others_cover_the_part() {
    List<Integer> order = order("mia");

    assertThat(shardsOf(draws(memberAllowance("mia", Set.of(order.get(0))), credits(1))))
        .containsExactly(order.get(1));
    assertThat(
            shardsOf(draws(memberAllowance("mia", Set.copyOf(order.subList(0, 15))), credits(1))))
        .containsExactly(order.get(15));
  }

  @Test
  void a_busy_shard_is_drawn_from_if_no_other_covers_the_part() {
    List<Integer> order = order("mia");
    for (int shard : order.subList(1, 16)) {
      spend(shard, 5);
    }

    assertThat(shardsOf(draws(memberAllowance("mia", Set.of(order.get(0))), credits(6))))
        .containsExactly(order.get(0));
    assertThat(shardsOf(draws(memberAllowance("mia", Set.copyOf(order)), credits(6))))
        .containsExactly(order.get(0));
  }

  @Test
  void shards_full_of_holds_are_drawn_from_only_if_the_others_do_not_cover_the_part() {
    Pool full = office.advanced();
    for (int shard = 1; shard < 16; shard++) {
      full = full.with(fullOfHolds(full.shards().get(shard)));
    }
    MemberAllowance memberAllowance =
        new MemberAllowance(full, new AccountId("mia"), Optional.empty(), credits(0));

    assertThat(shardsOf(draws(memberAllowance, credits(10)))).containsExactly(0);
    assertThat(shardsOf(draws(memberAllowance, credits(11)))).containsExactly(0, 1);
    Pool roomy = full.with(office.advanced().shards().get(7));
    MemberAllowance more =
        new MemberAllowance(roomy, new AccountId("mia"), Optional.empty(), credits(0));
    assertThat(shardsOf(draws(more, credits(11)))).containsExactly(0, 7);
  }

  private static <W extends PoolWallet<W>> W fullOfHolds(PoolWallet<W> shard) {
    Book full = shard.book();
    for (int hold = 0; hold < 200; hold++) {
      long number = full.version() + 1;
      full = full.posted(number, full.at()).with(new Hold(number, APRIL, Drawdown.NOTHING));
    }
    Book filled = full;
    return shard.with(_ -> filled);
  }

  @Test
  void the_fullest_shards_are_drawn_first_if_no_shard_covers_the_part() {
    spend(3, 9);
    spend(7, 2);
    spend(11, 1);

    List<Draw.Pooled> draws = draws(memberAllowance("mia"), credits(148));

    assertThat(shardsOf(draws))
        .containsExactly(0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 15, 11, 7, 3);
    assertThat(draws.getLast().credits()).isEqualTo(credits(1));
    assertThat(draws.stream().map(Draw::credits).reduce(Credits.NONE, Credits::plus))
        .isEqualTo(credits(148));
  }

  @Test
  void as_few_shards_as_possible_are_drawn_from() {
    assertThat(shardsOf(draws(memberAllowance("mia"), credits(11)))).containsExactly(0, 1);
    assertThat(shardsOf(draws(memberAllowance("mia"), credits(20)))).containsExactly(0, 1);
    assertThat(shardsOf(draws(memberAllowance("mia"), credits(21)))).containsExactly(0, 1, 2);
  }

  @Test
  void a_draw_names_the_period_of_the_pool_and_the_entries_of_the_shard() {
    office.written();
    spend(5, 1);

    Draw.Pooled draw =
        draws(memberAllowance("mia"), credits(159)).stream()
            .filter(drawn -> drawn.wallet().number() == 5)
            .findFirst()
            .orElseThrow();

    assertThat(draw.grant()).isEqualTo(1);
    assertThat(draw.number()).isEqualTo(1);
    assertThat(draw.entry()).isEqualTo(office.shard(5).version() + 1);
    assertThat(draw.bucket()).hasToString("pool-1");
    assertThat(draw.inPool().bucket()).hasToString("plan-1");
  }

  @Test
  void the_cap_leaves_its_undrawn_credits_and_never_less_than_0() {
    assertThat(capped(5, 0).remaining()).isEqualTo(credits(5));
    assertThat(capped(5, 3).remaining()).isEqualTo(credits(2));
    assertThat(capped(5, 5).remaining()).isEqualTo(credits(0));
    assertThat(capped(5, 9).remaining()).isEqualTo(credits(0));
    assertThat(capped(500, 9).remaining()).isEqualTo(credits(160));
    assertThat(capped(500, 9).allowed()).contains(credits(491));
    assertThat(capped(500, 9).granted()).isEqualTo(credits(160));
    assertThat(capped(5, 9).granted()).isEqualTo(credits(5));
  }

  private MemberAllowance capped(long limit, long drawn) {
    Optional<Credits> cap = Optional.of(credits(limit));
    return new MemberAllowance(office.advanced(), new AccountId("mia"), cap, credits(drawn));
  }

  private static List<Draw.Pooled> draws(MemberAllowance memberAllowance, Credits part) {
    Warning warning = new Warning(UsageThresholds.STANDARD);
    return memberAllowance.draw(part, NOW, CAUSE, Optional.empty(), warning).draws();
  }

  private MemberAllowance memberAllowance(String member) {
    return memberAllowance(member, Set.of());
  }

  private MemberAllowance memberAllowance(String member, Set<Integer> busy) {
    Pool pool = office.advanced();
    return new MemberAllowance(
        new Pool(pool.id(), pool.primary(), pool.secondaries(), busy),
        new AccountId(member),
        Optional.empty(),
        Credits.NONE);
  }

  /// The shards in the order in which a member tries them when one after the other is busy.
  private List<Integer> order(String member) {
    Set<Integer> busy = new HashSet<>();
    return IntStream.range(0, 16)
        .mapToObj(
            _ -> {
              int next = shardsOf(draws(memberAllowance(member, busy), credits(1))).getFirst();
              busy.add(next);
              return next;
            })
        .toList();
  }

  private static List<Integer> shardsOf(List<Draw.Pooled> draws) {
    return draws.stream().map(draw -> draw.wallet().number()).toList();
  }

  /// Another member, whose first shard is `shard`, takes `credits` from it.
  private void spend(int shard, int credits) {
    String spender =
        IntStream.range(0, 1_000)
            .mapToObj(number -> "spender-" + shard + "-" + number)
            .filter(
                name ->
                    shardsOf(draws(memberAllowance(name), credits(credits))).equals(List.of(shard)))
            .findFirst()
            .orElseThrow();
    office.member(spender).charged(run(credits));
  }
}
