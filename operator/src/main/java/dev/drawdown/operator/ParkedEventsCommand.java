package dev.drawdown.operator;

import dev.drawdown.adapters.Ports;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.parking.Parked;
import dev.drawdown.domain.parking.ReceivedEvent;
import dev.drawdown.domain.subscription.ProviderEventId;
import dev.drawdown.renewalwebhook.ParkedEvents;
import dev.drawdown.renewalwebhook.WebhookOutcome;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The commands on payment events that couldn't be applied.
@Command(name = "events", description = "Payment events that couldn't be applied.")
final class ParkedEventsCommand extends ParkedCommand<ProviderEventId, ReceivedEvent> {
  ParkedEventsCommand(Connections connections, PrintWriter out) {
    super(connections, out);
  }

  /// The events to replay.
  static final class ChosenEvents {
    @Parameters(
        arity = "1..*",
        paramLabel = "EVENT",
        description = "The event's id, such as evt_123. Several events are replayed in this order.")
    List<String> events = List.of();

    @Option(names = "--all", required = true, description = "Replay all parked events.")
    boolean all;
  }

  /// The mode of the deployment that received these events.
  static final class Mode {
    @Option(
        names = "--test-mode",
        description = "For a deployment with the parameter StripeMode=test.")
    boolean test;
  }

  @Command(
      name = "list",
      description = {
        "Lists all parked events.",
        "The columns are the event's id, the time of parking, its type, its wallet and the reason."
      },
      footer = {
        "",
        "Example:",
        "  operator parked events list --table drawdown-Table --catalog outsmart"
      })
  int list(@Mixin ConnectionOptions.ForTable options) {
    return list(new ParkedEvents(options.connect(connections)).list());
  }

  @Command(
      name = "replay",
      description = {
        "Handles parked events as if they had just arrived, and applies them.",
        "An event that still can't be applied stays parked. A replay may be repeated."
      },
      footer = {
        "",
        "Example:",
        "  operator parked events replay evt_123 --table drawdown-Table --catalog mended.json"
      })
  int replay(
      @Mixin ConnectionOptions.ForTable options,
      @Mixin Mode mode,
      @ArgGroup(multiplicity = "1") ChosenEvents chosen) {
    List<ProviderEventId> named = options.read(chosen.events, ProviderEventId::new);
    Ports ports = options.connect(connections, !mode.test);
    ParkedEvents parked = new ParkedEvents(ports);
    return each(
        parked.list(), chosen.all, named, one -> replay(one, parked, ports.clock().instant()));
  }

  @Command(
      name = "drop",
      description = {
        "Ends a parked event without applying it. It is ignored if it arrives again.",
        "Its id and the reason are kept."
      },
      footer = {
        "",
        "Example:",
        "  operator parked events drop evt_123 --reason \"our own test\" --table drawdown-Table \\",
        "    --catalog outsmart"
      })
  int drop(
      @Mixin ConnectionOptions.ForTable options,
      @Parameters(paramLabel = "EVENT", description = "The event's id, such as evt_123.") String id,
      @Option(
              names = "--reason",
              required = true,
              paramLabel = "TEXT",
              description = "Why the event must not be applied.")
          String reason) {
    ProviderEventId event = options.read(id, ProviderEventId::new);
    options.requireLine("--reason", reason, Parked.MAX_REASON);
    Ports ports = options.connect(connections);
    ParkedEvents parked = new ParkedEvents(ports);
    return each(
        parked.list(),
        false,
        List.of(event),
        one -> drop(one, parked, reason, ports.clock().instant()));
  }

  private boolean replay(Parked<ReceivedEvent> one, ParkedEvents parked, Instant clock) {
    WebhookOutcome outcome = parked.replay(one, clock);
    show(one.work().id(), words(outcome));
    return outcome.isRecorded();
  }

  private boolean drop(
      Parked<ReceivedEvent> one, ParkedEvents parked, String reason, Instant clock) {
    boolean done = parked.drop(one, reason, clock) instanceof WebhookOutcome.Applied;
    show(one.work().id(), done ? "dropped" : "not parked");
    return done;
  }

  private static String words(WebhookOutcome effect) {
    return switch (effect) {
      case WebhookOutcome.Applied _ -> "applied";
      case WebhookOutcome.AlreadyApplied _ -> "known";
      case WebhookOutcome.Noted _ -> "noted: it has no effect, at least for now";
      case WebhookOutcome.Ignored _ -> "still parked: it names nothing that this catalog sells";
      case WebhookOutcome.AlreadyParked _ -> "still parked";
      case WebhookOutcome.Unprocessable(String reason, _) -> "still parked: " + reason;
    };
  }

  @Override
  List<String> columns(ReceivedEvent event) {
    return List.of(
        event.type(), event.owner().map(owner -> WalletId.of(owner).toString()).orElse("-"));
  }
}
