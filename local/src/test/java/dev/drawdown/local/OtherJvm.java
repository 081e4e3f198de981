package dev.drawdown.local;

import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.store.FaultPlan;
import dev.drawdown.adapters.store.FaultyStore;
import dev.drawdown.adapters.store.Stores;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.local.gateway.Server;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// A service in a JVM of its own, on a table outside it.
public final class OtherJvm implements AutoCloseable {
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
    return on(endpoint, product, 0);
  }

  /// A service in which so many percent of the commits fail.
  public static OtherJvm on(URI endpoint, String product, int faultyPercent) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--class-path",
                System.getProperty("java.class.path"),
                OtherJvm.class.getName(),
                endpoint.toString(),
                product,
                Integer.toString(faultyPercent))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    return new OtherJvm(process, URI.create(output.readLine()));
  }

  /// Serves until its parent process is gone or ends it.
  public static void main(String[] arguments) throws Exception {
    DynamoDbClient client = new LocalTable(URI.create(arguments[0])).client();
    Catalog catalog = Catalogs.load(arguments[1]);
    FaultPlan faults = FaultPlan.seeded(1, Integer.parseInt(arguments[2]));
    Stores stores = new FaultyStore(SharedTable.stores(client, catalog), faults);
    Server server = SharedTable.serve(catalog, stores, InstantSource.fixed(SharedTable.NOW));
    System.out.println(server.address());
    ProcessHandle.current().parent().orElseThrow().onExit().join();
    System.exit(0);
  }

  public URI address() {
    return address;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
