package dev.drawdown.adapters.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One invocation as API Gateway makes it: a sample from `events`, with the changes of a test.
///
/// The runtime's own serializer reads it and writes the answer.
public final class Call {
  private static final PojoSerializer<APIGatewayV2HTTPEvent> EVENT =
      LambdaEventSerializers.serializerFor(
          APIGatewayV2HTTPEvent.class, Call.class.getClassLoader());
  private static final PojoSerializer<APIGatewayV2HTTPResponse> RESPONSE =
      LambdaEventSerializers.serializerFor(
          APIGatewayV2HTTPResponse.class, Call.class.getClassLoader());

  private static final JSON WITH_NULLS = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES);

  private final Map<String, Object> event;

  private Call(Map<String, Object> event) {
    this.event = event;
  }

  public static Call sample(String name) {
    String file = "/dev/drawdown/events/invocations/" + name + ".json";
    try (InputStream sample = Objects.requireNonNull(Call.class.getResourceAsStream(file), file)) {
      return new Call(JSON.std.mapFrom(sample));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static Call of(Map<String, Object> event) {
    return new Call(new LinkedHashMap<>(event));
  }

  public Call path(String name, @Nullable String value) {
    return in("pathParameters", name, value);
  }

  public Call account(String account) {
    return path("account", account);
  }

  public Call header(String name, @Nullable String value) {
    return in("headers", name, value);
  }

  public Call key(@Nullable String key) {
    return header("idempotency-key", key);
  }

  public Call query(String name, @Nullable String value) {
    return in("queryStringParameters", name, value);
  }

  /// A query as a caller writes it. Repeated parameters are joined as the gateway joins them.
  public Call rawQuery(String query) {
    event.put("rawQueryString", query);
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : query.split("&", -1)) {
      String[] named = pair.split("=", 2);
      parameters.merge(decoded(named[0]), decoded(named[1]), (first, next) -> first + "," + next);
    }
    event.put("queryStringParameters", parameters);
    return this;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  public Call body(@Nullable String body) {
    event.put("body", body);
    return this;
  }

  public Call base64(String body) {
    event.put("isBase64Encoded", true);
    return body(body);
  }

  public Call token(String subject, String scope) {
    return claims(Map.of("sub", subject, "scope", scope));
  }

  /// A token with all these claims.
  public Call claims(Map<String, ? extends @Nullable Object> claims) {
    object("requestContext").put("authorizer", Map.of("jwt", Map.of("claims", claims)));
    return this;
  }

  public Call anonymous() {
    object("requestContext").remove("authorizer");
    return this;
  }

  /// The event as Lambda passes it to a runtime.
  public String json() {
    try {
      return WITH_NULLS.asString(event);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  public Reply on(RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> function) {
    return on(function, new NoContext());
  }

  /// Calls the function in a test's context.
  public Reply on(
      RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> function, Context context) {
    try {
      APIGatewayV2HTTPEvent request = EVENT.fromJson(json());
      ByteArrayOutputStream response = new ByteArrayOutputStream();
      RESPONSE.toJson(function.handleRequest(request, context), response);
      return Reply.of(JSON.std.mapFrom(response.toString(StandardCharsets.UTF_8)));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private Call in(String object, String name, @Nullable String value) {
    object(object).put(name, value);
    if (value == null) {
      object(object).remove(name);
    }
    return this;
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> object(String name) {
    return (Map<String, Object>)
        event.computeIfAbsent(name, _ -> new LinkedHashMap<String, Object>());
  }
}
