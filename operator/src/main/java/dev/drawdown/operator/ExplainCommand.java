package dev.drawdown.operator;

import dev.drawdown.adapters.Ports;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.PoolId;
import dev.drawdown.operator.explain.ExplanationReader;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The command that explains one account or pool.
@Command(
    name = "explain",
    description = {
      "Explains an account or a pool in plain sentences: its standing and why, its credits, holds,",
      "next due changes, last 10 entries, and parked work. It writes nothing.",
      "It prints customers' ids and keys: don't paste it where other people read it."
    },
    footer = {"", "Example:", "  operator explain anna --table drawdown-Table --catalog outsmart"})
final class ExplainCommand implements Callable<Integer> {
  private final Connections connections;
  private final PrintWriter out;

  @Mixin ConnectionOptions.ForTable options = new ConnectionOptions.ForTable();

  @Parameters(paramLabel = "ACCOUNT", description = "The account's name, such as anna.")
  String name = "";

  @Option(names = "--pool", description = "ACCOUNT is the name of a pool.")
  boolean pool;

  ExplainCommand(Connections connections, PrintWriter out) {
    this.connections = connections;
    this.out = out;
  }

  @Override
  public Integer call() {
    Owner owner = options.read(name, text -> pool ? new PoolId(text) : new AccountId(text));
    Ports ports = options.connect(connections);
    try {
      explain(owner, ports).forEach(out::println);
      return 0;
    } catch (IllegalStateException | IllegalArgumentException unreadable) {
      out.println(name + " can't be read: " + OperatorProgram.oneLine(unreadable));
      return 1;
    }
  }

  private static List<String> explain(Owner owner, Ports ports) {
    ExplanationReader reader = new ExplanationReader(ports);
    Instant clock = ports.clock().instant();
    return switch (owner) {
      case AccountId account -> reader.account(account, clock);
      case PoolId id -> reader.pool(id, clock);
    };
  }
}
