package dev.drawdown.local;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.bus.BusEvent;
import dev.drawdown.adapters.bus.EventBus;
import dev.drawdown.adapters.bus.PutOutcome;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// A bus that calls the functions for whose rules an event is, one after the other, and keeps what
/// they answer. Nobody else listens to what schedules put here.
final class RuledBus implements EventBus {
  private final List<RuleSource> rules;
  private final Ports ports;
  private final PrintStream log;
  private final Map<String, EventFunction> functions = new HashMap<>();
  private final List<String> answers = new ArrayList<>();

  RuledBus(List<RuleSource> rules, Ports ports, PrintStream log) {
    this.rules = List.copyOf(rules);
    this.ports = ports;
    this.log = log;
  }

  /// The function of a class, made when it is first asked for.
  EventFunction function(String name) {
    return functions.computeIfAbsent(name, made -> EventFunction.make(made, ports, this, log));
  }

  @Override
  public List<PutOutcome> put(List<BusEvent> events) {
    for (BusEvent event : events) {
      rules.stream()
          .filter(rule -> rule.matches(event))
          .map(rule -> function(rule.handler()).call(delivered(event)))
          .flatMap(Optional::stream)
          .forEach(answers::add);
    }
    return events.stream().<PutOutcome>map(_ -> new PutOutcome.Put()).toList();
  }

  /// What was answered since it was last asked.
  List<String> takeAnswers() {
    List<String> taken = List.copyOf(answers);
    answers.clear();
    return taken;
  }

  /// The event in the envelope in which EventBridge delivers it.
  private static String delivered(BusEvent event) {
    return """
    {"version":"0","id":"%s","detail-type":"%s","source":"%s","account":"000000000000",\
    "time":"%s","region":"local","resources":[],"detail":%s}\
    """
        .formatted(UUID.randomUUID(), event.type(), event.source(), event.at(), event.detail());
  }
}
