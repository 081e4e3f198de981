package dev.drawdown.local;

import java.util.List;

/// What calls a function for each message of a queue: which class, and which queue of the template.
record QueueSource(String handler, String queue) {
  private static final String ONE_AT_A_TIME = "1";

  /// Reads in the template which queues a function is called for, as SAM does.
  ///
  /// Only one message at a time is known here. With more in a call, a function must say which of
  /// them failed, and this service would have to read that.
  static List<QueueSource> of(TemplatePart function) {
    TemplatePart properties = function.at("Properties");
    return properties.find("Events").stream()
        .flatMap(events -> events.fields().values().stream())
        .filter(event -> event.at("Type").text().equals("SQS"))
        .map(event -> of(event.at("Properties"), FunctionPart.handlerClass(properties)))
        .toList();
  }

  private static QueueSource of(TemplatePart event, String handler) {
    TemplatePart size = event.at("BatchSize");
    if (!size.text().equals(ONE_AT_A_TIME)) {
      throw size.problem("must be " + ONE_AT_A_TIME + ": the function takes one message at a time");
    }
    return new QueueSource(handler, event.at("Queue").resourceOfArn());
  }
}
