package dev.drawdown.local;

import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.local.console.Webhook;
import dev.drawdown.local.gateway.Server;
import java.net.URI;
import java.util.Optional;

/// The service that `./dev` starts, at any free port and in memory.
public final class DevService implements AutoCloseable {
  private final Service service;

  public DevService(Catalog catalog) throws Exception {
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
