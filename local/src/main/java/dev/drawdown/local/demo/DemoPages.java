package dev.drawdown.local.demo;

import dev.drawdown.local.console.ConsolePages;
import dev.drawdown.local.gateway.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The products' pages and the files that they load, from the class path in their source form.
final class DemoPages {
  /// Each page's path and its file.
  static final Map<String, String> PAGES =
      Map.of(
          "/demo", "index.html",
          "/demo/outsmart", "outsmart.html",
          "/demo/outsmart/subscriptions", "outsmart-subscriptions.html",
          "/demo/outsmart/office", "outsmart-office.html",
          "/demo/assistant-coach", "coach.html",
          "/demo/assistant-coach/settings", "coach-settings.html",
          "/demo/ai-employee", "employee.html",
          "/demo/ai-employee/credits", "employee-credits.html");

  /// The files that pages load from `/demo/parts/`.
  static final List<String> PARTS =
      List.of(
          "base.css",
          "index.css",
          "product.js",
          "stage.js",
          "outsmart.css",
          "outsmart.svg",
          "outsmart.js",
          "outsmart-links.js",
          "outsmart-subscriptions.js",
          "outsmart-office.js",
          "coach.css",
          "coach.svg",
          "coach.js",
          "coach-settings.js",
          "coach-strings.js",
          "employee.css",
          "employee.svg",
          "employee.js",
          "employee-credits.js",
          "employee-words.js");

  static final String PARTS_PATH = "/demo/parts/";

  private DemoPages() {}

  /// The endpoint of each path.
  static Map<String, Endpoint> endpoints() {
    Map<String, Endpoint> endpoints = new LinkedHashMap<>();
    PAGES.forEach((path, file) -> endpoints.put(path, ConsolePages.page(file, read(file))));
    PARTS.forEach(file -> endpoints.put(PARTS_PATH + file, ConsolePages.page(file, read(file))));
    return endpoints;
  }

  private static String read(String file) {
    try (InputStream stream = DemoPages.class.getResourceAsStream(file)) {
      return new String(
          Objects.requireNonNull(stream, file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
