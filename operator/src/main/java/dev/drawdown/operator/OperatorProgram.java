package dev.drawdown.operator;

import dev.drawdown.adapters.store.StoreFailure;
import dev.drawdown.adapters.store.Unavailable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import software.amazon.awssdk.core.exception.SdkException;

/// The program `operator`: all commands under one name, and the exit code of each.
///
/// It exits with 0 if it did everything that the command asks for. It exits with 1 if it did only a
/// part, and with 2 if the command was wrong and it tried nothing.
@Command(
    name = "operator",
    description = {
      "Explains an account. Lists and handles what Drawdown parked, and publishes ledger entries",
      "again.",
      "Applies objects that the payment provider exported, and imports opening balances. Audits",
      "all wallets, and repairs transactions that a restore tore. Blanks the texts that callers",
      "gave about an account. Searches a catalog for a way to get free credits."
    },
    versionProvider = OperatorProgram.Version.class,
    footer = {
      "",
      "Example:",
      "  operator parked events list --table drawdown-Table --catalog outsmart",
      "",
      "The program finds credentials in variables, or in a profile with keys, IAM Identity",
      "Center or a role. AWS_REGION must be set. AWS_ENDPOINT_URL_DYNAMODB and",
      "AWS_ENDPOINT_URL_EVENTBRIDGE replace the region's endpoints.",
      "",
      "Exit codes: 0 all is done, 1 something is not done, 2 the command was wrong."
    })
final class OperatorProgram {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  boolean version;

  /// The commands on parked work, by its kind.
  @Command(name = "parked", description = "Work that failed and waits for an operator.")
  static final class Parked {}

  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, System.out.charset());
    PrintWriter errors = new PrintWriter(System.err, true, System.err.charset());
    Map<String, String> environment = System.getenv();
    CommandLine program = of(Connections.of(environment), environment, out, errors);
    System.exit(program.execute(arguments));
  }

  /// Builds the program over these connections, with the defaults that `environment` sets.
  static CommandLine of(
      Connections connections,
      Map<String, String> environment,
      PrintWriter out,
      PrintWriter errors) {
    CommandLine parked =
        new CommandLine(new Parked())
            .addSubcommand(new ParkedEventsCommand(connections, out))
            .addSubcommand(new ParkedWalletsCommand(connections, out))
            .addSubcommand(new ParkedEntriesCommand(connections, out));
    return new CommandLine(new OperatorProgram())
        .addSubcommand(new ExplainCommand(connections, out))
        .addSubcommand(parked)
        .addSubcommand(new BackfillCommand(connections, out))
        .addSubcommand(new PublishCommand(connections, out))
        .addSubcommand(new DueTimesCommand(connections, out))
        .addSubcommand(new AuditCommand(connections, out))
        .addSubcommand(new RepairCommand(connections, out))
        .addSubcommand(new BlankCommand(connections, out))
        .addSubcommand(new ImportBalancesCommand(connections, out))
        .addSubcommand(new ProveCommand(out))
        .setDefaultValueProvider(ConnectionOptions.variables(environment))
        .setParameterExceptionHandler(OperatorProgram::refuse)
        .setExecutionExceptionHandler(OperatorProgram::fail)
        .setUsageHelpWidth(100)
        .setOut(out)
        .setErr(errors);
  }

  private static int refuse(ParameterException wrong, String[] arguments) {
    CommandLine command = wrong.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    command.getErr().println(oneLine(wrong) + " (see '" + name + " --help')");
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  /// Prints the failure of a table or a bus in one line. Any other failure is a bug, and picocli
  /// prints its stack trace.
  private static int fail(Exception failure, CommandLine command, ParseResult parsed)
      throws Exception {
    if (!isReported(failure)) {
      throw failure;
    }
    command.getErr().println(oneLine(failure));
    return command.getCommandSpec().exitCodeOnExecutionException();
  }

  private static boolean isReported(Exception failure) {
    return failure instanceof SdkException
        || failure instanceof StoreFailure
        || failure instanceof Unavailable;
  }

  /// Does `work` for each element, also after one that fails, and returns the exit code: 0 if
  /// everything is done, 1 if something isn't.
  static <T> int each(Stream<T> all, Predicate<T> work) {
    return all.filter(work.negate()).count() == 0 ? 0 : 1;
  }

  /// Does `work` for each element as [#each(Stream, Predicate)] does. If the work on an element
  /// throws, `failed` gets the element with the reason, and the others follow. Throws a
  /// [StoreFailure] if the store refuses all calls.
  static <T> int each(Stream<T> all, Predicate<T> work, BiConsumer<T, String> failed) {
    return each(all, one -> isDone(one, work, failed, true));
  }

  /// Does `work` for each of the `named` as [#each(Stream, Predicate, BiConsumer)] does. A call
  /// that the store refuses doesn't stop the others, because they may need fewer rights.
  static <T> int eachNamed(List<T> named, Predicate<T> work, BiConsumer<T, String> failed) {
    return each(named.stream(), one -> isDone(one, work, failed, false));
  }

  private static <T> boolean isDone(
      T one, Predicate<T> work, BiConsumer<T, String> failed, boolean stopsIfUnusable) {
    try {
      return work.test(one);
    } catch (StoreFailure failure) {
      if (stopsIfUnusable && failure.kind() == StoreFailure.Kind.UNUSABLE) {
        throw failure;
      }
      failed.accept(one, "failed: " + oneLine(failure));
    } catch (Unavailable busy) {
      failed.accept(one, "failed: " + oneLine(busy));
    } catch (IllegalStateException | IllegalArgumentException unreadable) {
      failed.accept(one, "can't be read: " + oneLine(unreadable));
    }
    return false;
  }

  static String oneLine(Exception failure) {
    return String.join(" ", String.valueOf(failure.getMessage()).lines().toList());
  }

  /// The version that the build recorded.
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
      Properties built = new Properties();
      try (InputStream file =
          Objects.requireNonNull(Version.class.getResourceAsStream("operator.properties"))) {
        built.load(file);
      }
      return new String[] {"Drawdown operator " + built.getProperty("version")};
    }
  }
}
