package dev.drawdown.local.stream;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// A stream whose shards close, split and lose their iterators on a test's command. One shard per
/// page.
final class FakeStream implements DynamoDbStreamsClient {
  private final Map<String, FakeShard> shards = new LinkedHashMap<>();
  private boolean expiring;

  private static final class FakeShard {
    final String parent;
    final List<Record> records = new ArrayList<>();
    boolean closed;

    FakeShard(String parent) {
      this.parent = parent;
    }
  }

  synchronized void open(String shard, String parent) {
    shards.put(shard, new FakeShard(parent));
  }

  synchronized void close(String shard) {
    shards.get(shard).closed = true;
  }

  synchronized void add(String shard, String number) {
    Map<String, AttributeValue> keys = Map.of("sk", AttributeValue.fromS("wallet"));
    shards
        .get(shard)
        .records
        .add(
            Record.builder()
                .eventName("MODIFY")
                .dynamodb(
                    change ->
                        change
                            .keys(keys)
                            .sequenceNumber(number)
                            .streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)
                            .approximateCreationDateTime(Instant.EPOCH))
                .build());
  }

  /// The next read finds its iterator expired.
  synchronized void expire() {
    expiring = true;
  }

  @Override
  public synchronized DescribeStreamResponse describeStream(DescribeStreamRequest request) {
    List<String> names = new ArrayList<>(shards.keySet());
    int index = names.indexOf(request.exclusiveStartShardId()) + 1;
    List<Shard> page =
        names.stream().skip(index).limit(1).map(name -> shard(name, shards.get(name))).toList();
    String last = index + 1 < names.size() ? names.get(index) : null;
    return DescribeStreamResponse.builder()
        .streamDescription(stream -> stream.shards(page).lastEvaluatedShardId(last))
        .build();
  }

  private static Shard shard(String name, FakeShard shard) {
    return Shard.builder().shardId(name).parentShardId(shard.parent).build();
  }

  @Override
  public synchronized GetShardIteratorResponse getShardIterator(GetShardIteratorRequest request) {
    List<Record> records = shards.get(request.shardId()).records;
    ShardIteratorType type = request.shardIteratorType();
    int index =
        switch (type) {
          case LATEST -> records.size();
          case TRIM_HORIZON -> 0;
          case AFTER_SEQUENCE_NUMBER ->
              1
                  + records.stream()
                      .map(record -> record.dynamodb().sequenceNumber())
                      .toList()
                      .indexOf(request.sequenceNumber());
          default -> throw new IllegalArgumentException(type.toString());
        };
    return GetShardIteratorResponse.builder()
        .shardIterator(request.shardId() + "@" + index)
        .build();
  }

  @Override
  public synchronized GetRecordsResponse getRecords(GetRecordsRequest request) {
    if (expiring) {
      expiring = false;
      throw ExpiredIteratorException.builder().message("expired").build();
    }
    String[] position = request.shardIterator().split("@", 2);
    FakeShard shard = shards.get(position[0]);
    int from = Integer.parseInt(position[1]);
    int to = Math.min(shard.records.size(), from + request.limit());
    boolean over = shard.closed && to == shard.records.size();
    return GetRecordsResponse.builder()
        .records(shard.records.subList(from, to))
        .nextShardIterator(over ? null : position[0] + "@" + to)
        .build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
