package dev.drawdown.adapters.dynamodb;

import com.amazonaws.services.dynamodbv2.local.main.ServerRunner;
import com.amazonaws.services.dynamodbv2.local.server.DynamoDBProxyServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// DynamoDB Local in this JVM: one server, in memory, started by the first use.
///
/// It never conflicts and never throttles; see [Conflicts].
public final class DynamoDbLocal {
  private static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));

  private DynamoDbLocal() {}

  /// A client with the settings of functions, on this server and with these interceptors.
  public static DynamoDbClient client(ExecutionInterceptor... interceptors) {
    return DynamoDbClients.builder(Patient.with(interceptors))
        .endpointOverride(Server.ENDPOINT)
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(CREDENTIALS)
        .build();
  }

  /// The address of the server for other processes.
  public static URI endpoint() {
    return Server.ENDPOINT;
  }

  /// The credentials with which clients of other processes find the same tables.
  public static AwsCredentials credentials() {
    return CREDENTIALS.resolveCredentials();
  }

  /// A new table that no other test uses.
  public static String freshTable() {
    try (DynamoDbClient client = client()) {
      return Tables.create(client);
    }
  }

  /// Runs from its first use until the JVM ends.
  private static final class Server {
    static final URI ENDPOINT = start();

    private static URI start() {
      String port = Integer.toString(freePort());
      String[] arguments = {"-inMemory", "-port", port, "-disableTelemetry"};
      try {
        DynamoDBProxyServer server = ServerRunner.createServerFromCommandLineArgs(arguments);
        server.start();
      } catch (Exception failure) {
        throw new IllegalStateException("DynamoDB Local doesn't start", failure);
      }
      return URI.create("http://127.0.0.1:" + port);
    }

    private static int freePort() {
      try (ServerSocket socket = new ServerSocket(0)) {
        return socket.getLocalPort();
      } catch (IOException failure) {
        throw new IllegalStateException("there is no free port", failure);
      }
    }
  }
}
