package dev.drawdown.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.store.FaultPlan;
import dev.drawdown.adapters.store.FaultyStore;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.local.gateway.Server;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// A service in a JVM of its own, on a table outside it.
public final class OtherJvm implements AutoCloseable {
  private static final int NO_FAULTS = Integer.MAX_VALUE;

  private final Process process;
  private final BufferedReader output;
  private final URI address;

  private OtherJvm(Process process) throws IOException {
    this.process = process;
    this.output = process.inputReader(UTF_8);
    this.address = URI.create(output.readLine());
  }

  static OtherJvm on(URI endpoint) throws IOException {
    return on(endpoint, "assistant-coach");
  }

  static OtherJvm on(URI endpoint, String product) throws IOException {
    return on(endpoint, product, NO_FAULTS);
  }

  /// A service with the faults of [FaultPlan#inTurn].
  public static OtherJvm on(URI endpoint, String product, int nthFaulty) throws IOException {
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
                Integer.toString(nthFaulty))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return new OtherJvm(process);
  }

  /// Serves until its parent process is gone or ends it. It answers each line of its input with the
  /// faults that happened so far.
  public static void main(String[] arguments) throws Exception {
    UnplannedErrors.begin();
    DynamoDbClient client = new LocalTable(URI.create(arguments[0])).client();
    Catalog catalog = Catalogs.load(arguments[1]);
    FaultPlan faults = FaultPlan.inTurn(Integer.parseInt(arguments[2]));
    FaultyStore stores = new FaultyStore(SharedTable.stores(client, catalog), faults);
    Server server = SharedTable.serve(catalog, stores, InstantSource.fixed(SharedTable.NOW));
    System.out.println(server.address());
    BufferedReader input = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    while (input.readLine() != null) {
      System.out.println(JSON.std.asString(stores.counts().soFar()));
    }
    System.exit(0);
  }

  /// The faults that happened in it so far.
  public Map<String, Integer> faults() throws IOException {
    BufferedWriter input = process.outputWriter(UTF_8);
    input.newLine();
    input.flush();
    Map<String, Integer> faults = new TreeMap<>();
    JSON.std.mapFrom(output.readLine()).forEach((name, times) -> faults.put(name, (Integer) times));
    return faults;
  }

  public URI address() {
    return address;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
