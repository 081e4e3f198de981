package dev.drawdown.adapters.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer.JWT;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the event of a call behind the HTTP API, and writes its answer, token by token.
///
/// The runtime's own serializer uses reflection. That costs a cold start a third of a second of
/// CPU, and priming can't move it before the snapshot. Fields that no function uses stay null.
final class HttpEventJson {
  private static final JsonFactory JSON = new JsonFactory();

  private final JsonParser parser;

  private HttpEventJson(JsonParser parser) {
    this.parser = parser;
  }

  static APIGatewayV2HTTPEvent read(InputStream input) throws IOException {
    try (JsonParser parser = JSON.createParser(input)) {
      parser.nextToken();
      HttpEventJson json = new HttpEventJson(parser);
      json.required(JsonToken.START_OBJECT);
      return json.event();
    }
  }

  static void write(APIGatewayV2HTTPResponse response, OutputStream output) throws IOException {
    try (JsonGenerator generator = JSON.createGenerator(output)) {
      generator.writeStartObject();
      generator.writeNumberField("statusCode", response.getStatusCode());
      generator.writeObjectFieldStart("headers");
      for (Map.Entry<String, String> header : response.getHeaders().entrySet()) {
        generator.writeStringField(header.getKey(), header.getValue());
      }
      generator.writeEndObject();
      if (response.getBody() != null) {
        generator.writeStringField("body", response.getBody());
      }
      generator.writeBooleanField("isBase64Encoded", response.getIsBase64Encoded());
      generator.writeEndObject();
    }
  }

  private APIGatewayV2HTTPEvent event() throws IOException {
    APIGatewayV2HTTPEvent event = new APIGatewayV2HTTPEvent();
    while (nextField()) {
      switch (parser.currentName()) {
        case "routeKey" -> event.setRouteKey(text());
        case "rawQueryString" -> event.setRawQueryString(text());
        case "headers" -> event.setHeaders(textsByName());
        case "queryStringParameters" -> event.setQueryStringParameters(textsByName());
        case "pathParameters" -> event.setPathParameters(textsByName());
        case "body" -> event.setBody(text());
        case "isBase64Encoded" -> event.setIsBase64Encoded(scalar().getValueAsBoolean());
        case "requestContext" -> event.setRequestContext(requestContext());
        default -> parser.skipChildren();
      }
    }
    return event;
  }

  private @Nullable RequestContext requestContext() throws IOException {
    if (!isObject()) {
      return null;
    }
    RequestContext context = new RequestContext();
    while (nextField()) {
      switch (parser.currentName()) {
        case "requestId" -> context.setRequestId(text());
        case "authorizer" -> context.setAuthorizer(authorizer());
        default -> parser.skipChildren();
      }
    }
    return context;
  }

  private @Nullable Authorizer authorizer() throws IOException {
    if (!isObject()) {
      return null;
    }
    Authorizer authorizer = new Authorizer();
    while (nextField()) {
      if (parser.currentName().equals("jwt")) {
        authorizer.setJwt(jwt());
      } else {
        parser.skipChildren();
      }
    }
    return authorizer;
  }

  private @Nullable JWT jwt() throws IOException {
    if (!isObject()) {
      return null;
    }
    JWT jwt = new JWT();
    while (nextField()) {
      if (parser.currentName().equals("claims")) {
        jwt.setClaims(textsByName());
      } else {
        parser.skipChildren();
      }
    }
    return jwt;
  }

  /// Moves to the value of the object's next field, if there is one.
  private boolean nextField() throws IOException {
    if (parser.nextToken() != JsonToken.FIELD_NAME) {
      return false;
    }
    parser.nextToken();
    return true;
  }

  /// Whether the current value is an object. Null is not an object. Any other value isn't an event
  /// of the gateway, so it throws.
  private boolean isObject() throws IOException {
    return !isNull() && required(JsonToken.START_OBJECT);
  }

  private boolean required(JsonToken token) throws IOException {
    if (parser.currentToken() != token) {
      throw new IOException(
          "not an event of API Gateway: missing " + token + " at " + parser.currentName());
    }
    return true;
  }

  private boolean isNull() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  /// Numbers and flags count as text, as in the runtime's serializer.
  private @Nullable String text() throws IOException {
    if (isNull()) {
      return null;
    }
    return scalar().getText();
  }

  /// The parser at the current value, which is neither an object nor an array.
  private JsonParser scalar() throws IOException {
    if (!parser.currentToken().isScalarValue()) {
      throw new IOException(parser.currentName() + " of an event must be one value");
    }
    return parser;
  }

  private @Nullable Map<String, @Nullable String> textsByName() throws IOException {
    if (!isObject()) {
      return null;
    }
    Map<String, @Nullable String> texts = new LinkedHashMap<>();
    while (nextField()) {
      texts.put(parser.currentName(), text());
    }
    return texts;
  }
}
