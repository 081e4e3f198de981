package dev.drawdown.publishing;

import static dev.drawdown.publishing.Scene.ANNA;
import static dev.drawdown.publishing.Scene.NOW;
import static dev.drawdown.publishing.Scene.jumped;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.bus.EventBus;
import dev.drawdown.adapters.bus.EventBus.PutOutcome;
import dev.drawdown.adapters.store.Outcome;
import dev.drawdown.adapters.store.StoreFailure;
import dev.drawdown.adapters.store.Stores.ParkedStore;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.ledger.Cause;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.LedgerRange;
import dev.drawdown.domain.parking.Parked;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An entry that can't be published is parked by its name with the reason, and never blocks the
/// others.
class ParkingTest {
  private static final Cause BY_A_CHARGE = Cause.by(new ChargeId("k"));

  private final Scene scene = new Scene();

  @Test
  void an_entry_that_the_bus_refuses_is_parked_and_the_others_are_published() {
    List<Map<String, Object>> records =
        List.of(scene.opened(ANNA), scene.charged(ANNA, "k"), scene.charged(ANNA, "l"));
    EventBus refusing =
        scene.answering("account#anna/2", new PutOutcome.Refused("MalformedDetail"));

    assertThat(new StreamCall(records).on(scene.function(scene.store, refusing, scene.parked)))
        .isEmpty();

    assertThat(scene.ids()).containsExactly("account#anna/1", "account#anna/3");
    assertParked(LedgerRange.of(ANNA, 2), "refused by the bus: MalformedDetail");
  }

  @Test
  void a_change_whose_entry_can_not_even_be_parked_is_delivered_again() {
    Map<String, Object> first = scene.opened(ANNA);
    Map<String, Object> second = scene.charged(ANNA, "k");
    EventBus refusing =
        scene.answering("account#anna/2", new PutOutcome.Refused("MalformedDetail"));
    PublishingFunction function = scene.function(scene.store, refusing, new Unreachable());

    assertThat(new StreamCall(List.of(first, second)).on(function))
        .containsExactly(StreamCall.number(second));
    assertThat(new StreamCall(List.of(first, jumped("4", "900"), second)).on(function))
        .containsExactly("7");
  }

  @Test
  void an_entry_with_missing_fields_is_parked_and_affects_no_other() {
    Map<String, Object> opened = scene.opened(ANNA);
    Map<String, Object> odd =
        scene.noted(ANNA, 1, EntryKind.EXHAUSTED, Cause.byHand("nobody", Optional.empty()));
    Map<String, Object> fine = scene.noted(ANNA, 1, EntryKind.EXHAUSTED, BY_A_CHARGE);

    assertThat(scene.deliver(opened, odd, fine)).isEmpty();

    assertThat(scene.ids()).containsExactly("account#anna/1", "account#anna/3");
    assertParked(LedgerRange.of(ANNA, 2), "exhausted without charge");
  }

  @Test
  void a_missing_entry_is_parked_and_affects_no_other() {
    scene.opened(ANNA);

    assertThat(scene.deliver(jumped("0", "3"))).isEmpty();

    assertThat(scene.ids()).containsExactly("account#anna/1");
    assertParked(new LedgerRange(ANNA, 2, 3), "not in the ledger");
  }

  @Test
  void an_entry_that_can_not_be_read_is_parked_and_affects_no_other() {
    Map<String, Object> many = scene.noted(ANNA, 40, EntryKind.EXHAUSTED, BY_A_CHARGE);
    TroubledStore spoilt = new TroubledStore(scene.store, ParkingTest::failAtTheSeventeenth);

    assertThat(new StreamCall(List.of(many)).on(scene.function(spoilt, scene.bus, scene.parked)))
        .isEmpty();

    assertThat(scene.ids())
        .hasSize(39)
        .doesNotContain("account#anna/17")
        .endsWith("account#anna/40");
    assertParked(
        LedgerRange.of(ANNA, 17),
        "can't be read: java.lang.IllegalStateException: entry 17 lacks at");
  }

  @Test
  void an_entry_larger_than_the_limit_of_the_bus_is_parked_with_its_size() {
    Map<String, Object> opened = scene.opened(ANNA);
    Cause wordy = Cause.byHand("x".repeat(EventBus.MAX_BYTES), Optional.empty());
    Map<String, Object> large = scene.noted(ANNA, 1, EntryKind.STANDING, wordy);

    assertThat(scene.deliver(opened, large)).isEmpty();

    assertThat(scene.ids()).containsExactly("account#anna/1");
    assertThat(scene.parked.all().findFirst().orElseThrow().reason())
        .matches("262[0-9]{3} bytes are more than the bus takes");
  }

  @ParameterizedTest
  @CsvSource({"1, 102", "0, 101", "7, 5000000"})
  void more_entries_than_a_change_can_bring_are_parked_unread(long before, long after) {
    assertThat(scene.deliver(jumped(Long.toString(before), Long.toString(after)))).isEmpty();

    assertThat(scene.bus.events()).isEmpty();
    assertParked(new LedgerRange(ANNA, before + 1, after), "more entries than one change brings");
  }

  @Test
  void a_change_that_does_not_name_its_entries_parks_the_whole_ledger() {
    assertThat(scene.deliver(jumped("3", "-4"))).isEmpty();

    assertParked(LedgerRange.from(ANNA, 1), "the wallet's change has no version");
  }

  @Test
  void a_change_without_entries_is_skipped() {
    assertThat(scene.deliver(jumped("9", "4"), Map.of("eventName", "INSERT"), scene.opened(ANNA)))
        .isEmpty();

    assertThat(scene.ids()).containsExactly("account#anna/1");
    assertThat(scene.parked.all()).isEmpty();
  }

  @Test
  void a_long_reason_is_shortened() {
    EventBus refusing =
        scene.answering("account#anna/1", new PutOutcome.Refused("x".repeat(9_999)));

    new StreamCall(List.of(scene.opened(ANNA)))
        .on(scene.function(scene.store, refusing, scene.parked));

    assertThat(scene.parked.all().findFirst().orElseThrow().reason()).hasSize(500);
  }

  private void assertParked(LedgerRange entries, String reason) {
    assertThat(scene.parked.all()).containsExactly(new Parked<>(entries, reason, NOW));
  }

  private static void failAtTheSeventeenth(Set<Long> numbers) {
    if (numbers.contains(17L)) {
      throw new IllegalStateException("entry 17 lacks at");
    }
  }

  /// A parked list that can't be reached.
  private static final class Unreachable implements ParkedStore<LedgerRange, LedgerRange> {
    @Override
    public LedgerRange name(LedgerRange entries) {
      return entries;
    }

    @Override
    public void park(Parked<LedgerRange> parked) {
      throw outOfReach();
    }

    @Override
    public Outcome unpark(Parked<LedgerRange> parked) {
      throw outOfReach();
    }

    @Override
    public Optional<Parked<LedgerRange>> find(LedgerRange entries) {
      throw outOfReach();
    }

    @Override
    public List<Parked<LedgerRange>> page(int limit, Optional<LedgerRange> after) {
      throw outOfReach();
    }
  }

  private static StoreFailure outOfReach() {
    return new StoreFailure(
        StoreFailure.Kind.PASSING, new IllegalStateException("the table is out of reach"));
  }
}
