package dev.drawdown.local;

import dev.drawdown.adapters.Ports;
import dev.drawdown.local.EventSource.StreamSource;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// The functions that the template feeds from the table's stream, being fed.
final class Feeds implements AutoCloseable {
  private final DynamoDbStreamsClient client;
  private final List<StreamFeed> feeds;

  private Feeds(DynamoDbStreamsClient client, List<StreamFeed> feeds) {
    this.client = client;
    this.feeds = feeds;
  }

  /// Feeds them what is changed from now on.
  static Feeds start(Template template, Ports ports, LocalTable table) {
    DynamoDbStreamsClient client = table.streams();
    String stream = table.streamArn();
    List<StreamFeed> feeds = new ArrayList<>();
    for (StreamSource source : template.streams()) {
      FedFunction function =
          new FedFunction(source, stream, Functions.make(source.handler(), ports), System.err);
      feeds.add(StreamFeed.start(client, function));
    }
    return new Feeds(client, feeds);
  }

  @Override
  public void close() {
    feeds.forEach(StreamFeed::close);
    client.close();
  }
}
