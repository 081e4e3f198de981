package dev.drawdown.publishing;

import dev.drawdown.adapters.operator.Operating;
import dev.drawdown.adapters.store.Pause;
import dev.drawdown.domain.ledger.LedgerRange;
import dev.drawdown.domain.parking.ParkedEntries;
import dev.drawdown.publishing.OperatorCommand.Drop;
import dev.drawdown.publishing.OperatorCommand.ListParked;
import dev.drawdown.publishing.OperatorCommand.Publish;
import dev.drawdown.publishing.OperatorCommand.PublishParked;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The commands of whoever looks after what wasn't published, run from the function's own jar with
/// their own credentials. `docs/operations.md` tells when to use which.
public final class Operator {
  private static final int PAGE = 100;

  private final PublishingPorts ports;
  private final Republishing republishing;
  private final PrintStream out;

  Operator(PublishingPorts ports, Supplier<PublishDeadline> deadlines, PrintStream out) {
    this.ports = ports;
    this.republishing = new Republishing(ports, deadlines, out);
    this.out = out;
  }

  /// Exits with 0 where everything asked is on the bus, 1 where something isn't, 2 where the
  /// command wasn't one.
  public static void main(String[] arguments) {
    Operating operating = new Operating(OperatorOptions.USAGE, System.out, System.err);
    System.exit(operating.run(List.of(arguments), Operator::command));
  }

  private static BooleanSupplier command(List<String> words) {
    OperatorOptions options = OperatorOptions.parse(words);
    return () -> {
      PublishingPorts ports = PublishingPorts.of(options.table(), options.bus(), System.getenv());
      Supplier<PublishDeadline> deadlines =
          () -> new PublishDeadline(System::nanoTime, Pause.SLEEPING);
      return new Operator(ports, deadlines, System.out).run(options.command());
    };
  }

  /// Does what `command` asks, and answers whether all of it could be done.
  boolean run(OperatorCommand command) {
    return switch (command) {
      case ListParked _ -> {
        parked().forEach(this::show);
        yield true;
      }
      case Publish(var entries) -> republishing.publish(entries);
      // The list changes as they are published.
      case PublishParked _ ->
          parked().toList().stream().map(this::publish).reduce(true, Boolean::logicalAnd);
      case Drop(var entries) -> drop(entries);
    };
  }

  private void show(ParkedEntries parked) {
    out.println(
        String.join("\t", words(parked.entries()), parked.at().toString(), parked.reason()));
  }

  /// As they are named on the command line.
  private static String words(LedgerRange entries) {
    String words = entries.wallet() + " " + entries.first();
    return entries.isOpen() ? words : words + " " + entries.last();
  }

  private boolean drop(LedgerRange entries) {
    boolean there = parked().anyMatch(parked -> parked.entries().equals(entries));
    ports.parked().unpark(entries);
    out.println(words(entries) + (there ? "\tdropped" : "\tisn't parked"));
    return there;
  }

  /// First on the bus, then forgotten: broken off between the two, it is put once more.
  private boolean publish(ParkedEntries parked) {
    boolean done = republishing.publish(parked.entries());
    if (done) {
      ports.parked().unpark(parked.entries());
    }
    return done;
  }

  /// All that is parked, a page at a time.
  private Stream<ParkedEntries> parked() {
    return Stream.iterate(
            ports.parked().parkedEntries(PAGE, Optional.empty()),
            page -> !page.isEmpty(),
            this::next)
        .flatMap(List::stream);
  }

  private List<ParkedEntries> next(List<ParkedEntries> page) {
    return page.size() < PAGE
        ? List.of()
        : ports.parked().parkedEntries(PAGE, Optional.of(page.getLast().entries()));
  }
}
