package dev.drawdown.operator;

import dev.drawdown.adapters.Ports;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.parking.ParkedEvent;
import dev.drawdown.domain.subscription.ProviderEventId;
import dev.drawdown.renewalwebhook.ParkedEvents;
import dev.drawdown.renewalwebhook.WebhookOutcome;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The commands on payment events that couldn't have their effect.
@Command(name = "events", description = "Payment events that couldn't have their effect.")
final class ParkedEventsCommand {
  private final Connections connections;
  private final PrintWriter out;

  ParkedEventsCommand(Connections connections, PrintWriter out) {
    this.connections = connections;
    this.out = out;
  }

  /// Which events to replay.
  static final class ChosenEvents {
    @Parameters(
        arity = "1..*",
        paramLabel = "EVENT",
        description = "The event's id, such as evt_123. Several are replayed in this order.")
    List<String> events = List.of();

    @Option(names = "--all", required = true, description = "Replay all parked events.")
    boolean all;
  }

  /// The mode of the deployment whose events these are.
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
        "The columns are the event's id, since when it is parked, its type, its wallet and the"
            + " reason."
      },
      footer = {
        "",
        "Example:",
        "  operator parked events list --table drawdown-Table --catalog outsmart"
      })
  int list(@Mixin ConnectionOptions.ForTable options) {
    new ParkedEvents(options.connect(connections)).all().forEach(this::show);
    return 0;
  }

  @Command(
      name = "replay",
      description = {
        "Reads parked events as if they had just come, and gives them their effect.",
        "An event that still can't have its effect stays parked. A replay may be repeated."
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
    // The list changes as events are replayed.
    List<ProviderEventId> events = chosen.all ? parked.all().map(ParkedEvent::id).toList() : named;
    boolean all = true;
    for (ProviderEventId event : events) {
      all &= replay(event, parked, ports.clock());
    }
    return all ? 0 : 1;
  }

  @Command(
      name = "drop",
      description = {
        "Ends a parked event without its effect, however often it comes again.",
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
              description = "Why the event must have no effect.")
          String reason) {
    ProviderEventId event = options.read(id, ProviderEventId::new);
    if (reason.isBlank()) {
      throw options.refused("--reason must not be blank");
    }
    Ports ports = options.connect(connections);
    ParkedEvents parked = new ParkedEvents(ports);
    Optional<WebhookOutcome> dropped =
        parked.find(event).map(found -> parked.drop(found, reason, ports.clock().instant()));
    boolean done = dropped.filter(WebhookOutcome.Given.class::isInstance).isPresent();
    show(event, done ? "dropped" : "not parked");
    return done ? 0 : 1;
  }

  private boolean replay(ProviderEventId event, ParkedEvents parked, InstantSource clock) {
    Optional<WebhookOutcome> effect =
        parked.find(event).map(found -> parked.replay(found, clock.instant()));
    show(event, effect.map(ParkedEventsCommand::words).orElse("not parked"));
    return switch (effect.orElse(null)) {
      case WebhookOutcome.Given _, WebhookOutcome.Known _ -> true;
      case WebhookOutcome.Waiting _, WebhookOutcome.Impossible _ -> false;
      case null -> false;
    };
  }

  private static String words(WebhookOutcome effect) {
    return switch (effect) {
      case WebhookOutcome.Given _ -> "applied";
      case WebhookOutcome.Known _ -> "known";
      case WebhookOutcome.Waiting _ -> "still parked";
      case WebhookOutcome.Impossible(String reason, _) -> "still parked: " + reason;
    };
  }

  private void show(ProviderEventId event, String result) {
    out.println(event + "\t" + result);
  }

  private void show(ParkedEvent event) {
    String wallet = event.owner().map(owner -> WalletId.of(owner).toString()).orElse("-");
    out.println(
        String.join(
            "\t", event.id().value(), event.at().toString(), event.type(), wallet, event.reason()));
  }
}
