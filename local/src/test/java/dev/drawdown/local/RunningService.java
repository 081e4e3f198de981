package dev.drawdown.local;

import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.local.console.Webhook;
import dev.drawdown.local.gateway.Server;
import java.net.URI;
import java.util.Optional;

/// The whole service as `./dev` starts it, on any free port and a table in memory.
public final class RunningService implements AutoCloseable {
  private final Service service;

  public RunningService(String product) throws Exception {
    this(Catalogs.shipped(product));
  }

  public RunningService(Catalog catalog) throws Exception {
    service = Service.start(Server.bind(0), catalog, Optional.empty(), Webhook.SECRET);
  }

  public URI address() {
    return service.address();
  }

  @Override
  public void close() {
    service.close();
  }
}
