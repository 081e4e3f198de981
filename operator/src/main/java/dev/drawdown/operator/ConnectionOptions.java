package dev.drawdown.operator;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.WalletAudits;
import dev.drawdown.adapters.store.CallerTexts;
import dev.drawdown.domain.TextLine;
import dev.drawdown.publishing.PublishingPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options that name the table, the bus and the catalog of a command. Environment variables may
/// replace them, with the names that the deployed functions use.
abstract class ConnectionOptions {
  private static final Map<String, String> VARIABLES =
      Map.of("--table", "TABLE", "--catalog", "CATALOG", "--bus", "BUS", "--actor", "USER");

  @Option(
      names = "--table",
      required = true,
      paramLabel = "TABLE",
      description = "The table: the stack's output TableName. Default: the variable TABLE.")
  String table = "";

  @Spec(Spec.Target.MIXEE)
  @Nullable CommandSpec command;

  /// The options of commands on wallets and payment events: the table and a catalog.
  static final class ForTable extends ConnectionOptions {
    @Option(
        names = "--catalog",
        required = true,
        paramLabel = "CATALOG",
        description =
            "The catalog: a shipped one's name, or a file. Default: the variable CATALOG.")
    String catalog = "";

    Ports connect(Connections connections) {
      return connect(connections, true);
    }

    Ports connect(Connections connections, boolean livemode) {
      return refusing(() -> connections.table(table, catalog, livemode));
    }
  }

  /// The options of audits, repairs and blanking: the table.
  static final class ForAudit extends ConnectionOptions {
    CallerTexts connectTexts(Connections connections) {
      return refusing(() -> connections.callerTexts(table));
    }

    WalletAudits connect(Connections connections) {
      return refusing(() -> connections.audits(table));
    }
  }

  /// The options of commands on entries: the table and the bus.
  static final class ForBus extends ConnectionOptions {
    @Option(
        names = "--bus",
        required = true,
        paramLabel = "BUS",
        description = "The event bus: the stack's output BusName. Default: the variable BUS.")
    String bus = "";

    PublishingPorts connect(Connections connections) {
      return refusing(() -> connections.bus(table, bus));
    }
  }

  /// The defaults that `environment` sets.
  static IDefaultValueProvider variables(Map<String, String> environment) {
    return new IDefaultValueProvider() {
      @Override
      public @Nullable String defaultValue(ArgSpec argument) {
        return argument instanceof OptionSpec option && VARIABLES.containsKey(option.longestName())
            ? environment.get(VARIABLES.get(option.longestName()))
            : null;
      }
    };
  }

  /// The error for a file that can't be read.
  static IllegalArgumentException unreadable(Path file, IOException fault) {
    return new IllegalArgumentException(
        switch (fault) {
          case NoSuchFileException _ -> "there is no file " + file;
          case CharacterCodingException _ -> file + " is not UTF-8";
          default -> file + " can't be read: " + fault.getMessage();
        });
  }

  /// The error for a wrong command line.
  ParameterException refused(String reason) {
    return new ParameterException(Objects.requireNonNull(command).commandLine(), reason);
  }

  /// Refuses the value of `option` unless it is a [TextLine] of at most `most` characters.
  void requireLine(String option, String value, int most) {
    if (!TextLine.isValid(value, most)) {
      throw refused(option + " " + TextLine.rule(most));
    }
  }

  /// Reads a parameter by a `reader` that throws an [IllegalArgumentException] if it can't.
  <T> T read(String parameter, Function<String, T> reader) {
    return refusing(() -> reader.apply(parameter));
  }

  <T> List<T> read(List<String> parameters, Function<String, T> reader) {
    return parameters.stream().map(parameter -> read(parameter, reader)).toList();
  }

  <T> T refusing(Supplier<T> what) {
    try {
      return what.get();
    } catch (IllegalArgumentException | UncheckedIOException wrong) {
      throw refused(String.valueOf(wrong.getMessage()));
    }
  }
}
