package dev.drawdown.local.demo;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.SigningSecrets;
import dev.drawdown.adapters.json.Json;
import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.adapters.store.Stores;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.local.console.Checkout;
import dev.drawdown.local.console.OwnCalls;
import dev.drawdown.local.console.Webhook;
import dev.drawdown.local.demo.DemoHistory.PastClock;
import dev.drawdown.local.gateway.Endpoint;
import dev.drawdown.local.gateway.Functions;
import dev.drawdown.local.gateway.Gateway;
import dev.drawdown.local.gateway.LocalRequest;
import dev.drawdown.local.stream.DevClock;
import dev.drawdown.local.stream.Ticks;
import dev.drawdown.local.stripe.StripeProvider;
import dev.drawdown.local.stripe.StripeProvider.Subscribed;
import dev.drawdown.local.template.Template;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One running product: its own back end, the service with the product's catalog and its own table,
/// and a payment provider that charges renewals by itself.
final class Demo {
  private static final SigningSecrets SESSION_SECRETS =
      SigningSecrets.fixed(List.of("sessions-of-the-demo-products-only"));

  /// The longest time before due changes are written.
  private static final Duration TICK = Duration.ofMinutes(15);

  /// The path segments `demo` and the product's name.
  private static final int OWN_SEGMENTS = 2;

  private final DevClock clock;
  private final Endpoint gateway;
  private final StripeProvider provider;
  private final Webhook webhook;
  private final Checkout checkout;
  private final DemoBackend backend;
  private final Ticks ticks;
  private Instant last;

  private Demo(
      DemoProduct product,
      Template template,
      Ports ports,
      DevClock clock,
      StripeProvider provider) {
    this.clock = clock;
    this.gateway = gateway(template, ports, clock);
    this.provider = provider;
    this.webhook = new Webhook(gateway, clock, Webhook.SECRET);
    this.checkout = new Checkout(ports.catalog(), provider, webhook);
    this.backend = new DemoBackend(product, ports.catalog(), new OwnCalls(gateway), provider);
    this.ticks = new Ticks(template, ports, clock, System.err);
    this.last = clock.instant();
  }

  /// Starts a product on empty `stores`, and creates the history of its customers.
  static Demo start(DemoProduct product, Template template, Stores stores, DevClock clock) {
    Catalog catalog = product.catalog();
    StripeProvider provider = new StripeProvider(catalog);
    PastClock past = new PastClock(clock.instant());
    Endpoint gateway = gateway(template, ports(catalog, stores, past), past);
    DemoHistory history =
        new DemoHistory(
            product,
            new OwnCalls(gateway),
            provider,
            new Webhook(gateway, past, Webhook.SECRET),
            past);
    product.fill(history);
    history.happen();
    return new Demo(product, template, ports(catalog, stores, clock), clock, provider);
  }

  private static Ports ports(Catalog catalog, Stores stores, InstantSource clock) {
    return new Ports(catalog, stores, clock)
        .with(Webhook.settings(Webhook.SECRET))
        .withSessions(SESSION_SECRETS);
  }

  private static Endpoint gateway(Template template, Ports ports, InstantSource clock) {
    return new Gateway(template, Functions.of(template, ports), clock, System.err);
  }

  /// Answers requests below the product's path. `call` is the next segment.
  APIGatewayV2HTTPResponse answer(String call, LocalRequest request) {
    catchUp();
    return switch (call) {
      case "v1", "webhooks" -> gateway.answer(request.below(OWN_SEGMENTS));
      case "checkout" -> checkout.answer(request);
      default -> backend.answer(call, request);
    };
  }

  /// Does the work since the last request: the provider charges renewals, and due changes are
  /// written.
  private synchronized void catchUp() {
    Instant now = clock.instant();
    renew(now);
    if (Duration.between(last, now).compareTo(TICK) > 0) {
      ticks.tick();
      last = now;
    }
  }

  /// Charges the period at `now` of each subscription that is due. The provider leaves out periods
  /// that are over.
  private void renew(Instant now) {
    provider.subscriptions().stream()
        .filter(each -> isDue(each, now))
        .forEach(each -> charge(each, now));
  }

  private static boolean isDue(Subscribed subscription, Instant now) {
    return !subscription.ended()
        && !subscription.pastDue()
        && subscription.paidUntil().filter(end -> !end.isAfter(now)).isPresent();
  }

  private void charge(Subscribed subscription, Instant now) {
    Map<String, ?> request =
        Map.of(
            "type",
            "invoice.paid",
            "subscription",
            subscription.id(),
            "billingReason",
            "subscription_cycle");
    String body = provider.make(JsonObject.parse(Json.write(request)), now).body();
    webhook.deliver(body, Optional.empty());
  }
}
