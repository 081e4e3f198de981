package dev.drawdown.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.dynamodb.DynamoDbLocal;
import dev.drawdown.adapters.dynamodb.DynamoDbStore;
import dev.drawdown.adapters.store.DueTimes;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.WalletId;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// G1: `operator import-balances` as a process that a test kills between any two rows and starts
/// again, on a table of DynamoDB Local.
///
/// A line is so long that the pipe holds only about 250 of them. A process whose output nobody
/// reads stops long before its last row.
class KilledImportTest {
  private static final int ROWS = Integer.getInteger("drawdown.import.rows", 500);
  private static final String OUTSMART = "outsmart";
  private static final String LONG = "x".repeat(100);

  @TempDir private Path folder;
  @AutoClose private final DynamoDbClient client = DynamoDbLocal.client();

  private final String table = DynamoDbLocal.freshTable();
  private final DynamoDbStore store =
      new DynamoDbStore(client, table, DueTimes.of(Catalogs.shipped(OUTSMART)));
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void leave_nothing_running() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void an_import_that_is_killed_twice_grants_each_row_once() throws Exception {
    Path file = Files.writeString(folder.resolve("balances.csv"), rows());

    int first = killedAfter(1, file);
    int second = killedAfter(ROWS / 3, file);
    List<String> third = lines(file);
    List<String> fourth = lines(file);

    assertThat(first).isBetween(1, ROWS - 1);
    assertThat(second).isBetween(first, ROWS - 1);
    assertThat(third).hasSize(ROWS + 1).last().isEqualTo(summary(ROWS - second, second));
    assertThat(fourth).last().isEqualTo(ROWS + " rows, " + ROWS + " granted before");
    for (int row = 0; row < ROWS; row++) {
      assertThat(entries(row)).extracting(Entry::change).containsExactly(row + 1L);
    }
  }

  /// Returns the number of rows that were granted by then.
  private int killedAfter(int lines, Path file) throws Exception {
    Process importing = importing(file);
    try (BufferedReader output = importing.inputReader(StandardCharsets.UTF_8)) {
      for (int line = 0; line < lines; line++) {
        assertThat(output.readLine()).startsWith("line ");
      }
      importing.destroyForcibly();
      assertThat(importing.waitFor()).isNotZero();
    }
    return (int) IntStream.range(0, ROWS).filter(row -> !entries(row).isEmpty()).count();
  }

  private List<String> lines(Path file) throws Exception {
    Process importing = importing(file);
    try (BufferedReader output = importing.inputReader(StandardCharsets.UTF_8)) {
      List<String> lines = output.lines().toList();
      assertThat(importing.waitFor()).isZero();
      return lines;
    }
  }

  private Process importing(Path file) throws IOException {
    Process importing =
        OperatorProcess.start(
            Map.of("TABLE", table, "CATALOG", OUTSMART, "USER", "olga"),
            "import-balances",
            file.toString(),
            "--apply");
    started.add(importing);
    return importing;
  }

  private List<Entry> entries(int row) {
    return store.ledgers().entriesAfter(WalletId.of(new AccountId(account(row))), 0, 10);
  }

  private static String rows() {
    return IntStream.range(0, ROWS)
        .mapToObj(row -> account(row) + "," + (row + 1) + ",old-" + LONG)
        .collect(Collectors.joining("\n", "account,credits,key\n", "\n"));
  }

  private static String account(int row) {
    return "account-" + row + "-" + LONG;
  }

  private static String summary(int granted, int before) {
    return "%d rows, %d granted, %d granted before".formatted(ROWS, granted, before);
  }
}
