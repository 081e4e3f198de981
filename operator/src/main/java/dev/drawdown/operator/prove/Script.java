package dev.drawdown.operator.prove;

import dev.drawdown.operator.prove.StoryEvent.Reversal;
import dev.drawdown.operator.prove.StoryEvent.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// A story as a script: each step in a plain sentence, and the commands that do it at a fresh
/// service of `./dev`.
public record Script(Story story) {
  private static final String SERVICE = "localhost:8080";
  private static final String ACCOUNTS = "/v1/accounts/" + StoryEvent.ACCOUNT;

  /// The lines of the script. Sentences are shell comments.
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Story step : story.steps()) {
      for (StoryEvent event : step.events()) {
        lines.add("# " + step.at() + ": " + sentence(event));
        lines.addAll(commands(event));
      }
    }
    lines.add("# The credits that are left:");
    lines.add(curl("GET", ACCOUNTS + "/balance", "", ""));
    if (isOfPool()) {
      lines.add("# The credits that are left in the pool:");
      lines.add(curl("GET", "/v1/pools/" + StoryEvent.POOL, "", ""));
    }
    return lines;
  }

  /// Whether the pool's owner has paid. Before that, there is no pool.
  private boolean isOfPool() {
    return story.steps().stream()
        .flatMap(step -> step.events().stream())
        .anyMatch(event -> event instanceof StoryEvent.Paid paid && paid.pool());
  }

  /// The event in a sentence.
  static String sentence(StoryEvent event) {
    return switch (event) {
      case StoryEvent.TimePassed(_, boolean moment) -> moment ? "a minute passes." : "time passes.";
      case StoryEvent.Paid paid -> paid(paid);
      case StoryEvent.Failed(String id, _, _, boolean last) ->
          "the payment for the next period of "
              + id
              + " fails"
              + (last ? ", and the provider gives up." : ".");
      case StoryEvent.FlagChanged changed ->
          changed.subscription()
              + " is "
              + (changed.at().isPresent() ? "" : "no longer ")
              + (changed.pause() ? "paused" : "cancelled")
              + changed.at().map(at -> " from " + at + ".").orElse(".");
      case StoryEvent.Ended(String id, _, _) -> id + " has ended.";
      case StoryEvent.PackPaid(String payment, var pack) ->
          "the customer pays " + money(pack.cents()) + " for " + pack.id() + " (" + payment + ").";
      case StoryEvent.PackReversed(String payment, var pack, var reversal) ->
          money(reversal.cents(pack))
              + " of the payment "
              + payment
              + switch (reversal) {
                case REFUND -> " is refunded.";
                case DISPUTE -> " is disputed.";
              };
      case StoryEvent.PackReinstated(String payment, _, var reversal) ->
          switch (reversal) {
            case REFUND -> "the refund of " + payment + " fails.";
            case DISPUTE -> "the dispute of " + payment + " is won, and the money comes back.";
          };
      case StoryEvent.Charged(var runs, boolean hold) ->
          "the customer " + (hold ? "holds " : "uses ") + total(runs) + " credits.";
      case StoryEvent.Captured(var runs, boolean half) ->
          (half ? "half" : "all") + " of " + names(runs) + " is captured.";
      case StoryEvent.GivenBack(var runs, boolean hold) ->
          names(runs) + (hold ? " is released." : " is refunded.");
      case StoryEvent.Granted(_, long credits) -> "an operator grants " + credits + " credits.";
      case StoryEvent.Joined() -> "the account joins the pool.";
      case StoryEvent.Left() -> "the account leaves the pool.";
    };
  }

  private static String paid(StoryEvent.Paid paid) {
    String plan =
        paid.units() == 1 ? paid.plan().id() : paid.units() + " times " + paid.plan().id();
    String price = paid.cents() < 0 ? "" : money(paid.cents()) + " for ";
    return (paid.pool() ? "the pool's owner" : "the customer")
        + " pays "
        + price
        + plan
        + " ("
        + paid.subscription()
        + ") until "
        + paid.end()
        + ".";
  }

  static String money(long cents) {
    return String.format(Locale.ROOT, "%d.%02d", cents / 100, cents % 100);
  }

  private static long total(List<Run> runs) {
    return runs.stream().mapToLong(Run::cost).sum();
  }

  private static String names(List<Run> runs) {
    return runs.stream().map(Run::key).collect(Collectors.joining(" and "));
  }

  private static List<String> commands(StoryEvent event) {
    return switch (event) {
      case StoryEvent.TimePassed(var to, _) ->
          List.of(curl("POST", "/__dev/clock", "", json(Map.of("now", to.toString()))));
      case StoryEvent.Paid paid -> List.of(payment("invoice.paid", paid.pool(), invoice(paid)));
      case StoryEvent.Failed failed -> List.of(failure(failed));
      case StoryEvent.FlagChanged changed ->
          List.of(payment("customer.subscription.updated", changed.pool(), flags(changed)));
      case StoryEvent.Ended ended -> List.of(end(ended));
      case StoryEvent.PackPaid(String payment, var pack) ->
          List.of(ofPack("checkout.session.completed", "pack", pack.id(), "payment", payment));
      case StoryEvent.PackReversed(String payment, var pack, var reversal) ->
          List.of(reversed(payment, reversal, reversal.cents(pack)));
      case StoryEvent.PackReinstated(String payment, var pack, var reversal) ->
          List.of(reinstated(payment, reversal, reversal.cents(pack)));
      case StoryEvent.Charged(var runs, boolean hold) ->
          runs.stream().map(run -> charge(run, hold)).toList();
      case StoryEvent.Captured(var runs, boolean half) ->
          runs.stream().map(run -> capture(run, half)).toList();
      case StoryEvent.GivenBack(var runs, _) ->
          runs.reversed().stream().map(Script::giveBack).toList();
      case StoryEvent.Granted granted -> List.of(grant(granted));
      case StoryEvent.Joined() -> List.of(member("PUT"));
      case StoryEvent.Left() -> List.of(member("DELETE"));
    };
  }

  private static String failure(StoryEvent.Failed failed) {
    return payment(
        "invoice.payment_failed",
        failed.pool(),
        fields(
            "subscription", failed.subscription(),
            "periodStart", failed.start().toString(),
            "last", failed.last()));
  }

  private static String end(StoryEvent.Ended ended) {
    return payment(
        "customer.subscription.deleted",
        ended.pool(),
        fields("subscription", ended.subscription(), "endedAt", ended.at().toString()));
  }

  private static String ofPack(String type, Object... namesAndValues) {
    return payment(type, false, fields(namesAndValues));
  }

  private static String reversed(String payment, Reversal reversal, long cents) {
    return switch (reversal) {
      case REFUND -> ofPack("refund.created", "payment", payment, "amount", cents);
      case DISPUTE -> ofPack("charge.dispute.created", "payment", payment, "amount", cents);
    };
  }

  private static String reinstated(String payment, Reversal reversal, long cents) {
    return switch (reversal) {
      case REFUND -> ofPack("refund.failed", "payment", payment, "amount", cents);
      case DISPUTE ->
          ofPack("charge.dispute.closed", "payment", payment, "amount", cents, "status", "won");
    };
  }

  private static Map<String, Object> invoice(StoryEvent.Paid paid) {
    Map<String, Object> invoice =
        fields(
            "subscription", paid.subscription(),
            "plan", paid.plan().id(),
            "price", paid.price(),
            "quantity", paid.units(),
            "interval", paid.months() == 1 ? "month" : "year",
            "periodStart", paid.start().toString(),
            "periodEnd", paid.end().toString(),
            "billingReason", paid.billing().label());
    if (paid.plan().agreed()) {
      invoice.put("credits", paid.plan().credits());
    }
    return invoice;
  }

  /// A request states all flags. A flag that it doesn't mention is cleared.
  private static Map<String, Object> flags(StoryEvent.FlagChanged changed) {
    Map<String, Object> flags = fields("subscription", changed.subscription());
    if (changed.cancelling()) {
      flags.put("cancelAtPeriodEnd", true);
    }
    if (changed.paused()) {
      flags.put("pause", "void");
    }
    return flags;
  }

  private static String grant(StoryEvent.Granted granted) {
    return curl(
        "POST",
        ACCOUNTS + "/grants",
        granted.key(),
        json(fields("credits", granted.credits(), "reason", "promotion")));
  }

  private static String charge(Run run, boolean hold) {
    Map<String, Object> charge = fields("action", run.action(), "quantity", run.quantity());
    run.document().ifPresent(document -> charge.put("document", document));
    if (hold) {
      charge.put("hold", Map.of("expiresIn", NaiveCredits.HOLD.toString()));
    }
    return curl("POST", ACCOUNTS + "/charges", run.key(), json(charge));
  }

  private static String giveBack(Run run) {
    return curl("POST", ACCOUNTS + "/charges/" + run.key() + "/refund", "", "{}");
  }

  private static String capture(Run run, boolean half) {
    Map<String, Object> body = fields("credits", half ? run.cost() / 2 : run.cost());
    return curl("POST", ACCOUNTS + "/charges/" + run.key() + "/capture", "", json(body));
  }

  private static String member(String method) {
    return curl(
        method, "/v1/pools/" + StoryEvent.POOL + "/members/" + StoryEvent.ACCOUNT, "", "{}");
  }

  private static String payment(String type, boolean pool, Map<String, Object> more) {
    Map<String, Object> request =
        fields(
            "type", type, pool ? "pool" : "account", pool ? StoryEvent.POOL : StoryEvent.ACCOUNT);
    request.putAll(more);
    return curl("POST", "/__dev/payments", "", json(request));
  }

  private static Map<String, Object> fields(Object... namesAndValues) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return fields;
  }

  private static String curl(String method, String path, String key, String body) {
    StringBuilder line = new StringBuilder("curl -s");
    line.append(method.equals("GET") ? "" : " -X " + method).append(" " + SERVICE + path);
    if (path.startsWith("/v1/")) {
      line.append(" -H 'Authorization: Bearer dev-service'");
    }
    if (!key.isEmpty()) {
      line.append(" -H 'Idempotency-Key: " + key + "'");
    }
    return body.isEmpty() ? line.toString() : line.append(" -d '" + body + "'").toString();
  }

  /// Names of a catalog have no character that JSON or a shell would have to escape.
  private static String json(Map<?, ?> fields) {
    return fields.entrySet().stream()
        .map(field -> "\"" + field.getKey() + "\":" + value(field.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String value(Object value) {
    return switch (value) {
      case Map<?, ?> object -> json(object);
      case Number number -> number.toString();
      case Boolean flag -> flag.toString();
      default -> "\"" + value + "\"";
    };
  }
}
