package dev.drawdown.publishing;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Delivers the records of one shard as Lambda does: in order, in batches, from the first failed
/// record again. It halves the batch of a function that died, and sometimes repeats older records.
record Shard(Random random, RequestHandler<DynamodbEvent, StreamsEventResponse> function) {
  private static final int MOST_DELIVERIES = 5_000;

  void deliver(List<Map<String, Object>> records) {
    int from = 0;
    for (int delivery = 0; from < records.size(); delivery++) {
      if (delivery == MOST_DELIVERIES) {
        throw new AssertionError("the shard is blocked at " + records.get(from));
      }
      int again = random.nextInt(10) == 0 ? random.nextInt(from + 1) : from;
      int to = Math.min(records.size(), from + 1 + random.nextInt(25));
      from = Math.max(from, next(records, again, to));
    }
  }

  /// The position of the next record.
  private int next(List<Map<String, Object>> records, int from, int to) {
    try {
      List<String> failed = new StreamCall(records.subList(from, to)).on(function);
      return failed.isEmpty() ? to : place(records, from, failed.getFirst());
    } catch (FailingBus.Died died) {
      int middle = from + (to - from) / 2;
      return middle == from ? from : next(records, from, middle);
    }
  }

  private static int place(List<Map<String, Object>> records, int from, String number) {
    for (int place = from; place < records.size(); place++) {
      if (StreamCall.number(records.get(place)).equals(number)) {
        return place;
      }
    }
    throw new AssertionError("no record has the number " + number);
  }
}
