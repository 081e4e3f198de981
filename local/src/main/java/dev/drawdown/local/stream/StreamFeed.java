package dev.drawdown.local.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// Feeds a function from the table's stream, from now on, as Lambda does. Each shard keeps its
/// order, its children come after it, and failed records are repeated.
final class StreamFeed implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(100);

  /// The number of passes between two looks for new shards. That is about a second on an idle
  /// table.
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

  /// Waits for the current delivery. An interrupted delivery would leave an error in the log.
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

  /// Delivers the new records of each shard. Returns whether there were any and the function took
  /// them.
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

  /// Opens each new shard at `start`.
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

  /// Reads one shard of a stream from `start` on, and passes each record to a function until it
  /// takes it.
  private static final class ShardReader {
    private final DynamoDbStreamsClient client;
    private final Shard shard;
    private final FedFunction function;

    private Optional<String> iterator;
    private Optional<String> last = Optional.empty();
    private List<Record> undelivered = List.of();
    private boolean read;

    ShardReader(
        DynamoDbStreamsClient client, Shard shard, FedFunction function, ShardIteratorType start) {
      this.client = client;
      this.shard = shard;
      this.function = function;
      this.iterator = Optional.of(position(start));
    }

    Optional<String> parent() {
      return Optional.ofNullable(shard.parentShardId());
    }

    /// Whether the shard has ended and all its records are delivered.
    boolean isFinished() {
      return read && undelivered.isEmpty();
    }

    /// Delivers the next records. Returns whether there were any.
    boolean deliver() {
      if (undelivered.isEmpty() && !read) {
        undelivered = next();
      }
      boolean something = !undelivered.isEmpty();
      undelivered = function.deliver(undelivered);
      return something && undelivered.isEmpty();
    }

    private List<Record> next() {
      String at = iterator.orElseGet(() -> position(ShardIteratorType.TRIM_HORIZON));
      // If the read fails, this gets another iterator. An iterator expires after fifteen minutes.
      iterator = Optional.empty();
      GetRecordsResponse answer =
          client.getRecords(
              request -> request.shardIterator(at).limit(function.source().batchSize()));
      iterator = Optional.ofNullable(answer.nextShardIterator());
      read = iterator.isEmpty();
      if (!answer.records().isEmpty()) {
        last = Optional.of(answer.records().getLast().dynamodb().sequenceNumber());
      }
      return answer.records();
    }

    private String position(ShardIteratorType start) {
      GetShardIteratorRequest.Builder position =
          GetShardIteratorRequest.builder()
              .streamArn(function.streamArn())
              .shardId(shard.shardId());
      last.ifPresentOrElse(
          number ->
              position
                  .shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                  .sequenceNumber(number),
          () -> position.shardIteratorType(start));
      return client.getShardIterator(position.build()).shardIterator();
    }
  }
}
