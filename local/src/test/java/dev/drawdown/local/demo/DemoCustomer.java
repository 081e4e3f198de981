package dev.drawdown.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.drawdown.adapters.http.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;

/// A person who is signed in to a demo product, through its back end as their browser calls it.
record DemoCustomer(HttpClient http, URI service, String product, String account) {
  /// Another person at the same product.
  DemoCustomer as(String other) {
    return new DemoCustomer(http, service, product, other);
  }

  Reply see(String call) {
    return send(request(call).GET());
  }

  Reply post(String call, String body) {
    return send(request(call).POST(BodyPublishers.ofString(body)));
  }

  /// Runs an AI action once, by one click.
  Reply run(String action, String document, String click, boolean fail) {
    return post(
        "ai",
        "{\"action\":\"%s\",\"document\":\"%s\",\"click\":\"%s\",\"fail\":%s}"
            .formatted(action, document, click, fail));
  }

  /// The account's balance at the product's service.
  Reply balance() {
    return backend("balance");
  }

  /// A read of the account by the product's back end.
  Reply backend(String what) {
    return send(
        request("v1/accounts/" + account + "/" + what)
            .header("Authorization", "Bearer dev-service")
            .GET());
  }

  /// The address of the checkout for a purchase.
  String checkout(String kind, String id, String returnUrl, String cancelUrl) {
    Reply reply =
        post(
            "buy",
            "{\"kind\":\"%s\",\"id\":\"%s\",\"returnUrl\":\"%s\",\"cancelUrl\":\"%s\"}"
                .formatted(kind, id, returnUrl, cancelUrl));
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return (String) reply.at("url");
  }

  /// Sends the checkout's form.
  HttpResponse<String> decide(String checkout, String decision) {
    return answer(
        HttpRequest.newBuilder(service.resolve(checkout))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("do=" + decision)));
  }

  private HttpRequest.Builder request(String call) {
    return HttpRequest.newBuilder(service.resolve("/demo/" + product + "/" + call))
        .header("Content-Type", "application/json")
        .header("Cookie", "other=1; demo-" + product + "=" + account);
  }

  private Reply send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = answer(request);
      Map<String, Object> headers = new LinkedHashMap<>();
      response.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
      String text = response.body();
      return new Reply(
          response.statusCode(),
          headers,
          text,
          text.startsWith("{") ? JSON.std.mapFrom(text) : Map.of());
    } catch (IOException e) {
      throw new AssertionError("no JSON", e);
    }
  }

  HttpResponse<String> answer(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("no answer", e);
    }
  }
}
