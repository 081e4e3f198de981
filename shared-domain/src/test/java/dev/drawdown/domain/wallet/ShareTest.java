package dev.drawdown.domain.wallet;

import static dev.drawdown.domain.fixtures.Catalogs.simple;
import static dev.drawdown.domain.fixtures.Run.run;
import static dev.drawdown.domain.fixtures.Times.APRIL;
import static dev.drawdown.domain.fixtures.Wallets.credits;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.fixtures.Office;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// From which cells a member's part is drawn: one where one covers it, in the member's own order,
/// and as few as can be where none does.
class ShareTest {
  private final Office office = Office.paid(simple().pool("office", 160, 16));

  @Test
  void a_part_that_one_cell_covers_is_drawn_from_one() {
    List<Draw> draws = share("mia").draw(credits(10));

    assertThat(draws).hasSize(1);
    assertThat(draws.getFirst().credits()).isEqualTo(credits(10));
  }

  @Test
  void a_member_always_tries_the_same_cell_first() {
    assertThat(cellsOf(share("mia").draw(credits(1))))
        .isEqualTo(cellsOf(share("mia").draw(credits(7))));
  }

  @Test
  void members_keep_out_of_each_others_way() {
    Map<Integer, Long> first =
        IntStream.range(0, 1_600)
            .mapToObj(number -> share("member-" + number).draw(credits(1)))
            .map(draws -> cellsOf(draws).getFirst())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

    assertThat(first).hasSize(16);
    assertThat(first.values()).allSatisfy(members -> assertThat(members).isBetween(50L, 150L));
  }

  @Test
  void a_member_has_an_order_for_all_cells_and_not_only_a_first_one() {
    Set<List<Integer>> orders = new HashSet<>();
    for (int number = 0; number < 50; number++) {
      orders.add(order("member-" + number));
    }

    assertThat(orders).hasSize(50);
    assertThat(order("mia")).doesNotHaveDuplicates().hasSize(16);
  }

  @Test
  void a_cell_that_does_not_cover_the_part_is_passed_over() {
    int first = order("mia").get(0);
    spend(first, 8);

    assertThat(cellsOf(share("mia").draw(credits(2)))).containsExactly(first);
    assertThat(cellsOf(share("mia").draw(credits(3)))).containsExactly(order("mia").get(1));
  }

  @Test
  void busy_cells_are_passed_over_where_others_will_do() {
    List<Integer> order = order("mia");

    assertThat(cellsOf(share("mia", Set.of(order.get(0))).draw(credits(1))))
        .containsExactly(order.get(1));
    assertThat(cellsOf(share("mia", Set.copyOf(order.subList(0, 15))).draw(credits(1))))
        .containsExactly(order.get(15));
  }

  @Test
  void a_busy_cell_is_drawn_from_where_no_other_covers_the_part() {
    List<Integer> order = order("mia");
    for (int cell : order.subList(1, 16)) {
      spend(cell, 5);
    }

    assertThat(cellsOf(share("mia", Set.of(order.get(0))).draw(credits(6))))
        .containsExactly(order.get(0));
    assertThat(cellsOf(share("mia", Set.copyOf(order)).draw(credits(6))))
        .containsExactly(order.get(0));
  }

  @Test
  void cells_full_of_holds_are_drawn_from_only_where_the_others_do_not_cover_the_part() {
    Pool full = office.settled();
    for (int cell = 1; cell < 16; cell++) {
      full = full.with(fullOfHolds(full.cells().get(cell)));
    }
    Share share = new Share(full, new AccountId("mia"), Optional.empty(), credits(0));

    assertThat(cellsOf(share.draw(credits(10)))).containsExactly(0);
    assertThat(cellsOf(share.draw(credits(11)))).containsExactly(0, 1);
    Pool roomy = full.with(office.settled().cells().get(7));
    Share more = new Share(roomy, new AccountId("mia"), Optional.empty(), credits(0));
    assertThat(cellsOf(more.draw(credits(11)))).containsExactly(0, 7);
  }

