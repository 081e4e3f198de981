package dev.drawdown.local.api;

import static dev.drawdown.local.api.ApiDescription.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.drawdown.local.ServiceInMemory;
import dev.drawdown.local.api.ApiDescription.Operation;
import dev.drawdown.local.gateway.Tokens;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Calls the operations of the description, and compares each answer with it.
record ApiCaller(ApiDescription description, URI service, HttpClient http)
    implements AutoCloseable {
  private static final String SERVICE = "Bearer " + Tokens.SERVICE;

  static ApiCaller of(ApiDescription description, ServiceInMemory service) {
    return new ApiCaller(description, service.server().address(), HttpClient.newHttpClient());
  }

  /// The request to send. Names of path parameters, query parameters and headers lead to their
  /// values.
  record Sent(
      Operation operation,
      Map<String, String> path,
      Map<String, String> query,
      Map<String, String> headers,
      String body) {
    /// A call with the examples of its parameters.
    static Sent of(Operation operation) {
      Sent sent =
          new Sent(
              operation,
              new LinkedHashMap<>(),
              new LinkedHashMap<>(),
              new LinkedHashMap<>(Map.of("Authorization", SERVICE)),
              "");
      for (JsonNode parameter : operation.parameters()) {
        if (parameter.has("example")) {
          sent.in(parameter)
              .put(parameter.get("name").textValue(), parameter.get("example").textValue());
        }
      }
      return sent;
    }

    /// The values of the parameter's place.
    Map<String, String> in(JsonNode parameter) {
      return switch (parameter.get("in").textValue()) {
        case "path" -> path;
        case "query" -> query;
        case "header" -> headers;
        default -> throw new IllegalArgumentException(parameter.toString());
      };
    }

    Sent with(String text) {
      return new Sent(operation, path, query, headers, text);
    }

    /// The same request with one value changed, or left out if it is empty.
    Sent with(JsonNode parameter, Optional<String> value) {
      Sent changed =
          new Sent(
              operation,
              new LinkedHashMap<>(path),
              new LinkedHashMap<>(query),
              new LinkedHashMap<>(headers),
              body);
      String name = parameter.get("name").textValue();
      changed.in(parameter).remove(name);
      value.ifPresent(text -> changed.in(parameter).put(name, text));
      return changed;
    }
  }

  /// The answer. An empty body is a missing node.
  record Answered(int status, Map<String, String> headers, JsonNode body) {
    /// Whether the service says that the request is invalid.
    boolean isInvalid() {
      return status == 400 && body.path("code").asText().equals("invalid-request");
    }
  }

  Answered call(Sent sent) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(service + target(sent)))
            .method(sent.operation().method(), BodyPublishers.ofString(sent.body()));
    Map<String, String> headers = new LinkedHashMap<>(sent.headers());
    if (sent.operation().isForSessions()) {
      headers.replace("Authorization", SERVICE, "Bearer " + session(sent));
    }
    headers.forEach(request::header);
    return send(request);
  }

  /// A token of the kind of owner that a session's call reads.
  private String session(Sent sent) {
    boolean isPools =
        switch (sent.operation().id()) {
          case "sessionPool", "sessionMembers" -> true;
          case "sessionLedger" -> sent.query().containsKey("shard");
          case "sessionUsage" -> sent.query().getOrDefault("by", "").equals("member");
          default -> false;
        };
    String owner = isPools ? "pools/practice" : "accounts/anna";
    return post("/v1/" + owner + "/sessions", "", "{}").body().get("token").textValue();
  }

  /// A call with a service's token. An empty key means none.
  Answered post(String path, String key, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(service + path))
            .header("Authorization", SERVICE)
            .POST(BodyPublishers.ofString(body));
    if (!key.isEmpty()) {
      request.header("Idempotency-Key", key);
    }
    return send(request);
  }

  private Answered send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      Map<String, String> headers = new LinkedHashMap<>();
      response.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
      return new Answered(response.statusCode(), headers, json(response.body()));
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("no answer", e);
    }
  }

  private static String target(Sent sent) {
    String path = sent.operation().path();
    for (Map.Entry<String, String> segment : sent.path().entrySet()) {
      path = path.replace("{" + segment.getKey() + "}", encoded(segment.getValue()));
    }
    List<String> query = new ArrayList<>();
    sent.query().forEach((name, value) -> query.add(encoded(name) + "=" + encoded(value)));
    return path + (query.isEmpty() ? "" : "?" + String.join("&", query));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// The differences between an answer and the description of its operation.
  List<String> faults(Operation operation, Answered answered) {
    JsonNode response = operation.node().path("responses").path("" + answered.status());
    if (response.isMissingNode()) {
      return List.of("status " + answered.status() + " is not described: " + answered.body());
    }
    JsonNode described = description.resolved(response);
    List<String> faults = new ArrayList<>(headerFaults(described, answered));
    if (described.has("content")) {
      String type = answered.headers().getOrDefault("content-type", "no type");
      JsonNode schema = described.path("content").path(type).path("schema");
      faults.addAll(
          schema.isMissingNode()
              ? List.of("content of " + type + " is not described: " + answered.body())
              : description.faults(schema, answered.body()));
    } else if (!answered.body().isMissingNode()) {
      faults.add("no body is described: " + answered.body());
    }
    return faults;
  }

  private List<String> headerFaults(JsonNode response, Answered answered) {
    List<String> faults = new ArrayList<>();
    for (Map.Entry<String, JsonNode> header : response.path("headers").properties()) {
      String value = answered.headers().get(header.getKey().toLowerCase(Locale.ROOT));
      JsonNode schema = description.resolved(header.getValue()).get("schema");
      faults.addAll(
          value == null
              ? List.of("there is no header " + header.getKey())
              : description.faults(schema, new TextNode(value)));
    }
    return faults;
  }

  @Override
  public void close() {
    http.close();
  }
}
