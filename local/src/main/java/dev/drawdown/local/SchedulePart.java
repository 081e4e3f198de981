package dev.drawdown.local;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads in the template which schedules a function is called for, as SAM does. What can't be done
/// locally is refused.
final class SchedulePart {
  private static final Pattern EVERY_FEW_MINUTES =
      Pattern.compile("cron\\(0/([0-9]{1,2}) \\* \\* \\* \\? \\*\\)");

  private SchedulePart() {}

  static List<ScheduleSource> schedules(TemplatePart function) {
    return function.at("Properties").find("Events").stream()
        .flatMap(events -> events.fields().values().stream())
        .filter(event -> event.at("Type").text().equals("ScheduleV2"))
        .map(event -> schedule(event.at("Properties"), handler(function)))
        .toList();
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
}
