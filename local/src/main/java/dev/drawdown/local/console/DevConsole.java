package dev.drawdown.local.console;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.local.gateway.Endpoint;
import dev.drawdown.local.gateway.Server;
import dev.drawdown.local.stream.DevClock;
import dev.drawdown.local.stream.LocalBus;
import dev.drawdown.local.stream.Ticks;
import dev.drawdown.local.stripe.StripeProvider;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// What only developers get, under `/__dev`.
///
/// To add an endpoint for developers, write a [DevEndpoint] and give it its path and line here.
public final class DevConsole {
  public static final String CLOCK = "/__dev/clock";
  public static final String SWEEP = "/__dev/sweep";
  public static final String PAYMENTS = "/__dev/payments";
  public static final String EVENTS = "/__dev/events";

  private DevConsole() {}

  /// What answers at each path. The payment provider's deliveries go to `gateway`, signed with
  /// `secret`.
  public static Map<String, Endpoint> endpoints(
      Ports ports, DevClock clock, Ticks ticks, Endpoint gateway, String secret) {
    Webhook webhook = new Webhook(gateway, clock, secret);
    return Map.of(
        CLOCK, new ClockEndpoint(clock, ticks),
        SWEEP, new SweepEndpoint(ticks),
        PAYMENTS, new PaymentsEndpoint(new StripeProvider(ports.catalog()), webhook));
  }

  /// Has `server` stream what goes over the bus.
  public static void stream(Server server, LocalBus bus) {
    server.stream(EVENTS, new EventsEndpoint(bus));
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
