package dev.drawdown.adapters.dynamodb;

import static java.util.stream.Collectors.toMap;

import dev.drawdown.adapters.dynamodb.Keys.ItemKey;
import dev.drawdown.domain.commit.Commit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// The records that a table's stream has of commits, as JSON in maps: one record per changed item,
/// with its old and new image.
public final class TableStream {
  private static final Instant CREATED = Instant.parse("2026-11-20T10:15:30Z");
  private static final long FIRST_NUMBER = 100_000_000_000_000_000L;

  private final Map<ItemKey, Map<String, AttributeValue>> items = new HashMap<>();
  private long records;

  /// The records of one transaction, in the order of its items.
  public List<Map<String, Object>> records(Commit commit) {
    List<Map<String, Object>> records = new ArrayList<>();
    for (TransactWriteItem write :
        DynamoDbCommits.request("table", commit, UUID.randomUUID()).transactItems()) {
      records.add(write.put() == null ? removed(write.delete().key()) : put(write.put().item()));
    }
    return records;
  }

  private Map<String, Object> put(Map<String, AttributeValue> item) {
    ItemKey key = new Item(item).key();
    Map<String, AttributeValue> old = items.put(key, item);
    return old == null
        ? record("INSERT", key, Map.of("NewImage", json(item)))
        : record("MODIFY", key, Map.of("OldImage", json(old), "NewImage", json(item)));
  }

  private Map<String, Object> removed(Map<String, AttributeValue> attributes) {
    ItemKey key = new Item(attributes).key();
    return record("REMOVE", key, Map.of("OldImage", json(items.remove(key))));
  }

  private Map<String, Object> record(String event, ItemKey key, Map<String, Object> images) {
    records++;
    Map<String, Object> change = new LinkedHashMap<>();
    change.put("ApproximateCreationDateTime", CREATED.getEpochSecond());
    change.put("Keys", json(key.attributes()));
    change.putAll(images);
    change.put("SequenceNumber", Long.toString(FIRST_NUMBER + records));
    change.put("StreamViewType", "NEW_AND_OLD_IMAGES");
    return Map.of(
        "eventID",
        Long.toHexString(records),
        "eventName",
        event,
        "eventSource",
        "aws:dynamodb",
        "dynamodb",
        change);
  }

  private static Map<String, Object> json(Map<String, AttributeValue> attributes) {
    return attributes.entrySet().stream()
        .collect(toMap(Map.Entry::getKey, attribute -> json(attribute.getValue())));
  }

  private static Map<String, Object> json(AttributeValue value) {
    return switch (value.type()) {
      case S -> Map.of("S", value.s());
      case N -> Map.of("N", value.n());
      case BOOL -> Map.of("BOOL", value.bool());
      case L -> Map.of("L", value.l().stream().map(TableStream::json).toList());
      case M -> Map.of("M", json(value.m()));
      default -> throw new IllegalArgumentException("not in use: " + value);
    };
  }
}
