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

/// What only developers get: the endpoints under `/__dev`, and the pages of the console.
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

  /// `clock` dates the requests that are logged.
  public DevConsole(InstantSource clock) {
    this.requests = new RequestLog(clock);
  }

  /// Has the table's client fail as the fault switches say, and note which entries it writes.
  ///
  /// Interceptors hear of an answer in reverse order, so the log hears of a write before its answer
  /// is lost.
  public void listen(ClientOverrideConfiguration.Builder client) {
    client.addExecutionInterceptor(faults).addExecutionInterceptor(requests);
  }

  /// Has `server` stream what goes over the bus.
  public void stream(Server server, LocalBus bus) {
    server.stream(EVENTS, new EventsEndpoint(bus, requests));
  }

  /// Answers developers' paths, and has `gateway` answer every other one. The payment provider's
  /// deliveries are signed with `secret`.
  ///
  /// Faults strike what comes from outside. The people of the seed are made without them.
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

  /// Has the schedule tick once, now, and tells what that wrote down: `{}`. `GET` tells when
  /// something falls due next.
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
    Supplier<Map<String, ?>> read(JsonObject order) {
      return ticks::tick;
    }
  }
}
