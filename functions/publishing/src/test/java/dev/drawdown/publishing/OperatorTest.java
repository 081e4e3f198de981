package dev.drawdown.publishing;

import static dev.drawdown.publishing.Scene.ANNA;
import static dev.drawdown.publishing.Scene.NOW;
import static dev.drawdown.publishing.Scene.SHARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drawdown.adapters.bus.EventBus;
import dev.drawdown.adapters.bus.PutOutcome;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.ledger.Cause;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.LedgerRange;
import dev.drawdown.domain.parking.ParkedEntries;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorTest {
  private static final Cause BY_A_CHARGE = Cause.by(new ChargeId("k"));

  private final Scene scene = new Scene();
  private boolean done;

  @BeforeEach
  void open() {
    scene.opened(ANNA);
    scene.charged(ANNA, "k");
    scene.charged(ANNA, "l");
  }

  @Test
  void any_range_of_a_wallets_entries_is_published_again() {
    assertThat(operate("publish", "account#anna", "2", "3")).isEqualTo("account#anna/2-3\t2 put");
    assertThat(done).isTrue();
    assertThat(scene.ids()).containsExactly("account#anna/2", "account#anna/3");
  }

  @Test
  void a_range_without_an_end_goes_to_the_last_entry() {
    operate("publish", "account#anna", "2");
    operate("publish", "account#anna");

    assertThat(done).isTrue();
    assertThat(scene.ids())
        .containsExactly(
            "account#anna/2",
            "account#anna/3",
            "account#anna/1",
            "account#anna/2",
            "account#anna/3");
  }

  @Test
  void a_long_ledger_is_published_page_by_page() {
    while (scene.store.wallet(SHARD).version() < 240) {
      scene.noted(SHARD, 40, EntryKind.EXHAUSTED, BY_A_CHARGE);
    }

    String told = operate("publish", "pool#clinic#3");

    assertThat(done).isTrue();
    assertThat(told.lines())
        .containsExactly(
            "pool#clinic#3/1-100\t100 put",
            "pool#clinic#3/101-200\t100 put",
            "pool#clinic#3/201-300\t40 put");
    assertThat(scene.ids()).hasSize(240).doesNotHaveDuplicates();
  }

  @Test
  void what_is_not_there_is_said() {
    assertThat(operate("publish", "account#anna", "3", "4").lines())
        .containsExactly("account#anna/3-4\t1 put", "account#anna/4\tnot in the ledger");
    assertThat(done).isFalse();

    assertThat(operate("publish", "account#bea")).isEqualTo("account#bea/1-\tnot in the ledger");
    assertThat(done).isFalse();

    assertThat(operate("publish", "account#anna", "1", "999999999").lines())
        .containsExactly(
            "account#anna/1-100\t3 put",
            "account#anna/4-100\tnot in the ledger",
            "account#anna/101-\tnot in the ledger");
    assertThat(done).isFalse();
  }

  @Test
  void the_list_says_what_waits_since_when_and_why() {
    park(new LedgerRange(ANNA, 2, 3), "refused by the bus: no");
    park(LedgerRange.from(SHARD, 1), "the wallet's change has no version");

    assertThat(operate("list").lines())
        .containsExactly(
            "account#anna 2 3\t2026-11-20T10:15:30.123Z\trefused by the bus: no",
            "pool#clinic#3 1\t2026-11-20T10:15:30.123Z\tthe wallet's change has no version");
    assertThat(done).isTrue();
  }

  @Test
  void a_long_list_is_read_page_by_page() {
    for (int entry = 1; entry <= 205; entry++) {
      park(LedgerRange.of(ANNA, entry), "no");
    }

    assertThat(operate("list").lines()).hasSize(205).doesNotHaveDuplicates();
  }

  @Test
  void all_that_is_parked_is_published_and_what_was_put_waits_no_longer() {
    park(LedgerRange.of(ANNA, 1), "no");
    park(new LedgerRange(ANNA, 2, 3), "no");
    park(LedgerRange.of(ANNA, 9), "not in the ledger");

    operate("publish", "--parked");

    assertThat(done).isFalse();
    assertThat(scene.ids()).containsExactly("account#anna/1", "account#anna/2", "account#anna/3");
    assertThat(scene.parked.all())
        .extracting(ParkedEntries::entries)
        .containsExactly(LedgerRange.of(ANNA, 9));
  }

  @Test
  void a_whole_ledger_that_was_parked_is_published_whole() {
    park(LedgerRange.from(ANNA, 1), "the wallet's change has no version");

    operate("publish", "--parked");

    assertThat(done).isTrue();
    assertThat(scene.ids()).hasSize(3);
    assertThat(scene.parked.all()).isEmpty();
  }

  @Test
  void what_still_can_not_be_put_stays_parked() {
    park(new LedgerRange(ANNA, 1, 3), "no");
    EventBus refusing = scene.answering("account#anna/2", new PutOutcome.Refused("no"));
    EventBus silent = scene.answering("account#anna/3", new PutOutcome.Failed("timed out"));

    assertThat(operate(refusing, "publish", "--parked").lines())
        .containsExactly("account#anna/1-3\t2 put", "account#anna/2\trefused by the bus: no");
    assertThat(operate(silent, "publish", "--parked").lines())
        .containsExactly("account#anna/1-3\t2 put", "account#anna/3\ttimed out");
    assertThat(done).isFalse();
    assertThat(scene.parked.all()).hasSize(1);
  }

  @Test
  void what_is_never_to_be_published_can_be_dropped() {
    park(LedgerRange.of(ANNA, 9), "not in the ledger");

    assertThat(operate("drop", "account#anna", "9")).isEqualTo("account#anna 9\tisn't parked");
    assertThat(done).isFalse();
    assertThat(operate("drop", "account#anna", "9", "9")).isEqualTo("account#anna 9 9\tdropped");
    assertThat(done).isTrue();
    assertThat(scene.parked.all()).isEmpty();
    assertThat(scene.bus.events()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "lst",
        "list all",
        "publish",
        "publish anna",
        "publish account#anna x",
        "publish account#anna 0",
        "publish account#anna 3 2",
        "publish account#anna 1 2 3",
        "publish account#anna -1",
        "publish --parked now",
        "drop account#anna",
      })
  void anything_else_is_no_command(String words) {
    List<String> arguments = new ArrayList<>(List.of("--table", "t", "--bus", "b"));
    arguments.addAll(List.of(words.split(" ", -1)));

    assertThatIllegalArgumentException().isThrownBy(() -> OperatorOptions.parse(arguments));
  }

  @Test
  void table_and_bus_have_to_be_named() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OperatorOptions.parse(List.of("list", "--table", "t")))
        .withMessage("--table and --bus are needed");
  }

  private void park(LedgerRange entries, String reason) {
    scene.parked.park(new ParkedEntries(entries, reason, NOW));
  }

  private String operate(String... words) {
    return operate(scene.bus, words);
  }

  private String operate(EventBus bus, String... words) {
    List<String> arguments = new ArrayList<>(List.of(words));
    arguments.addAll(List.of("--table", "t", "--bus", "b"));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PublishingPorts ports = Scene.ports(scene.store, bus, scene.parked);
    done =
        new Operator(
                ports, Deadlines::everySecond, new PrintStream(out, true, StandardCharsets.UTF_8))
            .run(OperatorOptions.parse(arguments).command());
    return out.toString(StandardCharsets.UTF_8).strip();
  }
}
