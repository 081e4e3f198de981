package dev.drawdown.local;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.store.DueTimes;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.local.console.DevConsole;
import dev.drawdown.local.console.Webhook;
import dev.drawdown.local.demo.Demos;
import dev.drawdown.local.gateway.Server;
import dev.drawdown.local.stream.DevClock;
import dev.drawdown.local.stream.Ticks;
import dev.drawdown.local.template.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Everything that `./dev` serves, over HTTP, on a store in memory. Its clock stands until a test
/// moves it.
///
/// `demoStores` are the stores of the started demo products, by the product's name.
public record ServiceInMemory(
    InMemoryStore store, Server server, Map<String, InMemoryStore> demoStores)
    implements AutoCloseable {
  public static final Instant NOW = Instant.parse("2026-11-20T10:15:30Z");

  public ServiceInMemory(String product) {
    this(product, Webhook.SECRET);
  }

  public ServiceInMemory(String product, String webhookSecret) {
    this(Catalogs.shipped(product), webhookSecret);
  }

  public ServiceInMemory(Catalog catalog, String webhookSecret) {
    this(catalog, new InMemoryStore(DueTimes.of(catalog)), NOW, webhookSecret);
  }

  /// A service that continues at `now` with the items that another one left in `store`.
  public ServiceInMemory(Catalog catalog, InMemoryStore store, Instant now, String webhookSecret) {
    this(store, bound(), new ConcurrentHashMap<>());
    DevClock clock = new DevClock(InstantSource.fixed(now));
    Ports ports = new Ports(catalog, store, clock);
    Template template = Template.load();
    Ticks ticks = new Ticks(template, ports, clock, System.err);
    Demos demos =
        new Demos(
            template,
            clock,
            (name, sold) ->
                demoStores.computeIfAbsent(name, _ -> new InMemoryStore(DueTimes.of(sold))),
            System.err);
    server.serve(
        demos.before(
            Service.endpoint(template, ports, clock, ticks, webhookSecret, new DevConsole(clock))));
  }

  private static Server bound() {
    try {
      return Server.bind(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Developer developer() {
    return Developer.at(server.address());
  }

  @Override
  public void close() {
    server.close();
  }
}
