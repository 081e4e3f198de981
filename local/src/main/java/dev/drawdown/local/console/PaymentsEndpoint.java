package dev.drawdown.local.console;

import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.local.console.Webhook.Delivery;
import dev.drawdown.local.console.Webhook.Forgery;
import dev.drawdown.local.stripe.StripeProvider;
import dev.drawdown.local.stripe.StripeProvider.ProviderEvent;
import dev.drawdown.local.stripe.StripeProvider.Subscribed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Plays the payment provider: makes the requested event and delivers it to the webhook, once or
/// `times` times. With `forge` the delivery is a forged one.
///
/// With `delay` the event is made now and kept under that name. `{"deliver": [names]}` delivers the
/// kept events in that order. An event that the webhook accepted is no longer kept.
final class PaymentsEndpoint extends DevEndpoint {
  private static final int MOST_TIMES = 100;

  private final StripeProvider provider;
  private final Webhook webhook;
  private final ConcurrentNavigableMap<String, ProviderEvent> delayed =
      new ConcurrentSkipListMap<>();

  PaymentsEndpoint(StripeProvider provider, Webhook webhook) {
    this.provider = provider;
    this.webhook = webhook;
  }

  /// The number of deliveries of an event, and the forgery of each.
  private record Sending(long times, Optional<Forgery> forgery) {
    static Sending of(JsonObject request) {
      return new Sending(
          request.optionalNumber("times", 1, MOST_TIMES).orElse(1),
          request.optionalText("forge").map(label -> forgery(label, request)));
    }

    private static Forgery forgery(String label, JsonObject request) {
      return Forgery.of(label)
          .orElseThrow(() -> request.problem("forge", "must be one of " + Forgery.labels()));
    }
  }

  @Override
  Map<String, ?> state() {
    List<Map<String, ?>> kept = new ArrayList<>();
    delayed.forEach((name, event) -> kept.add(with(event, "delayed", name)));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("delayed", kept);
    body.put(
        "subscriptions",
        provider.subscriptions().stream().map(PaymentsEndpoint::subscription).toList());
    return body;
  }

  private static Map<String, ?> subscription(Subscribed known) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", known.id());
    json.put("account", known.account());
    json.put("pool", known.pool());
    json.put("plans", known.plans());
    json.put("paidUntil", known.paidUntil());
    json.put("pastDue", known.pastDue());
    json.put("ended", known.ended());
    return json;
  }

  @Override
  Supplier<Map<String, ?>> read(JsonObject request) {
    List<String> names = request.texts("deliver");
    if (!names.isEmpty()) {
      Sending sending = Sending.of(request);
      return () -> deliver(names, sending, request);
    }
    Optional<String> name = request.optionalText("delay");
    if (name.isPresent()) {
      return delay(name.get(), request);
    }
    Sending sending = Sending.of(request);
    ProviderEvent event = provider.make(request, webhook.clock().instant());
    return () -> answer(List.of(delivered(event, send(event, sending))));
  }

  /// If two requests at once give one name, one is refused before its event is made.
  private synchronized Supplier<Map<String, ?>> delay(String name, JsonObject request) {
    if (delayed.containsKey(name)) {
      throw request.problem("delay", "names an event that is already delayed: " + name);
    }
    ProviderEvent event = provider.make(request, webhook.clock().instant());
    delayed.put(name, event);
    return () -> answer(List.of(with(event, "delayed", name)));
  }

  private Map<String, ?> deliver(List<String> names, Sending sending, JsonObject request) {
    List<ProviderEvent> found =
        names.stream()
            .map(
                name ->
                    Optional.ofNullable(delayed.get(name))
                        .orElseThrow(
                            () ->
                                request.problem(
                                    "deliver", "names an event that isn't delayed: " + name)))
            .toList();
    List<Map<String, ?>> shown = new ArrayList<>();
    for (ProviderEvent event : found) {
      List<Delivery> deliveries = send(event, sending);
      if (deliveries.stream().anyMatch(Delivery::isTaken)) {
        delayed.values().remove(event);
      }
      shown.add(delivered(event, deliveries));
    }
    return answer(shown);
  }

  private List<Delivery> send(ProviderEvent event, Sending sending) {
    return Stream.generate(() -> webhook.deliver(event.body(), sending.forgery()))
        .limit(sending.times())
        .toList();
  }

  private static Map<String, ?> delivered(ProviderEvent event, List<Delivery> deliveries) {
    return with(event, "deliveries", deliveries.stream().map(Delivery::json).toList());
  }

  private static Map<String, ?> with(ProviderEvent event, String field, Object value) {
    Map<String, Object> summary = event.summary();
    summary.put(field, value);
    return summary;
  }

  private static Map<String, ?> answer(List<Map<String, ?>> shown) {
    return Map.of("events", shown);
  }
}
