package dev.drawdown.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// Feeds a function from the table's stream, from now on, as Lambda does: each shard in its order,
/// a shard's children after it, and what failed again and again.
final class StreamFeed implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(100);

  /// Between two looks for new shards: about a second where nothing goes on.
  private static final int PASSES = 10;

  private final DynamoDbStreamsClient client;
  private final FedFunction function;
  private final Thread thread = Thread.ofVirtual().name("stream").unstarted(this::run);
  private final Map<String, ShardReader> open = new LinkedHashMap<>();
  private Set<String> known = Set.of();
  private volatile boolean closed;

  private StreamFeed(DynamoDbStreamsClient client, FedFunction function) {
    this.client = client;
    this.function = function;
  }

  static StreamFeed start(DynamoDbStreamsClient client, FedFunction function) {
    StreamFeed feed = new StreamFeed(client, function);
    feed.look(ShardIteratorType.LATEST);
    feed.thread.start();
    return feed;
  }

  /// Waits for what is under way: broken off, it would leave a complaint in the log.
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    for (int pass = 1; !closed; pass++) {
      boolean delivered = false;
      try {
        if (pass % PASSES == 0) {
          look(ShardIteratorType.TRIM_HORIZON);
        }
        delivered = pass();
      } catch (RuntimeException e) {
        function.log().println("the stream can't be read: " + e);
      }
      if (!delivered) {
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  /// Delivers what there is in each shard, and says whether there was anything and it was taken.
  private boolean pass() {
    boolean delivered = false;
    for (ShardReader shard : List.copyOf(open.values())) {
      if (shard.parent().filter(open::containsKey).isEmpty()) {
        delivered |= shard.deliver();
      }
    }
    if (open.values().removeIf(ShardReader::isFinished)) {
      look(ShardIteratorType.TRIM_HORIZON);
    }
    return delivered;
  }

  /// Opens the shards that are new, each from `start` on.
  private void look(ShardIteratorType start) {
    List<Shard> shards = shards();
    for (Shard shard : shards) {
      if (!known.contains(shard.shardId())) {
        open.put(shard.shardId(), new ShardReader(client, shard, function, start));
      }
    }
    known = shards.stream().map(Shard::shardId).collect(Collectors.toSet());
  }

  private List<Shard> shards() {
    List<Shard> shards = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      StreamDescription page = page(after);
      shards.addAll(page.shards());
      after = Optional.ofNullable(page.lastEvaluatedShardId());
    } while (after.isPresent());
    return shards;
  }

  private StreamDescription page(Optional<String> after) {
    return client
        .describeStream(
            request ->
                request.streamArn(function.streamArn()).exclusiveStartShardId(after.orElse(null)))
        .streamDescription();
  }
}
