package dev.drawdown.local;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// Reads one shard of a stream on and on, from `start` on, and gives each record to a function
/// until it has taken it.
final class ShardReader {
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

  /// Whether it has ended and all of it is delivered.
  boolean isFinished() {
    return read && undelivered.isEmpty();
  }

  /// Delivers what comes next, and says whether anything was there to be delivered.
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
    // Should this fail, another one is asked for: after fifteen minutes an iterator is no good.
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
        GetShardIteratorRequest.builder().streamArn(function.streamArn()).shardId(shard.shardId());
    last.ifPresentOrElse(
        number ->
            position
                .shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                .sequenceNumber(number),
        () -> position.shardIteratorType(start));
    return client.getShardIterator(position.build()).shardIterator();
  }
}
