package dev.drawdown.local.gateway;

import dev.drawdown.local.template.Template;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/// A gateway over real HTTP. An echoing function is behind every route.
final class LocalGateway implements AutoCloseable {
  static final Instant NOW = Instant.parse("2027-03-04T05:06:07.089Z");

  private static final String TEMPLATE =
      """
      Resources:
        Api:
          Type: AWS::Serverless::HttpApi
          Properties: {Auth: {Authorizers: {Tokens: {}}}}
        Echo:
          Type: AWS::Serverless::Function
          Properties:
            Handler: echo::handleRequest
            Events:
              Charge:
                Type: HttpApi
                Properties:
                  Method: POST
                  Path: /v1/accounts/{account}/charges
                  Auth: {Authorizer: Tokens, AuthorizationScopes: [credits/charge]}
              One:
                Type: HttpApi
                Properties:
                  Method: GET
                  Path: /v1/accounts/{account}/charges/{charge}
                  Auth: {Authorizer: Tokens, AuthorizationScopes: [credits/read, credits/self]}
              Latest:
                Type: HttpApi
                Properties:
                  Method: GET
                  Path: /v1/accounts/{account}/charges/latest
                  Auth: {Authorizer: Tokens, AuthorizationScopes: [credits/read, credits/self]}
              Anyone:
                Type: HttpApi
                Properties: {Method: GET, Path: /v1/anyone, Auth: {Authorizer: Tokens}}
              Catalog:
                Type: HttpApi
                Properties: {Method: GET, Path: /v1/catalog}
              Hook:
                Type: HttpApi
                Properties: {Method: POST, Path: /hook}
        Table:
          Type: AWS::DynamoDB::Table
          Properties: {AttributeDefinitions: [], KeySchema: []}
      """;

  final EchoFunction echo = new EchoFunction();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final Server server;
  private final HttpClient client = HttpClient.newHttpClient();

  LocalGateway() throws IOException {
    server = Server.bind(0);
    Template template = Template.parse(TEMPLATE);
    Functions functions = new Functions(Map.of("echo", echo));
    server.serve(new Gateway(template, functions, InstantSource.fixed(NOW), new PrintStream(log)));
  }

  /// The log for the operator.
  String log() {
    return log.toString(StandardCharsets.UTF_8);
  }

  HttpRequest.Builder request(String pathAndQuery) {
    return HttpRequest.newBuilder(URI.create(server.address() + pathAndQuery));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<byte[]> sendForBytes(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  @Override
  public void close() {
    server.close();
    client.close();
  }
}
