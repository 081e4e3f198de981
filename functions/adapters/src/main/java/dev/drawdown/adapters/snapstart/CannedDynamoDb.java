package dev.drawdown.adapters.snapstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.dynamodb.DynamoDbClients;
import dev.drawdown.adapters.dynamodb.DynamoDbStore;
import dev.drawdown.adapters.store.DueTimes;
import dev.drawdown.domain.catalog.Catalog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;

/// Answers the calls of the SDK's DynamoDB client without a network.
///
/// A transaction succeeds. A read returns all items that were put before.
final class CannedDynamoDb implements SdkHttpClient {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String TABLE = "canned";

  /// Any time at which the catalog has a month.
  private static final Instant NOW = Instant.parse("2026-01-15T00:00:00Z");

  /// Each item as the JSON of its put.
  private final List<String> items = new ArrayList<>();

  /// Ports on a store that uses this client, with a fixed clock and invented credentials.
  static Ports ports() {
    Catalog catalog = Catalogs.shipped("assistant-coach");
    DynamoDbStore store =
        new DynamoDbStore(
            DynamoDbClients.builder(_ -> {})
                .httpClientBuilder(null)
                .httpClient(new CannedDynamoDb())
                .region(Region.US_EAST_1)
                .credentialsProvider(
                    StaticCredentialsProvider.create(AwsBasicCredentials.create(TABLE, TABLE)))
                .build(),
            TABLE,
            DueTimes.of(catalog));
    return new Ports(catalog, store, InstantSource.fixed(NOW));
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new Prepared(request);
  }

  private final class Prepared implements ExecutableHttpRequest {
    private final HttpExecuteRequest request;

    private Prepared(HttpExecuteRequest request) {
      this.request = request;
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
      byte[] body = answer().getBytes(UTF_8);
      return HttpExecuteResponse.builder()
          .response(
              SdkHttpResponse.builder()
                  .statusCode(200)
                  .putHeader("Content-Type", "application/x-amz-json-1.0")
                  .putHeader("Content-Length", Integer.toString(body.length))
                  .build())
          .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
          .build();
    }

    private String answer() throws IOException {
      String target = request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("");
      Optional<ContentStreamProvider> body = request.contentStreamProvider();
      if (target.endsWith(".TransactWriteItems") && body.isPresent()) {
        try (InputStream sent = body.get().newStream()) {
          items.addAll(put(sent));
        }
        return "{}";
      }
      if (target.endsWith(".BatchGetItem")) {
        return "{\"Responses\":{\"" + TABLE + "\":" + items + "},\"UnprocessedKeys\":{}}";
      }
      throw new IOException("there is no canned answer to " + target);
    }

    @Override
    public void abort() {}
  }

  /// Every `Item` of a request.
  private static List<String> put(InputStream request) throws IOException {
    List<String> found = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(request)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.FIELD_NAME && parser.currentName().equals("Item")) {
          parser.nextToken();
          ByteArrayOutputStream item = new ByteArrayOutputStream();
          try (JsonGenerator generator = JSON.createGenerator(item)) {
            generator.copyCurrentStructure(parser);
          }
          found.add(item.toString(UTF_8));
        }
      }
    }
    return found;
  }

  @Override
  public void close() {}

  @Override
  public String clientName() {
    return "Canned";
  }
}
