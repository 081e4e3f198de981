package dev.drawdown.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.WalletAudits;
import dev.drawdown.adapters.dynamodb.DynamoDbLocal;
import dev.drawdown.adapters.store.CallerTexts;
import dev.drawdown.adapters.store.Unavailable;
import dev.drawdown.operator.Console.Printed;
import dev.drawdown.publishing.PublishingPorts;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The program's help, its refusals and its exit codes.
class OperatorProgramTest {
  private static final Connections NONE =
      new Connections() {
        @Override
        public Ports table(String table, String catalog, boolean livemode) {
          throw new IllegalStateException("this test opens no table");
        }

        @Override
        public PublishingPorts bus(String table, String bus) {
          throw new IllegalStateException("this test opens no table");
        }

        @Override
        public WalletAudits audits(String table) {
          throw new IllegalStateException("this test opens no table");
        }

        @Override
        public CallerTexts callerTexts(String table) {
          throw new IllegalStateException("this test opens no table");
        }
      };

  @Test
  void the_commands_are_these() {
    assertThat(commands().map(command -> command.getCommandSpec().qualifiedName()))
        .containsExactlyInAnyOrder(
            "operator explain",
            "operator audit",
            "operator repair",
            "operator blank",
            "operator backfill",
            "operator import-balances",
            "operator prove",
            "operator parked events list",
            "operator parked events replay",
            "operator parked events drop",
            "operator parked wallets list",
            "operator parked wallets retry",
            "operator parked entries list",
            "operator parked entries publish",
            "operator parked entries drop",
            "operator publish",
            "operator due-times refresh");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void each_command_has_help_with_an_example_that_it_takes(CommandLine command) {
    String name = command.getCommandSpec().qualifiedName();

    Printed help = run(name.substring("operator ".length()) + " --help");

    assertThat(help.exit()).isZero();
    assertThat(help.out())
        .startsWith("Usage: " + name)
        .contains(name.equals("operator prove") ? "--catalog=CATALOG" : "--table=TABLE");
    List<String> examples = examples(help.out());
    assertThat(examples).isNotEmpty().allMatch(example -> example.startsWith(name));
    assertThat(examples).allSatisfy(example -> assertThat(taken(example)).isEqualTo(name));
  }

  static Stream<CommandLine> commands() {
    return leaves(program());
  }

  @Test
  void the_operators_guide_has_commands_that_the_program_takes() throws IOException {
    List<String> lines =
        Files.readAllLines(Path.of("../docs/operate.md")).stream()
            .filter(line -> line.startsWith("operator ") && !line.contains("() {"))
            .toList();

    assertThat(lines).hasSizeGreaterThanOrEqualTo(10).allSatisfy(OperatorProgramTest::taken);
    assertThat(lines.stream().map(OperatorProgramTest::taken))
        .containsAll(commands().map(command -> command.getCommandSpec().qualifiedName()).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "--help, 'Usage: operator '",
    "parked --help, 'Usage: operator parked '",
    "parked events --help, 'Usage: operator parked events '"
  })
  void help_is_there_at_every_level_and_needs_no_options(String line, String usage) {
    assertThat(run(line).out()).startsWith(usage);
    assertThat(run(line).exit()).isZero();
  }

  @Test
  void the_version_is_the_one_of_the_build() {
    Printed version = run("--version");

    assertThat(version.out()).matches("Drawdown operator \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
    assertThat(version.exit()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'' ; Missing required subcommand (see 'operator --help')",
        "parked ; Missing required subcommand (see 'operator parked --help')",
        "parked events ; Missing required subcommand (see 'operator parked events --help')",
        "lst ; Unmatched argument at index 0: 'lst' (see 'operator --help')",
        "parked events list all --table t --catalog c"
            + " ; Unmatched argument at index 3: 'all' (see 'operator parked events list --help')",
        "parked events list --table t ; Missing required option: '--catalog=CATALOG' (see 'operator"
            + " parked events list --help')",
        "parked events list --catalog c --table"
            + " ; Missing required parameter for option '--table' (TABLE)"
            + " (see 'operator parked events list --help')",
        "parked events replay --table t --catalog c"
            + " ; Error: Missing required argument (specify one of these): (EVENT... | --all)"
            + " (see 'operator parked events replay --help')",
        "parked events replay evt_1 --all --table t --catalog c"
            + " ; Error: EVENT, --all are mutually exclusive (specify only one)"
            + " (see 'operator parked events replay --help')",
        "parked events drop evt_1 --table t --catalog c ; Missing required option: '--reason=TEXT'"
            + " (see 'operator parked events drop --help')",
        "parked wallets retry --table t --catalog c"
            + " ; Error: Missing required argument (specify one of these): (WALLET... | --all)"
            + " (see 'operator parked wallets retry --help')",
        "parked entries list --table t"
            + " ; Missing required option: '--bus=BUS' (see 'operator parked entries list --help')",
        "parked entries drop --table t --bus b ; Missing required parameter: 'ENTRIES' (see"
            + " 'operator parked entries drop --help')",
        "publish --table t --bus b"
            + " ; Missing required parameter: 'ENTRIES' (see 'operator publish --help')",
        "due-times refresh all --table t --catalog c"
            + " ; Unmatched argument at index 2: 'all' (see 'operator due-times refresh --help')",
      })
  void a_wrong_command_is_refused_in_one_line_and_exits_with_2(String line, String refusal) {
    assertThat(run(line)).isEqualTo(new Printed(2, "", refusal));
  }

  @ParameterizedTest
  @CsvSource({
    "anna, 'a wallet is account#NAME, pool#NAME or pool#NAME#SHARD, not anna'",
    "pool#a#x, 'a wallet is account#NAME, pool#NAME or pool#NAME#SHARD, not pool#a#x'",
    "account#a#1, 'a wallet is account#NAME, pool#NAME or pool#NAME#SHARD, not account#a#1'",
    "account#anna/0, not a range of entries: 0 to 0",
    "account#anna/3-2, not a range of entries: 3 to 2",
    "account#a/x, 'entries are WALLET, WALLET/12, WALLET/12- or WALLET/12-14, not account#a/x'",
    "account#a/-, 'entries are WALLET, WALLET/12, WALLET/12- or WALLET/12-14, not account#a/-'",
    "account#a/1-2-3,"
        + " 'entries are WALLET, WALLET/12, WALLET/12- or WALLET/12-14, not account#a/1-2-3'",
    "a#a/1234567890123456789, 'entries are WALLET, WALLET/12, WALLET/12- or WALLET/12-14, not"
        + " a#a/1234567890123456789'",
  })
  void wrong_entries_are_refused_with_the_right_format(String entries, String refusal) {
    for (String command : List.of("publish", "parked entries publish", "parked entries drop")) {
      assertThat(run(command + " " + entries + " --table t --bus b"))
          .isEqualTo(new Printed(2, "", refusal + " (see 'operator " + command + " --help')"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "publish account#anna 12 --table t --bus b, not 12",
    "parked entries publish account#anna/1 12 --table t --bus b, not 12",
    "parked events replay evt_1 a/b --table t --catalog c, a/b",
    "parked events drop a/b --reason ours --table t --catalog c, a/b",
  })
  void a_wrong_parameter_beside_right_ones_is_named(String line, String named) {
    Printed refused = run(line);

    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.errors()).contains(named + " (see 'operator ").hasLineCount(1);
  }

  @Test
  void an_environment_variable_may_replace_an_option_and_an_option_overrides_it() {
    try (Console console = new Console("assistant-coach")) {
      Map<String, String> environment = Map.of("TABLE", console.table, "CATALOG", "nowhere");
      String line = "parked wallets list";

      Printed wrong = Console.run(console, environment, line);
      Printed right = Console.run(console, environment, line + " --catalog assistant-coach");

      assertThat(wrong.exit()).isEqualTo(2);
      assertThat(wrong.errors())
          .startsWith("there is no catalog nowhere: neither a file nor one of [")
          .hasLineCount(1);
      assertThat(right).isEqualTo(new Printed(0, "", ""));
    }
  }

  @Test
  void a_missing_table_is_printed_in_one_line_and_exits_with_1() {
    try (Console console = new Console("assistant-coach")) {
      Printed failed = console.run("parked wallets list --table nowhere");

      assertThat(failed.exit()).isEqualTo(1);
      assertThat(failed.errors()).contains("non-existent table").hasLineCount(1);
    }
  }

  @Test
  void a_bug_prints_its_stack_trace_and_exits_with_1() {
    Printed failed = run("due-times refresh --table t --catalog c");

    assertThat(failed.exit()).isEqualTo(1);
    assertThat(failed.errors())
        .contains("java.lang.IllegalStateException: this test opens no table")
        .contains("at dev.drawdown.operator.");
  }

  @Test
  void the_environment_leads_to_the_table() {
    System.setProperty("aws.accessKeyId", "local");
    System.setProperty("aws.secretAccessKey", "local");
    String table = DynamoDbLocal.freshTable();
    try (DynamoDbClient client = DynamoDbLocal.client()) {
      String endpoint =
          client.serviceClientConfiguration().endpointOverride().orElseThrow().toString();
      Map<String, String> environment =
          Map.of("AWS_REGION", "eu-central-1", "AWS_ENDPOINT_URL_DYNAMODB", endpoint);
      Connections connections = Connections.of(environment);

      assertThat(
              Console.run(
                  connections,
                  environment,
                  "parked events list --catalog outsmart --table " + table))
          .isEqualTo(new Printed(0, "", ""));
      assertThat(
              Console.run(
                  connections, environment, "parked entries list --bus bus --table " + table))
          .isEqualTo(new Printed(0, "", ""));
      assertThat(
              Console.run(
                      connections,
                      environment,
                      "parked events list --catalog outsmart --table no-such")
                  .exit())
          .isEqualTo(1);
    } finally {
      System.clearProperty("aws.accessKeyId");
      System.clearProperty("aws.secretAccessKey");
    }
  }

  @Test
  void a_missing_region_is_refused() {
    Printed refused =
        Console.run(
            Connections.of(Map.of()), Map.of(), "parked events list --table t --catalog outsmart");

    assertThat(refused)
        .isEqualTo(
            new Printed(2, "", "AWS_REGION is not set (see 'operator parked events list --help')"));
  }

  @Test
  void a_named_wallet_whose_table_is_busy_does_not_stop_the_others() {
    List<String> lines = new ArrayList<>();
    Predicate<String> work =
        wallet -> {
          if (wallet.equals("anna")) {
            throw Unavailable.busy("others write it");
          }
          return lines.add(wallet + ": done");
        };

    int exit =
        OperatorProgram.eachNamed(
            List.of("anna", "ben"), work, (wallet, reason) -> lines.add(wallet + ": " + reason));

    assertThat(exit).isEqualTo(1);
    assertThat(lines)
        .containsExactly(
            "anna: failed: contention outlasted the deadline: others write it", "ben: done");
  }

  private static Printed run(String line) {
    return Console.run(NONE, Map.of(), line);
  }

  private static CommandLine program() {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    return OperatorProgram.of(NONE, Map.of(), nowhere, nowhere);
  }

  /// The commands without subcommands.
  private static Stream<CommandLine> leaves(CommandLine command) {
    return command.getSubcommands().isEmpty()
        ? Stream.of(command)
        : command.getSubcommands().values().stream().flatMap(OperatorProgramTest::leaves);
  }

  /// The shell lines after "Example:".
  private static List<String> examples(String help) {
    String shown = help.substring(help.indexOf("Example:")).replaceAll("\\\\\\R", "");
    return shown.lines().skip(1).map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  /// The command that the program runs for a line.
  private static String taken(String line) {
    ParseResult parsed = program().parseArgs(Console.words(line.substring("operator ".length())));
    while (parsed.hasSubcommand()) {
      parsed = parsed.subcommand();
    }
    return parsed.commandSpec().qualifiedName();
  }
}
