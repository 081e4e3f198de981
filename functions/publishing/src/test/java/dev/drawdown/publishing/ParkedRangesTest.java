package dev.drawdown.publishing;

import static dev.drawdown.publishing.Scene.ANNA;
import static dev.drawdown.publishing.Scene.NOW;
import static dev.drawdown.publishing.Scene.SHARD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.bus.EventBus;
import dev.drawdown.adapters.bus.EventBus.PutOutcome;
import dev.drawdown.adapters.store.Outcome;
import dev.drawdown.adapters.store.Stores.ParkedStore;
import dev.drawdown.adapters.store.StuckParked;
import dev.drawdown.domain.ledger.LedgerRange;
import dev.drawdown.domain.parking.Parked;
import dev.drawdown.publishing.Republishing.PublishedPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// An operator lists, publishes and drops entries that couldn't be published.
class ParkedRangesTest {
  private final Scene scene = new Scene();
  private final List<PublishedPage> pages = new ArrayList<>();

  @BeforeEach
  void open() {
    scene.opened(ANNA);
    scene.charged(ANNA, "k");
    scene.charged(ANNA, "l");
  }

  @Test
  void all_parked_entries_are_listed_with_their_reasons() {
    Parked<LedgerRange> annas = park(new LedgerRange(ANNA, 2, 3), "refused by the bus: no");
    Parked<LedgerRange> shards =
        park(LedgerRange.from(SHARD, 1), "the wallet's change has no version");

    assertThat(ranges(scene.bus).list().all()).containsExactly(annas, shards);
  }

  @Test
  void a_long_list_is_read_page_by_page() {
    for (int entry = 1; entry <= 205; entry++) {
      park(LedgerRange.of(ANNA, entry), "no");
    }

    assertThat(ranges(scene.bus).list().all()).hasSize(205).doesNotHaveDuplicates();
  }

  @Test
  void only_the_exact_parked_range_is_found() {
    Parked<LedgerRange> three = park(new LedgerRange(ANNA, 1, 3), "no");

    assertThat(ranges(scene.bus).list().find(new LedgerRange(ANNA, 1, 3))).contains(three);
    assertThat(ranges(scene.bus).list().find(new LedgerRange(ANNA, 1, 2))).isEmpty();
    assertThat(ranges(scene.bus).list().find(LedgerRange.from(ANNA, 1))).isEmpty();
  }

  @Test
  void entries_on_the_bus_are_unparked() {
    Parked<LedgerRange> two = park(new LedgerRange(ANNA, 2, 3), "no");
    Parked<LedgerRange> missing = park(LedgerRange.of(ANNA, 9), "not in the ledger");

    assertThat(publish(two, scene.bus)).contains(new Outcome.Committed());
    assertThat(publish(missing, scene.bus)).isEmpty();

    assertThat(scene.ids()).containsExactly("account#anna/2", "account#anna/3");
    assertThat(scene.parked.all()).containsExactly(missing);
  }

  @Test
  void a_parked_whole_ledger_is_published_whole() {
    Parked<LedgerRange> whole =
        park(LedgerRange.from(ANNA, 1), "the wallet's change has no version");

    assertThat(publish(whole, scene.bus)).contains(new Outcome.Committed());

    assertThat(scene.ids()).hasSize(3);
    assertThat(scene.parked.all()).isEmpty();
  }

  @Test
  void entries_that_the_bus_refuses_in_part_stay_parked() {
    Parked<LedgerRange> three = park(new LedgerRange(ANNA, 1, 3), "no");
    EventBus refusing = scene.answering("account#anna/2", new PutOutcome.Refused("no"));

    assertThat(publish(three, refusing)).isEmpty();

    assertThat(pages)
        .containsExactly(
            new PublishedPage(
                three.work(),
                2,
                List.of(
                    new UnpublishableEntries(LedgerRange.of(ANNA, 2), "refused by the bus: no"))));
    assertThat(scene.parked.all()).containsExactly(three);
  }

  @Test
  void entries_that_the_bus_does_not_take_in_time_stay_parked() {
    Parked<LedgerRange> three = park(new LedgerRange(ANNA, 1, 3), "no");
    EventBus silent = scene.answering("account#anna/3", new PutOutcome.Failed("timed out"));

    assertThat(publish(three, silent)).isEmpty();

    assertThat(pages)
        .containsExactly(
            new PublishedPage(
                three.work(),
                2,
                List.of(new UnpublishableEntries(LedgerRange.of(ANNA, 3), "timed out"))));
    assertThat(scene.parked.all()).containsExactly(three);
  }

  @Test
  void published_entries_that_the_table_does_not_unpark_are_not_done() {
    Parked<LedgerRange> two = park(new LedgerRange(ANNA, 2, 3), "no");
    Outcome contended = new Outcome.Contended("TransactionConflict", false);
    ParkedRanges stuck = ranges(scene.bus, new StuckParked<>(scene.parked, contended));

    assertThat(stuck.publish(two, pages::add)).contains(contended);

    assertThat(scene.ids()).containsExactly("account#anna/2", "account#anna/3");
    assertThat(scene.parked.all()).containsExactly(two);
  }

  @Test
  void dropped_entries_are_unparked_and_not_published() {
    ranges(scene.bus).drop(park(LedgerRange.of(ANNA, 9), "not in the ledger"));

    assertThat(scene.parked.all()).isEmpty();
    assertThat(scene.bus.events()).isEmpty();
  }

  private Parked<LedgerRange> park(LedgerRange entries, String reason) {
    Parked<LedgerRange> parked = new Parked<>(entries, reason, NOW);
    scene.parked.park(parked);
    return parked;
  }

  private Optional<Outcome> publish(Parked<LedgerRange> parked, EventBus bus) {
    return ranges(bus).publish(parked, pages::add);
  }

  private ParkedRanges ranges(EventBus bus) {
    return ranges(bus, scene.parked);
  }

  private ParkedRanges ranges(EventBus bus, ParkedStore<LedgerRange, LedgerRange> parked) {
    PublishingPorts ports = Scene.ports(scene.store, bus, scene.parked);
    return new ParkedRanges(parked, new Republishing(ports, Deadlines::everySecond, _ -> {}));
  }
}
