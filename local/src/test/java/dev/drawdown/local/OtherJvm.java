package dev.drawdown.local;

import dev.drawdown.local.gateway.Server;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// A service in a JVM of its own, on a table that is elsewhere.
final class OtherJvm implements AutoCloseable {
  private final Process process;
  private final URI address;

  private OtherJvm(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  static OtherJvm on(URI endpoint) throws IOException {
    return on(endpoint, "assistant-coach");
  }

  static OtherJvm on(URI endpoint, String product) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--class-path",
                System.getProperty("java.class.path"),
                OtherJvm.class.getName(),
                endpoint.toString(),
                product)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    return new OtherJvm(process, URI.create(output.readLine()));
  }

  /// Serves until its parent is gone, or ends it.
  public static void main(String[] arguments) throws Exception {
    DynamoDbClient client = new LocalTable(URI.create(arguments[0])).client();
    Server server = SharedTable.serve(client, arguments[1]);
    System.out.println(server.address());
    ProcessHandle.current().parent().orElseThrow().onExit().join();
    System.exit(0);
  }

  URI address() {
    return address;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
