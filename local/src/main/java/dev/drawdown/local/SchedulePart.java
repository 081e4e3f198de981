package dev.drawdown.local;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads in the template which schedules and which events of the bus a function is called for, as
/// SAM does. What can't be done locally is refused.
final class SchedulePart {
  private static final Pattern EVERY_FEW_MINUTES =
      Pattern.compile("cron\\(0/([0-9]{1,2}) \\* \\* \\* \\? \\*\\)");

  private SchedulePart() {}

  static List<ScheduleSource> schedules(TemplatePart function) {
    return events(function, "ScheduleV2").map(event -> schedule(event, handler(function))).toList();
  }

  static List<RuleSource> rules(TemplatePart function) {
    return events(function, "EventBridgeRule")
        .map(event -> rule(event, handler(function)))
        .toList();
  }

  private static Stream<TemplatePart> events(TemplatePart function, String type) {
    return function.at("Properties").find("Events").stream()
        .flatMap(events -> events.fields().values().stream())
        .filter(event -> event.at("Type").text().equals(type))
        .map(event -> event.at("Properties"));
  }

  private static String handler(TemplatePart function) {
    return FunctionPart.handlerClass(function.at("Properties"));
  }

  private static ScheduleSource schedule(TemplatePart event, String handler) {
    TemplatePart expression = event.at("ScheduleExpression");
    Matcher cron = EVERY_FEW_MINUTES.matcher(expression.text());
    if (!cron.matches() || !event.at("ScheduleExpressionTimezone").text().equals("UTC")) {
      throw expression.problem("can't be done locally: " + expression.text());
    }
    Duration every = Duration.ofMinutes(Long.parseLong(cron.group(1)));
    return new ScheduleSource(handler, every, event.at("Input").text());
  }

  private static RuleSource rule(TemplatePart event, String handler) {
    TemplatePart pattern = event.at("Pattern");
    if (!pattern.fields().keySet().equals(Set.of("source", "detail-type"))) {
      throw pattern.problem("can't be done locally: " + pattern.fields().keySet());
    }
    return new RuleSource(
        handler,
        Set.copyOf(pattern.at("source").texts()),
        Set.copyOf(pattern.at("detail-type").texts()));
  }
}
