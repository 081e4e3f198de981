package dev.drawdown.operator;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.json.JsonProblem;
import dev.drawdown.renewalwebhook.Backfill;
import dev.drawdown.renewalwebhook.WebhookOutcome;
import dev.drawdown.renewalwebhook.stripe.StripeEvent;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The command that applies objects that the payment provider exported: for subscribers from before
/// this service, and after an outage.
@Command(
    name = "backfill",
    description = {
      "Applies exported invoices and subscriptions by the rules of the webhook.",
      "Without --apply it prints what it would do with each object, as if it were the only one.",
      "It parks nothing. An object that was applied before changes nothing: a run may be repeated.",
      "The columns are the object's id, the type of its event and the outcome."
    },
    footer = {
      "",
      "Example:",
      "  operator backfill --invoices export.jsonl --table drawdown-Table --catalog outsmart"
    })
final class BackfillCommand implements Callable<Integer> {
  private final Connections connections;
  private final PrintWriter out;

  @Mixin ConnectionOptions.ForTable options = new ConnectionOptions.ForTable();

  @Option(
      names = "--invoices",
      required = true,
      paramLabel = "FILE",
      description = "The exported objects: JSON lines, a JSON list, or a list of Stripe's API.")
  Path file = Path.of("");

  @Option(
      names = "--apply",
      description = "Apply the objects. Without this, the command writes nothing.")
  boolean apply;

  @Option(
      names = "--test-mode",
      description = "For a deployment with the parameter StripeMode=test.")
  boolean test;

  @Option(
      names = "--exported-at",
      paramLabel = "INSTANT",
      description =
          "When Stripe exported the file, at the latest now. Later events of a subscription win."
              + " Default: the file's time.")
  @Nullable String exportedAt;

  BackfillCommand(Connections connections, PrintWriter out) {
    this.connections = connections;
    this.out = out;
  }

  @Override
  public Integer call() {
    Ports ports = options.connect(connections, !test);
    List<StripeEvent> exported = options.refusing(() -> read(ports.clock().instant()));
    Backfill backfill = apply ? Backfill.applying(ports) : Backfill.trying(ports);
    return OperatorProgram.each(
        exported.stream(),
        object -> send(object, backfill, ports.clock().instant()),
        (object, reason) -> out.println(name(object) + "\t" + reason));
  }

  private boolean send(StripeEvent object, Backfill backfill, Instant clock) {
    WebhookOutcome outcome = backfill.send(object, clock);
    out.println(name(object) + "\t" + words(outcome));
    return outcome.needsNoOperator();
  }

  private List<StripeEvent> read(Instant clock) {
    try {
      return Backfill.read(Files.readString(file), time(clock));
    } catch (JsonProblem problem) {
      throw new IllegalArgumentException(file + ": " + problem.getMessage());
    } catch (IOException unreadable) {
      throw ConnectionOptions.unreadable(file, unreadable);
    }
  }

  /// The time of the export. A time in the future would override the events until then, so it is
  /// refused.
  private Instant time(Instant clock) throws IOException {
    Instant time = time().truncatedTo(ChronoUnit.SECONDS);
    if (time.isAfter(clock)) {
      throw new IllegalArgumentException(
          (exportedAt == null ? "the time of " + file : "--exported-at")
              + (" is in the future: " + time));
    }
    return time;
  }

  private Instant time() throws IOException {
    if (exportedAt == null) {
      return Files.getLastModifiedTime(file).toInstant();
    }
    try {
      return Instant.parse(exportedAt);
    } catch (DateTimeException wrong) {
      throw new IllegalArgumentException(
          "--exported-at must be an instant such as 2026-11-20T10:15:30Z");
    }
  }

  private static String name(StripeEvent exported) {
    return exported.object().text("id") + "\t" + exported.type();
  }

  private String words(WebhookOutcome outcome) {
    return switch (outcome) {
      case WebhookOutcome.Applied _ -> apply ? "applied" : "would be applied";
      case WebhookOutcome.AlreadyApplied _ -> "known";
      case WebhookOutcome.Noted _, WebhookOutcome.Ignored _ -> "ignored";
      case WebhookOutcome.AlreadyParked _ -> "parked";
      case WebhookOutcome.Unprocessable(String reason, _) -> "refused: " + reason;
    };
  }
}
