package dev.drawdown.local;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.drawdown.adapters.http.Reply;
import dev.drawdown.local.console.DevConsole;
import dev.drawdown.local.gateway.Tokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A person who tries a running service from a terminal.
public record Developer(URI service, HttpClient http, String token) implements AutoCloseable {
  public static Developer at(URI service) {
    return new Developer(service, HttpClient.newHttpClient(), Tokens.SERVICE);
  }

  /// The same person with another token.
  public Developer as(String other) {
    return new Developer(service, http, other);
  }

  /// Makes the provider send an event: `pay("invoice.paid", "account", "ada", "plan", "solo")`.
  public Reply pay(String type, Object... fields) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("type", type);
    request.putAll(object(fields));
    return payment(request);
  }

  /// The same, and the outcome of its only delivery.
  public String outcome(String type, Object... fields) {
    Reply reply = pay(type, fields);
    Object outcome = reply.at("events.0.deliveries.0.outcome");
    return outcome == null ? reply.text() : outcome.toString();
  }

  /// Makes the provider send delayed events: `deliver(List.of("late"), "times", 2)`.
  public Reply deliver(List<String> names, Object... fields) {
    Map<String, Object> request = new LinkedHashMap<>(object(fields));
    request.put("deliver", names);
    return payment(request);
  }

  private Reply payment(Map<String, Object> request) {
    return post(DevConsole.PAYMENTS, written(request));
  }

  /// The delayed events, and the subscriptions that the provider knows.
  public Reply provider() {
    return see(DevConsole.PAYMENTS);
  }

  public Developer advance(String span) {
    post(DevConsole.CLOCK, written(Map.of("advance", span)));
    return this;
  }

  public Developer moveTo(String now) {
    post(DevConsole.CLOCK, written(Map.of("now", now)));
    return this;
  }

  public Reply charge(String account, String key, String action, Object... fields) {
    Map<String, Object> charge = new LinkedHashMap<>(Map.of("action", action));
    charge.putAll(object(fields));
    return send(
        request("/v1/accounts/" + account + "/charges")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(written(charge))));
  }

  public Reply topUp(String account, String pack, String payment) {
    Map<String, Object> paid = object("pack", pack, "payment", payment);
    return post("/v1/accounts/" + account + "/top-ups", written(paid));
  }

  public Reply get(String account, String what) {
    return see("/v1/accounts/" + account + "/" + what);
  }

  public Reply see(String path) {
    return send(request(path).GET());
  }

  public Reply balance(String account) {
    return get(account, "balance");
  }

  public Reply post(String path, String body) {
    return call("POST", path, body);
  }

  public Reply post(String path, String key, String body) {
    return send(request(path).header("Idempotency-Key", key).POST(BodyPublishers.ofString(body)));
  }

  public Reply call(String method, String path, String body) {
    return send(request(path).method(method, BodyPublishers.ofString(body)));
  }

  private static Map<String, Object> object(Object... namesAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return object;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(service + path))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json");
  }

  private Reply send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      Map<String, Object> headers = new LinkedHashMap<>();
      response.headers().map().forEach((name, values) -> headers.put(name, first(values)));
      String text = response.body();
      Map<String, Object> body = text.isEmpty() ? Map.of() : JSON.std.mapFrom(text);
      return new Reply(response.statusCode(), headers, text, body);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("no answer", e);
    }
  }

  private static String first(List<String> values) {
    return values.getFirst();
  }

  private static String written(Map<String, Object> tree) {
    try {
      return JSON.std.asString(tree);
    } catch (IOException unwritable) {
      throw new AssertionError(unwritable);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
