package dev.drawdown.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.WebhookSettings;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.store.BrokenOff;
import dev.drawdown.adapters.store.FaultyStore;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.adapters.store.StoreBeside;
import dev.drawdown.adapters.store.StoreFailure;
import dev.drawdown.adapters.store.Stores;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.operator.Console.Printed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// G1: `operator import-balances` grants opening balances from a file, each row once.
class ImportBalancesCommandTest {
  private static final String THREE =
      """
      account,credits,reason,expiresAt,key
      anna,50,moved from the old system,2027-01-01T00:00:00Z,old-17
      ben,7,,,
      anna,3,"a gift, too",,old-18
      """;

  @TempDir private Path folder;

  private final InMemoryStore store = new InMemoryStore();

  @Test
  void a_dry_run_lists_what_it_would_do_and_writes_nothing() throws IOException {
    Printed printed = run("", THREE);

    assertThat(printed.lines())
        .containsExactly(
            "line 2\tanna\t50\told-17\tto grant",
            "line 3\tben\t7\topening-balance\tto grant",
            "line 4\tanna\t3\told-18\tto grant",
            "3 rows, 3 to grant; nothing was written, --apply grants them");
    assertThat(printed.exit()).isZero();
    assertThat(store.isEmpty()).isTrue();
  }

  @Test
  void each_row_becomes_a_promotional_bucket_and_names_who_imported_it() throws IOException {
    Printed printed = run("--apply", THREE);

    assertThat(printed.lines().getLast()).isEqualTo("3 rows, 3 granted");
    assertThat(entries("anna")).extracting(Entry::change).containsExactlyInAnyOrder(50L, 3L);
    Entry ben = entries("ben").getFirst();
    assertThat(ben.cause().reason()).contains("opening balance");
    assertThat(ben.cause().actor()).contains("olga");
    assertThat(ben.postings().getFirst().bucket().kind().label()).isEqualTo("promotional");
  }

  @Test
  void a_second_run_changes_nothing() throws IOException {
    run("--apply", THREE);
    Map<String, Object> before = store.contents();

    Printed again = run("--apply", THREE);

    assertThat(again.lines().getLast()).isEqualTo("3 rows, 3 granted before");
    assertThat(again.exit()).isZero();
    assertThat(store.contents()).isEqualTo(before);
  }

  @Test
  void a_row_whose_amount_has_changed_is_refused_and_the_others_are_granted() throws IOException {
    run("--apply", "account,credits\nanna,50\n");

    Printed printed = run("--apply", "account,credits\nanna,60\nben,5\n");

    assertThat(printed.exit()).isEqualTo(1);
    assertThat(printed.lines())
        .containsExactly(
            "line 2\tanna\t60\topening-balance\trefused: the key was used for another change",
            "line 3\tben\t5\topening-balance\tgranted",
            "2 rows, 1 granted, 1 refused");
    assertThat(entries("anna")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "olga\u0007", "ol\u009bga"})
  void an_actor_that_is_blank_or_has_control_characters_is_refused(String actor)
      throws IOException {
    Printed printed = run("--apply --actor \"" + actor + "\"", THREE);

    assertThat(printed)
        .isEqualTo(
            new Printed(
                2,
                "",
                "--actor must be 1 to 128 characters without control characters"
                    + " (see 'operator import-balances --help')"));
    assertThat(store.isEmpty()).isTrue();
  }

