package dev.drawdown.operator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.store.DueTimes;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.adapters.store.PaidPool;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.ledger.LedgerRange;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.parking.Parked;
import dev.drawdown.domain.parking.ReceivedEvent;
import dev.drawdown.domain.subscription.ProviderEventId;
import dev.drawdown.fuzz.Fuzzing;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/// The arguments of the operator's program, one a line. A command is run, or refused by a sentence.
/// A refused command changes nothing.
class OperatorArgumentsFuzzTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:15:30Z");
  private static final Catalog CATALOG = Catalogs.shipped("outsmart");
  private static final Map<String, String> ENVIRONMENT =
      Map.of("TABLE", "table", "CATALOG", "outsmart", "BUS", "bus", "USER", "olga");
  private static final String PAID =
      "{\"id\":\"evt_1\",\"object\":\"event\",\"api_version\":\"2026-07-29.dahlia\","
          + "\"created\":1795169700,\"livemode\":true,\"type\":\"invoice.paid\",\"data\":{\"object\":{\"id\":\"in_1\","
          + "\"object\":\"invoice\"}}}";
  private static final int WRONG = 2;
  private static final int MOST = 100;
  private static final int INPUTS = 200;

  static List<byte[]> seeds() {
    return Fuzzing.seeds(
        "explain\nanna\n--table\ndrawdown-Table",
        "explain\nnorthside\n--pool\n--catalog=outsmart",
        "parked\nevents\nlist",
        "parked\nevents\nreplay\nevt_1\nevt_2\n--test-mode",
        "parked\nevents\nreplay\n--all",
        "parked\nevents\ndrop\nevt_1\n--reason\nour own test",
        "parked\nwallets\nlist",
        "parked\nwallets\nretry\naccount#mia\n--catalog\noutsmart",
        "parked\nentries\nlist\n--bus\nbus",
        "parked\nentries\npublish\n--all",
        "parked\nentries\ndrop\naccount#mia/1-",
        "backfill\n--invoices\nmissing.jsonl\n--apply",
        "publish\npool#northside/1-2",
        "publish\npool#northside#3/12-",
        "due-times\nrefresh",
        "audit\n--after\npool#northside\n--segment\n0/4",
        "repair\npool#northside\naccount#anna\n--dry-run",
        "blank\nanna\nben",
        "import-balances\nmissing.csv\n--actor\nolga\n--apply",
        "prove\n--catalog\noutsmart\n--depth\n13",
        "--version",
        "parked\n--help");
  }

  @Test
  void each_command_has_a_seed() {
    List<List<String>> arguments =
        seeds().stream().map(seed -> List.of(new String(seed, UTF_8).split("\n"))).toList();

    assertThat(commands(program(filled(), new PrintWriter(new StringWriter())), List.of()))
        .isNotEmpty()
        .allMatch(
            command ->
                arguments.stream()
                    .anyMatch(
                        seed ->
                            seed.size() >= command.size()
                                && seed.subList(0, command.size()).equals(command)));
  }

  /// The names of all commands that have no subcommands.
  private static Stream<List<String>> commands(CommandLine program, List<String> above) {
    return program.getSubcommands().isEmpty()
        ? Stream.of(above)
        : program.getSubcommands().entrySet().stream()
            .flatMap(
                command ->
                    commands(
                        command.getValue(),
                        Stream.concat(above.stream(), Stream.of(command.getKey())).toList()));
  }

  @MethodSource("seeds")
  @FuzzTest
  void a_command_is_run_or_refused(byte[] arguments) {
    Fuzzing.take(OperatorArgumentsFuzzTest::run, arguments);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = 1)
  void a_changed_command_is_run_or_refused(long seed) {
    Fuzzing.run(
        OperatorArgumentsFuzzTest::run, OperatorArgumentsFuzzTest.class, seeds(), seed, INPUTS);
  }

  /// An operating system passes no argument with a NUL. A search for exploits takes too long here,
  /// so only the depth that is too large gets to its command.
  private static void run(byte[] input) {
    String given = new String(input, UTF_8).replace("\0", "");
    String[] arguments = given.split("\n", -1);
    List<String> words = List.of(arguments);
    if (words.contains("prove") && !words.contains("13")) {
      return;
    }
    InMemoryStore store = filled();
    List<Object> before = contents(store);
    StringWriter printed = new StringWriter();

    int exit = program(store, new PrintWriter(printed, true)).execute(arguments);

    Fuzzing.requireNothingInternal(printed.toString(), given.getBytes(UTF_8));
    assertThat(exit).isBetween(0, WRONG);
    if (exit == WRONG) {
      assertThat(printed.toString()).isNotBlank();
      assertThat(contents(store)).as(printed.toString()).isEqualTo(before);
    }
  }

  private static CommandLine program(InMemoryStore store, PrintWriter out) {
    return OperatorProgram.of(
        new InMemoryConnections(() -> store, CATALOG, NOW), ENVIRONMENT, out, out);
  }

  /// A store with a paid pool, and one of each kind of parked work.
  private static InMemoryStore filled() {
    InMemoryStore store = new InMemoryStore(DueTimes.of(CATALOG));
    PaidPool.of(new PoolId("northside"), "office", CATALOG, NOW).in(store);
    WalletId mia = WalletId.of(new AccountId("mia"));
    ReceivedEvent event =
        new ReceivedEvent(new ProviderEventId("evt_1"), "invoice.paid", PAID, Optional.empty());
    store.parkedEvents().park(new Parked<>(event, "no plan", NOW));
    store.parkedWallets().park(new Parked<>(mia.toString(), "unreadable", NOW));
    store.parkedEntries().park(new Parked<>(LedgerRange.from(mia, 1), "missing", NOW));
    return store;
  }

  private static List<Object> contents(InMemoryStore store) {
    return List.of(
        store.contents(),
        store.parkedWallets().page(MOST, Optional.empty()),
        store.parkedEntries().page(MOST, Optional.empty()));
  }
}
