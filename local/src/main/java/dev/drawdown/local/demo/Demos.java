package dev.drawdown.local.demo;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.drawdown.adapters.store.Stores;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.local.gateway.Endpoint;
import dev.drawdown.local.gateway.LocalRequest;
import dev.drawdown.local.stream.DevClock;
import dev.drawdown.local.template.Template;
import java.io.PrintStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/// Everything below `/demo`: pages of three products, and each product's back end and API.
///
/// The first request for a product's page starts the product in the background. So the service
/// itself starts as fast as without the demos. All products share the service's clock.
public final class Demos implements Endpoint {
  private static final String ROOT = "demo";

  private final PrintStream log;
  private final Template template;
  private final DevClock clock;
  private final BiFunction<String, Catalog, Stores> stores;
  private final Map<String, Endpoint> pages = DemoPages.endpoints();
  private final Map<DemoProduct, Demo> started = new EnumMap<>(DemoProduct.class);

  /// `stores` creates a product's empty stores from its name and its catalog. Failures are written
  /// to `log`.
  public Demos(
      Template template,
      DevClock clock,
      BiFunction<String, Catalog, Stores> stores,
      PrintStream log) {
    this.log = log;
    this.template = template;
    this.clock = clock;
    this.stores = stores;
  }

  /// Answers requests below `/demo`, and passes every other one to `otherwise`.
  public Endpoint before(Endpoint otherwise) {
    return request ->
        request.segments().getFirst().equals(ROOT) ? answer(request) : otherwise.answer(request);
  }

  @Override
  public APIGatewayV2HTTPResponse answer(LocalRequest request) {
    Endpoint page = pages.get(request.rawPath());
    List<String> segments = request.segments();
    Optional<DemoProduct> product =
        segments.size() < 2 ? Optional.empty() : DemoProduct.of(segments.get(1));
    if (page != null) {
      product.ifPresent(each -> Thread.startVirtualThread(() -> started(each)));
      return page.answer(request);
    }
    try {
      return product
          .filter(_ -> segments.size() > 2)
          .map(this::started)
          .map(demo -> demo.answer(segments.get(2), request))
          .orElseGet(() -> Endpoint.message(404, "Not Found"));
    } catch (RuntimeException e) {
      e.printStackTrace(log);
      return Endpoint.message(500, "Internal Server Error");
    }
  }

  private Demo started(DemoProduct product) {
    synchronized (started) {
      return started.computeIfAbsent(
          product,
          each -> Demo.start(each, template, stores.apply(each.id(), each.catalog()), clock));
    }
  }
}
