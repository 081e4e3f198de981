package dev.drawdown.local;

import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.server.Server;

/// DynamoDB Local in this JVM, on any free port of the loopback address.
///
/// Its own starter would listen on every address of the machine.
final class LocalDynamo implements AutoCloseable {
  // This field keeps the logger. The garbage collector may remove an unreferenced logger with its
  // level.
  private static final Logger SQLITE = Logger.getLogger("com.almworks.sqlite4java");
  private static final Logger BASE64 = Logger.getLogger("com.amazonaws.util.Base64");

  private final LocalDynamoDBServerHandler handler;
  private final Server server;

  private LocalDynamo(LocalDynamoDBServerHandler handler, Server server) {
    this.handler = handler;
    this.server = server;
  }

  /// Starts it on the data in `folder`, or in memory only.
  static LocalDynamo start(Optional<Path> folder) throws Exception {
    SQLITE.setLevel(Level.OFF);
    BASE64.setLevel(Level.OFF);
    System.setProperty("org.eclipse.jetty.LEVEL", "WARN");
    String path = null;
    if (folder.isPresent()) {
      path = Files.createDirectories(folder.get()).toString();
    }
    LocalDynamoDBServerHandler handler =
        new LocalDynamoDBServerHandler(
            new LocalDynamoDBRequestHandler(0, path == null, path, true, false), "");
    Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    server.setHandler(handler);
    server.start();
    return new LocalDynamo(handler, server);
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getURI().getPort());
  }

  @Override
  public void close() {
    try {
      server.stop();
      handler.close();
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB Local didn't stop", e);
    }
  }
}