  private static Wallet fullOfHolds(Wallet cell) {
    Wallet full = cell;
    for (int hold = 0; hold < 200; hold++) {
      full =
          full.dated(full.version() + 1, full.at())
              .with(new Hold(full.version() + 1, APRIL, Drawdown.NOTHING));
    }
    return full;
  }

  @Test
  void where_no_cell_covers_the_part_the_fullest_are_drawn_first() {
    spend(3, 9);
    spend(7, 2);
    spend(11, 1);

    List<Draw> draws = share("mia").draw(credits(148));

    assertThat(cellsOf(draws))
        .containsExactly(0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 15, 11, 7, 3);
    assertThat(draws.getLast().credits()).isEqualTo(credits(1));
    assertThat(draws.stream().map(Draw::credits).reduce(Credits.NONE, Credits::plus))
        .isEqualTo(credits(148));
  }

  @Test
  void no_more_cells_are_drawn_than_it_takes() {
    assertThat(cellsOf(share("mia").draw(credits(11)))).containsExactly(0, 1);
    assertThat(cellsOf(share("mia").draw(credits(20)))).containsExactly(0, 1);
    assertThat(cellsOf(share("mia").draw(credits(21)))).containsExactly(0, 1, 2);
  }

  @Test
  void a_draw_names_the_period_of_the_pool_and_the_entries_of_the_cell() {
    office.written();
    spend(5, 1);

    Draw.Pooled draw =
        share("mia").draw(credits(159)).stream()
            .map(Draw.Pooled.class::cast)
            .filter(drawn -> drawn.cell().cell() == 5)
            .findFirst()
            .orElseThrow();

    assertThat(draw.grant()).isEqualTo(1);
    assertThat(draw.number()).isEqualTo(1);
    assertThat(draw.entry()).isEqualTo(office.cell(5).version() + 1);
    assertThat(draw.bucket()).hasToString("pool-1");
    assertThat(draw.inCell().bucket()).hasToString("plan-1");
  }

  @Test
  void the_cap_leaves_what_was_not_drawn_and_never_less_than_nothing() {
    assertThat(capped(5, 0).remaining()).isEqualTo(credits(5));
    assertThat(capped(5, 3).remaining()).isEqualTo(credits(2));
    assertThat(capped(5, 5).remaining()).isEqualTo(credits(0));
    assertThat(capped(5, 9).remaining()).isEqualTo(credits(0));
    assertThat(capped(500, 9).remaining()).isEqualTo(credits(160));
    assertThat(capped(500, 9).allowed()).contains(credits(491));
    assertThat(capped(500, 9).granted()).isEqualTo(credits(160));
    assertThat(capped(5, 9).granted()).isEqualTo(credits(5));
  }

  private Share capped(long limit, long drawn) {
    Optional<Credits> cap = Optional.of(credits(limit));
    return new Share(office.settled(), new AccountId("mia"), cap, credits(drawn));
  }

  private Share share(String member) {
    return share(member, Set.of());
  }

  private Share share(String member, Set<Integer> busy) {
    Pool pool = office.settled();
    return new Share(
        new Pool(pool.id(), pool.cells(), busy),
        new AccountId(member),
        Optional.empty(),
        Credits.NONE);
  }

  /// The cells in the order in which a member goes to them as one after the other is found busy.
  private List<Integer> order(String member) {
    Set<Integer> busy = new HashSet<>();
    return IntStream.range(0, 16)
        .mapToObj(
            _ -> {
              int next = cellsOf(share(member, busy).draw(credits(1))).getFirst();
              busy.add(next);
              return next;
            })
        .toList();
  }

  private static List<Integer> cellsOf(List<Draw> draws) {
    return draws.stream().map(draw -> ((Draw.Pooled) draw).cell().cell()).toList();
  }

  /// Somebody whose first cell that is takes `credits` from it.
  private void spend(int cell, int credits) {
    String spender =
        IntStream.range(0, 1_000)
            .mapToObj(number -> "spender-" + cell + "-" + number)
            .filter(name -> cellsOf(share(name).draw(credits(credits))).equals(List.of(cell)))
            .findFirst()
            .orElseThrow();
    office.member(spender).charged(run(credits));
  }
}
