package dev.drawdown.renewalwebhook;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.operator.Operating;
import dev.drawdown.adapters.store.OptimisticRetry;
import dev.drawdown.domain.parking.ParkedEvent;
import dev.drawdown.renewalwebhook.OperatorCommand.Drop;
import dev.drawdown.renewalwebhook.OperatorCommand.ListAll;
import dev.drawdown.renewalwebhook.OperatorCommand.Replay;
import dev.drawdown.renewalwebhook.OperatorCommand.ReplayAll;
import dev.drawdown.renewalwebhook.WebhookOutcome.Given;
import dev.drawdown.renewalwebhook.WebhookOutcome.Impossible;
import dev.drawdown.renewalwebhook.WebhookOutcome.Known;
import dev.drawdown.renewalwebhook.WebhookOutcome.Waiting;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// The commands of whoever looks after parked events, run from the function's own jar with their
/// own credentials. `docs/operations.md` tells when to use which.
public final class Operator {
  private final ParkedEvents events;
  private final InstantSource clock;
  private final PrintStream out;

  Operator(Ports ports, OptimisticRetry retry, PrintStream out) {
    this.events = new ParkedEvents(ports, retry);
    this.clock = ports.clock();
    this.out = out;
  }

  /// Exits with 0 where everything asked was done, 1 where something is still parked, 2 where the
  /// command wasn't one.
  public static void main(String[] arguments) {
    Operating operating = new Operating(OperatorOptions.USAGE, System.out, System.err);
    System.exit(operating.run(List.of(arguments), Operator::command));
  }

  private static BooleanSupplier command(List<String> words) {
    OperatorOptions options = OperatorOptions.parse(words);
    return () -> {
      Ports ports = options.ports(System.getenv());
      return new Operator(ports, OptimisticRetry.inRealTime(ports.store()), System.out)
          .run(options.command());
    };
  }

  /// Does what `command` asks, and answers whether all of it could be done.
  boolean run(OperatorCommand command) {
    return switch (command) {
      case ListAll _ -> {
        events.all().forEach(this::show);
        yield true;
      }
      // The list changes as they are replayed.
      case ReplayAll _ -> replay(events.all().toList().stream());
      case Replay(var id) -> found(events.find(id)) && replay(events.find(id).stream());
      case Drop(var id, var reason) -> {
        Optional<ParkedEvent> parked = events.find(id);
        parked.ifPresent(event -> drop(event, reason));
        yield found(parked);
      }
    };
  }

  private boolean found(Optional<ParkedEvent> event) {
    if (event.isEmpty()) {
      out.println("There is no such parked event.");
    }
    return event.isPresent();
  }

  private void show(ParkedEvent event) {
    out.println(
        String.join(
            "\t",
            event.id().value(),
            event.at().toString(),
            event.type(),
            event.owner().map(owner -> owner.value()).orElse("-"),
            event.reason()));
  }

  private boolean replay(Stream<ParkedEvent> parked) {
    return parked.map(this::replay).reduce(true, Boolean::logicalAnd);
  }

  private boolean replay(ParkedEvent event) {
    WebhookOutcome outcome = events.replay(event, clock.instant());
    out.println(
        event.id()
            + "\t"
            + switch (outcome) {
              case Given _ -> "applied";
              case Known _ -> "known";
              case Waiting _ -> "still parked";
              case Impossible(var reason, _) -> "still parked: " + reason;
            });
    return outcome instanceof Given || outcome instanceof Known;
  }

  private void drop(ParkedEvent event, String reason) {
    events.drop(event, reason, clock.instant());
    out.println(event.id() + "\tdropped");
  }
}
