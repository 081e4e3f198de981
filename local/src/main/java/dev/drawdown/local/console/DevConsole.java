package dev.drawdown.local.console;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.local.gateway.Endpoint;
import dev.drawdown.local.gateway.Server;
import dev.drawdown.local.stream.DevClock;
import dev.drawdown.local.stream.LocalBus;
import dev.drawdown.local.stream.Ticks;
import dev.drawdown.local.stripe.StripeProvider;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;

/// The tools for developers: the endpoints under `/__dev`, and the pages of the console.
///
/// To add an endpoint for developers, write a [DevEndpoint] and give it its path and line here.
public final class DevConsole {
  public static final String CLOCK = "/__dev/clock";
  public static final String SWEEP = "/__dev/sweep";
  public static final String PAYMENTS = "/__dev/payments";
  public static final String EVENTS = "/__dev/events";
  public static final String SEED = "/__dev/seed";
  public static final String FAULTS = "/__dev/faults";
  public static final String BURST = "/__dev/burst";
  public static final String CHECKOUT = "/__dev/checkout";

  private final RequestLog requests;
  private final Faults faults = new Faults();

  /// `clock` dates the logged requests.
  public DevConsole(InstantSource clock) {
    this.requests = new RequestLog(clock);
  }

  /// Makes the table's client fail as the fault switches say, and records the entries that it
  /// writes.
  ///
  /// The SDK calls interceptors in reverse order for an answer. So the log receives a write before
  /// a fault loses its answer.
  public void listen(ClientOverrideConfiguration.Builder client) {
    client.addExecutionInterceptor(faults).addExecutionInterceptor(requests);
  }

  /// Streams the events of the bus on `server`.
  public void stream(Server server, LocalBus bus) {
    server.stream(EVENTS, new EventsEndpoint(bus, requests));
  }

  /// Answers developers' paths, and passes every other request to `gateway`. `secret` signs the
  /// payment provider's deliveries.
  ///
  /// Faults strike requests from outside. The seed creates its accounts without faults.
  public Endpoint endpoint(
      Ports ports, DevClock clock, Ticks ticks, Endpoint gateway, String secret) {
    Endpoint faulty = faults.around(gateway);
    StripeProvider provider = new StripeProvider(ports.catalog());
    Webhook webhook = new Webhook(faulty, clock, secret);
    Map<String, Endpoint> endpoints = new HashMap<>(ConsolePages.endpoints());
    endpoints.put(CLOCK, new ClockEndpoint(clock, ticks));
    endpoints.put(SWEEP, new SweepEndpoint(ticks));
    endpoints.put(PAYMENTS, new PaymentsEndpoint(provider, webhook));
    endpoints.put(FAULTS, faults);
    endpoints.put(BURST, new BurstEndpoint(new OwnCalls(faulty)));
    endpoints.put(
        SEED,
        new SeedEndpoint(
            ports.catalog(),
            new OwnCalls(gateway),
            new PaymentsEndpoint(provider, new Webhook(gateway, clock, secret)),
            clock));
    endpoints.put(CHECKOUT, new Checkout(ports.catalog(), provider, webhook));
    return requests.around(Endpoint.byPath(endpoints, faulty));
  }

  /// Runs one tick of the schedule now, and reports what the sweeper wrote: `{}`. `GET` reports the
  /// next due time.
  private static final class SweepEndpoint extends DevEndpoint {
    private final Ticks ticks;

    SweepEndpoint(Ticks ticks) {
      this.ticks = ticks;
    }

    @Override
    Map<String, ?> state() {
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("next", ticks.next(DevClock.LATEST));
      return body;
    }

    @Override
    Supplier<Map<String, ?>> read(JsonObject request) {
      return ticks::tick;
    }
  }
}