  @Test
  void expired_credits_are_refused() throws IOException {
    Printed printed = run("", "account,credits,expiresAt\nanna,50,2026-11-19T00:00:00Z\n");

    assertThat(printed.lines().getFirst()).endsWith("refused: expiresAt is in the past");
    assertThat(printed.exit()).isEqualTo(1);
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "account;anna                             | line 1: the column credits is missing",
        "credits;5                                | line 1: the column account is missing",
        "account,credits,colour;anna,5,red        | line 1: there is no column colour",
        "account,credits;anna,5;ben               | line 3 has 1 columns. Nothing was imported.",
        "account,credits;anna,five                | line 2, column credits: must be a whole number",
        "account,credits;anna,5;ben,1.5           | line 3, column credits: must be a whole number",
        "account,credits;anna,0                   | line 2, column credits: must be a whole number",
        "account,credits;anna,-1                  | line 2, column credits: must be a whole number",
        "account,credits;anna,10000000000000      | line 2, column credits: must be a whole number",
        "account,credits;Anna Smith,5             | line 2, column account: must be 1 to 128 of",
        "account,credits;,5                       | line 2, column account: must be 1 to 128 of",
        "account,credits,key;a,5,k;b,5,k;a,6,k    | line 4, column key: is the same as in line 2",
        "account,credits;a,5;a,5                  | line 3, column key: is the same as in line 2",
        "account,credits,expiresAt;a,5,tomorrow   | line 2, column expiresAt: must be an instant",
        "account,credits,expiresAt;a,5,2027-02-30T00:00:00Z | line 2, column expiresAt: must be",
        "account,credits;anna,\"5                 | balances.csv is not CSV: (startline 2) EOF",
        "account,credits;anna,\"5\"6              | balances.csv is not CSV: Invalid character",
        "account,credits;anna,５                  | line 2, column credits: must be a whole number",
        "account,credits;anna,+5                  | line 2, column credits: must be a whole number",
        "account,credits; anna,5                  | line 2, column account: must be 1 to 128 of",
        "account,credits,credits;anna,5,6         | duplicate",
        "account,credits,;anna,5,                 | A header name is missing",
        "account,credits,key;a,5,opening-balance;a,6, | line 3, column key: is the same as in line"
            + " 2",
        "account,credits,expiresAt;a,5,2027-02-28T00:00:00+01:00 | line 2, column expiresAt: must",
        "account,credits,expiresAt;a,5,+10000-01-01T00:00:00Z | line 2, column expiresAt: must be",
      })
  void a_file_with_a_fault_is_refused_as_a_whole_by_line_and_column(String file, String reason)
      throws IOException {
    Printed printed = run("--apply", file.replace(';', '\n') + "\n");

    assertThat(printed.exit()).isEqualTo(2);
    assertThat(printed.errors()).contains(reason);
    assertThat(printed.out()).isEmpty();
    assertThat(store.isEmpty()).isTrue();
  }

  @Test
  void a_file_that_is_missing_or_not_UTF_8_is_refused() throws IOException {
    Path latin = Files.write(folder.resolve("latin.csv"), new byte[] {'a', (byte) 0xe4, '\n'});

    Printed missing = console(store, "import-balances nowhere.csv");
    Printed garbled = console(store, "import-balances \"" + latin + "\"");

    assertThat(missing.exit()).isEqualTo(2);
    assertThat(missing.errors()).startsWith("there is no file nowhere.csv (see");
    assertThat(garbled.exit()).isEqualTo(2);
    assertThat(garbled.errors()).startsWith(latin + " is not UTF-8 (see");
  }

  @Test
  void a_byte_order_mark_and_empty_lines_do_no_harm() throws IOException {
    Printed printed = run("--apply", "\uFEFFaccount,credits\r\n\r\nanna,5\r\n");

    assertThat(printed.lines().getLast()).isEqualTo("1 rows, 1 granted");
  }

  @Test
  void an_interrupted_run_says_so_and_the_next_run_does_the_rest() throws IOException {
    String file = rows(40);
    AtomicInteger left = new AtomicInteger(15);

    Printed first = console(failingAfter(left), "import-balances " + file(file) + " --apply");
    int granted = accounts(40);
    Printed second = console(store, "import-balances " + file(file) + " --apply");

    assertThat(first.exit()).isEqualTo(1);
    assertThat(first.lines().getLast()).endsWith("1 failed; run it again to go on");
    assertThat(granted).isBetween(1, 39);
    assertThat(second.exit()).isZero();
    assertThat(second.lines().getLast())
        .isEqualTo("40 rows, %d granted, %d granted before".formatted(40 - granted, granted));
    assertThat(accounts(40)).isEqualTo(40);
  }

  @Test
  void an_account_that_can_not_be_read_does_not_stop_the_rows_of_others() throws IOException {
    Stores unreadable =
        reading(
            (account, key) -> {
              if (account.value().equals("anna")) {
                throw new IllegalStateException("only version 1 is known here");
              }
              return store.load(account, key);
            });

    Printed printed = console(unreadable, "import-balances " + file(THREE) + " --apply");

    assertThat(printed.lines())
        .containsExactly(
            "line 2\tanna\t50\told-17\trefused: can't be read: only version 1 is known here",
            "line 3\tben\t7\topening-balance\tgranted",
            "line 4\tanna\t3\told-18\trefused: can't be read: only version 1 is known here",
            "3 rows, 1 granted, 2 refused");
    assertThat(printed.exit()).isEqualTo(1);
    assertThat(printed.errors()).isEmpty();
  }

  /// Each row reads once and writes once. The process may die before or after each of these calls.
  @Test
  void a_second_run_completes_an_import_whose_process_died_at_any_call() {
    String line = "import-balances " + file(rows(9)) + " --apply";

    int calls = BrokenOff.anywhere("import", InMemoryStore::new, each -> dying(each, line));

    assertThat(calls).isEqualTo(2 * 9);
  }

  /// The program prints an uncaught error. Then its process is gone.
  private static void dying(FaultyStore store, String line) {
    if (console(store, line).errors().contains(FaultyStore.Death.class.getName())) {
      throw new FaultyStore.Death();
    }
  }

  /// The rows meet at one wallet, eight at once.
  @Test
  void all_rows_of_one_account_are_granted_under_their_keys() throws IOException {
    String csv =
        IntStream.range(0, 200)
            .mapToObj(row -> "anna," + (row + 1) + ",key-" + row)
            .collect(Collectors.joining("\n", "account,credits,key\n", "\n"));

    Printed printed = run("--apply", csv);

    assertThat(printed.lines().getLast()).isEqualTo("200 rows, 200 granted");
    assertThat(store.wallets().wallet(new AccountId("anna")).total().amount())
        .isEqualTo(200 * 201 / 2);
  }

  /// Spreadsheets that quote all fields write such files.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\uFEFF\"account\",\"credits\"\r\n\"anna\",\"5\"\r\n",
        "account,credits\ranna,5\r",
        "\n\naccount,credits\n\n\nanna,5",
        "credits,account\n5,anna",
        "account,credits,reason\nanna,5,\"two \"\"quoted\"\" words, and a comma\"\n",
      })
  void a_file_from_a_spreadsheet_is_read(String csv) throws IOException {
    Printed printed = run("--apply", csv);

    assertThat(printed.errors()).isEmpty();
    assertThat(printed.lines().getLast()).isEqualTo("1 rows, 1 granted");
    assertThat(entries("anna")).extracting(Entry::change).containsExactly(5L);
  }

  @Test
  void a_hundred_thousand_rows_are_imported_and_a_second_run_finds_them_all() {
    String file = "import-balances " + file(rows(100_000)) + " --apply";

    Printed first = console(store, file);
    Printed second = console(store, file);

    assertThat(first.lines().getLast()).isEqualTo("100000 rows, 100000 granted");
    assertThat(second.lines().getLast()).isEqualTo("100000 rows, 100000 granted before");
  }

  private static String rows(int number) {
    return IntStream.range(0, number)
        .mapToObj(row -> "account-" + row + "," + (row + 1))
        .collect(Collectors.joining("\n", "account,credits\n", "\n"));
  }

  private int accounts(int number) {
    return (int)
        IntStream.range(0, number).filter(row -> !entries("account-" + row).isEmpty()).count();
  }

  private List<Entry> entries(String account) {
    return store.entriesAfter(WalletId.of(new AccountId(account)), 0, 100);
  }

  private Printed run(String options, String csv) throws IOException {
    return console(store, "import-balances " + file(csv) + " " + options);
  }

  private String file(String csv) {
    try {
      return "\"" + Files.writeString(folder.resolve("balances.csv"), csv) + "\"";
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /// Stores whose reads fail after so many calls.
  private StoreBeside failingAfter(AtomicInteger left) {
    return reading(
        (account, key) -> {
          if (left.getAndDecrement() <= 0) {
            throw new StoreFailure(
                StoreFailure.Kind.UNUSABLE, new IllegalStateException("the table is gone"));
          }
          return store.load(account, key);
        });
  }

  /// Stores that read by `changes`.
  private StoreBeside reading(Stores.ManualChanges changes) {
    return new StoreBeside() {
      @Override
      public Stores store() {
        return store;
      }

      @Override
      public ManualChanges manualChanges() {
        return changes;
      }
    };
  }

  private static Printed console(Stores stores, String line) {
    Ports ports =
        new Ports(Catalogs.shipped("outsmart"), stores, () -> Instant.parse("2026-11-20T10:15:30Z"))
            .with(new WebhookSettings(List.of("whsec_sample"), true));
    Connections connections =
        (Connections)
            Proxy.newProxyInstance(
                Connections.class.getClassLoader(),
                new Class<?>[] {Connections.class},
                (_, method, _) -> {
                  assertThat(method.getName()).isEqualTo("table");
                  return ports;
                });
    return Console.run(
        connections, Map.of("TABLE", "t", "CATALOG", "outsmart", "USER", "olga"), line);
  }
}
