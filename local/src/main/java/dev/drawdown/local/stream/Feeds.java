package dev.drawdown.local.stream;

import dev.drawdown.adapters.Ports;
import dev.drawdown.local.gateway.Functions;
import dev.drawdown.local.template.EventSource.StreamSource;
import dev.drawdown.local.template.Template;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// Feeds the functions that the template connects to the table's stream.
public final class Feeds implements AutoCloseable {
  private final DynamoDbStreamsClient client;
  private final List<StreamFeed> feeds;

  private Feeds(DynamoDbStreamsClient client, List<StreamFeed> feeds) {
    this.client = client;
    this.feeds = feeds;
  }

  /// Feeds them the changes of the stream's table from now on. Closing this closes `client`.
  public static Feeds start(
      Template template, Ports ports, DynamoDbStreamsClient client, String streamArn) {
    List<StreamFeed> feeds = new ArrayList<>();
    for (StreamSource source : template.streams()) {
      FedFunction function =
          new FedFunction(source, streamArn, Functions.make(source.handler(), ports), System.err);
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
