package dev.drawdown.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.store.DueTimes;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.fuzz.Fuzzing;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/// The files that the operator's program reads: opening balances, and exports of the payment
/// provider. A file is applied, or refused by a sentence. A refused file changes nothing.
class OperatorFilesFuzzTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:15:30Z");
  private static final Catalog CATALOG = Catalogs.shipped("outsmart");
  private static final int WRONG = 2;

  /// One program for all inputs: picocli takes longer to build it than it takes to run.
  private static InMemoryStore store = new InMemoryStore(DueTimes.of(CATALOG));

  private static final StringWriter PRINTED = new StringWriter();
  private static final CommandLine PROGRAM = program();

  @TempDir private static Path folder;

  static List<byte[]> balances() {
    return Fuzzing.seeds(
        "account,credits\nanna,5\nben,1000000\n",
        "account,credits,reason,expiresAt,key\r\n"
            + "anna,5,\"moved, from the old system\",2027-01-01T00:00:00Z,old-1\r\n"
            + "ben,7,,,\r\nanna,9,\"he said \"\"hi\"\"\",2027-01-01T00:00:00.5Z,old-2\r\n",
        "\uFEFFcredits,account\n1,anna\n");
  }

  static List<byte[]> exports() {
    String invoice =
        "{\"id\":\"in_1\",\"object\":\"invoice\",\"created\":1795132800,\"livemode\":true,"
            + "\"status\":\"paid\",\"amount_paid\":1900,\"billing_reason\":\"subscription_create\","
            + "\"currency\":\"usd\",\"customer\":\"cus_1\",\"total\":1900,"
            + "\"lines\":{\"object\":\"list\",\"has_more\":false,\"data\":[{\"id\":\"il_1\","
            + "\"object\":\"line_item\",\"amount\":1900,\"quantity\":1,"
            + "\"metadata\":{\"account\":\"anna\"},"
            + "\"parent\":{\"type\":\"subscription_item_details\",\"subscription_item_details\":"
            + "{\"proration\":false,\"subscription\":\"sub_1\",\"subscription_item\":\"si_1\"}},"
            + "\"period\":{\"start\":1795132800,\"end\":1797724800},"
            + "\"pricing\":{\"type\":\"price_details\","
            + "\"price_details\":{\"price\":\"price_outsmart_solo\"}}}]},"
            + "\"parent\":{\"type\":\"subscription_details\",\"subscription_details\":"
            + "{\"metadata\":{\"account\":\"anna\"},\"subscription\":\"sub_1\"}}}";
    String subscription =
        "{\"id\":\"sub_1\",\"object\":\"subscription\",\"created\":1795132800,\"livemode\":true,"
            + "\"status\":\"canceled\",\"ended_at\":1795132900,"
            + "\"metadata\":{\"account\":\"anna\"},\"items\":{\"object\":\"list\","
            + "\"has_more\":false,\"data\":[{\"id\":\"si_1\",\"object\":\"subscription_item\","
            + "\"quantity\":1,\"current_period_start\":1795132800,"
            + "\"current_period_end\":1797724800,\"price\":{\"id\":\"price_outsmart_solo\"}}]}}";
    return Fuzzing.seeds(
        invoice + "\n" + subscription + "\n",
        "[" + subscription + "," + invoice + "]",
        "{\"object\":\"list\",\"has_more\":false,\"data\":[" + invoice + "]}");
  }

  @MethodSource("balances")
  @FuzzTest
  void balances_are_imported_or_refused(byte[] file) {
    Fuzzing.take(OperatorFilesFuzzTest::importBalances, file);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = 1)
  void changed_balances_are_imported_or_refused(long seed) {
    Fuzzing.run(
        OperatorFilesFuzzTest::importBalances, OperatorFilesFuzzTest.class, balances(), seed);
  }

  @MethodSource("exports")
  @FuzzTest
  void an_export_is_applied_or_refused(byte[] file) {
    Fuzzing.take(OperatorFilesFuzzTest::backfill, file);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = 1)
  void a_changed_export_is_applied_or_refused(long seed) {
    Fuzzing.run(OperatorFilesFuzzTest::backfill, OperatorFilesFuzzTest.class, exports(), seed);
  }

  private static void importBalances(byte[] file) throws IOException {
    run(file, "import-balances", "--actor", "olga");
  }

  private static void backfill(byte[] file) throws IOException {
    run(file, "backfill", "--exported-at", NOW.toString(), "--invoices");
  }

  private static void run(byte[] content, String command, String... options) throws IOException {
    Path file = folder.resolve(command);
    Files.write(file, content);
    store = new InMemoryStore(DueTimes.of(CATALOG));
    PRINTED.getBuffer().setLength(0);
    String[] words = new String[options.length + 3];
    words[0] = command;
    System.arraycopy(options, 0, words, 1, options.length);
    words[options.length + 1] = file.toString();
    words[options.length + 2] = "--apply";

    int exit = PROGRAM.execute(words);

    String printed = PRINTED.toString();
    Fuzzing.requireNothingInternal(printed, content);
    assertThat(exit).isBetween(0, WRONG);
    assertThat(exit != WRONG || store.isEmpty()).as(printed).isTrue();
  }

  private static CommandLine program() {
    PrintWriter out = new PrintWriter(PRINTED, true);
    return OperatorProgram.of(
        new InMemoryConnections(() -> store, CATALOG, NOW),
        Map.of("TABLE", "table", "CATALOG", "outsmart"),
        out,
        out);
  }
}
