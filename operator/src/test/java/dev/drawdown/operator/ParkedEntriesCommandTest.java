package dev.drawdown.operator;

import static dev.drawdown.operator.Console.NOVEMBER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.bus.EventBus;
import dev.drawdown.adapters.bus.EventBus.PutOutcome;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.ledger.LedgerRange;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.parking.Parked;
import dev.drawdown.operator.Console.Printed;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `operator publish`, and `operator parked entries`: on a ledger of three entries.
class ParkedEntriesCommandTest {
  private static final WalletId ANNA = WalletId.of(new AccountId("anna"));

  @AutoClose private final Console console = new Console("assistant-coach");

  @BeforeEach
  void open() {
    console.charged("anna", 2);
  }

  @ParameterizedTest
  @CsvSource({
    "account#anna/2-3, account#anna/2-3, account#anna/2 account#anna/3",
    "account#anna/2, account#anna/2, account#anna/2",
    "account#anna/2-, account#anna/2-101, account#anna/2 account#anna/3",
    "account#anna, account#anna/1-100, account#anna/1 account#anna/2 account#anna/3"
  })
  void entries_are_published_again_by_the_names_that_the_log_has(
      String entries, String page, String published) {
    Printed publish = console.run("publish " + entries);

    List<String> all = List.of(published.split(" "));
    assertThat(publish).isEqualTo(new Printed(0, page + "\t" + all.size() + " published", ""));
    assertThat(console.published()).isEqualTo(all);
  }

  @Test
  void several_ranges_are_published_and_missing_entries_are_printed() {
    Printed publish = console.run("publish account#bea account#anna/3-4 account#anna/1");

    assertThat(publish.lines())
        .containsExactly(
            "account#bea/1-\t0 published",
            "account#bea/1-\tnot in the ledger",
            "account#anna/3-4\t1 published",
            "account#anna/4\tnot in the ledger",
            "account#anna/1\t1 published");
    assertThat(publish.exit()).isEqualTo(1);
    assertThat(console.published()).containsExactly("account#anna/3", "account#anna/1");
  }

  @Test
  void the_list_names_parked_entries_in_the_format_of_the_commands() {
    park(new LedgerRange(ANNA, 2, 3), "refused by the bus: no");
    park(LedgerRange.from(new WalletId(new PoolId("clinic"), 3), 1), "no version");

    Printed list = console.run("parked entries list");

    assertThat(list.lines())
        .containsExactly(
            "account#anna/2-3\t2026-11-20T10:15:30Z\trefused by the bus: no",
            "pool#clinic#3/1-\t2026-11-20T10:15:30Z\tno version");
    assertThat(list.exit()).isZero();
  }

  @Test
  void all_parked_entries_are_published_and_those_on_the_bus_are_unparked() {
    park(LedgerRange.of(ANNA, 1), "no");
    park(new LedgerRange(ANNA, 2, 3), "no");
    park(LedgerRange.of(ANNA, 9), "not in the ledger");

    Printed publish = console.run("parked entries publish --all");

    assertThat(publish.exit()).isEqualTo(1);
    assertThat(publish.lines())
        .containsExactlyInAnyOrder(
            "account#anna/1\t1 published",
            "account#anna/2-3\t2 published",
            "account#anna/9\t0 published",
            "account#anna/9\tnot in the ledger");
    assertThat(console.published())
        .containsExactlyInAnyOrder("account#anna/1", "account#anna/2", "account#anna/3");
    assertThat(parked()).extracting(Parked::work).containsExactly(LedgerRange.of(ANNA, 9));
  }

  @Test
  void only_named_entries_are_published_and_their_name_is_the_parked_one() {
    park(LedgerRange.of(ANNA, 1), "no");
    park(new LedgerRange(ANNA, 2, 3), "no");

    assertThat(console.run("parked entries publish account#anna/2-3"))
        .isEqualTo(new Printed(0, "account#anna/2-3\t2 published", ""));
    assertThat(console.run("parked entries publish account#anna/2"))
        .isEqualTo(new Printed(1, "account#anna/2\tnot parked", ""));

    assertThat(console.published()).containsExactly("account#anna/2", "account#anna/3");
    assertThat(parked()).extracting(Parked::work).containsExactly(LedgerRange.of(ANNA, 1));
  }

  @Test
  void entries_that_the_bus_refuses_stay_parked() {
    park(new LedgerRange(ANNA, 1, 3), "no");
    EventBus refusing =
        events ->
            events.stream()
                .map(
                    event ->
                        event.detail().contains("\"account#anna/2\"")
                            ? new PutOutcome.Refused("MalformedDetail")
                            : console.bus.put(List.of(event)).getFirst())
                .toList();

    Printed publish = console.on(refusing).run("parked entries publish --all");

    assertThat(publish.lines())
        .containsExactly(
            "account#anna/1-3\t2 published", "account#anna/2\trefused by the bus: MalformedDetail");
    assertThat(publish.exit()).isEqualTo(1);
    assertThat(parked()).hasSize(1);
  }

  @Test
  void dropped_entries_are_unparked_and_not_published() {
    park(LedgerRange.of(ANNA, 9), "not in the ledger");

    assertThat(console.run("parked entries drop account#anna/9-"))
        .isEqualTo(new Printed(1, "account#anna/9-\tnot parked", ""));
    assertThat(parked()).hasSize(1);
    assertThat(console.run("parked entries drop account#anna/9"))
        .isEqualTo(new Printed(0, "account#anna/9\tdropped", ""));
    assertThat(parked()).isEmpty();
    assertThat(console.published()).isEmpty();
  }

  private void park(LedgerRange entries, String reason) {
    console.bus(console.table, "bus").parked().park(new Parked<>(entries, reason, NOVEMBER));
  }

  private List<Parked<LedgerRange>> parked() {
    return console.bus(console.table, "bus").parked().page(100, Optional.empty());
  }
}
