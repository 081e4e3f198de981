package dev.drawdown.local.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import dev.drawdown.local.template.EventSource.StreamSource;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A function receives all changes, in order, until it takes them.
@Timeout(60)
class StreamFeedTest {
  private final FakeStream stream = new FakeStream();
  private final BlockingQueue<List<String>> batches = new LinkedBlockingQueue<>();
  private final Deque<Function<List<String>, StreamsEventResponse>> answers = new ArrayDeque<>();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private StreamFeed feed;

  @AfterEach
  void stop() {
    feed.close();
  }

  @Test
  void earlier_changes_are_not_delivered() throws Exception {
    stream.open("one", null);
    stream.add("one", "1");
    start();

    stream.add("one", "2");

    assertThat(batches.take()).containsExactly("2");
  }

  @Test
  void a_new_shard_is_read_from_its_start() throws Exception {
    stream.open("one", null);
    start();

    stream.open("other", null);
    stream.add("other", "7");

    assertThat(batches.take()).containsExactly("7");
  }

  @Test
  void children_are_read_after_their_parent() throws Exception {
    stream.open("parent", null);
    answers.add(StreamFeedTest::failing);
    start();

    synchronized (stream) {
      stream.add("parent", "1");
      stream.close("parent");
      stream.open("child", "parent");
      stream.add("child", "2");
    }

    assertThat(take(3)).containsExactly(List.of("1"), List.of("1"), List.of("2"));
  }

  @Test
  void records_are_delivered_again_from_the_first_failed_one() throws Exception {
    stream.open("one", null);
    answers.add(_ -> failures("3", "2"));
    start();

    synchronized (stream) {
      List.of("1", "2", "3").forEach(number -> stream.add("one", number));
    }

    assertThat(take(2)).containsExactly(List.of("1", "2", "3"), List.of("2", "3"));
  }

  @Test
  void all_records_of_a_failed_call_are_delivered_again_and_the_log_says_so() throws Exception {
    stream.open("one", null);
    answers.add(StreamFeedTest::failing);
    answers.add(_ -> failures("nonsense"));
    start();

    stream.add("one", "1");

    assertThat(take(3)).containsOnly(List.of("1"));
    assertThat(log.toString(StandardCharsets.UTF_8))
        .contains("echo failed on the stream", "as planned");
  }

  @Test
  void an_expired_iterator_loses_and_repeats_nothing() throws Exception {
    stream.open("one", null);
    start();

    stream.add("one", "1");
    batches.take();
    synchronized (stream) {
      stream.expire();
      stream.add("one", "2");
    }

    assertThat(batches.take()).containsExactly("2");
  }

  @Test
  void a_batch_has_at_most_the_templates_size() throws Exception {
    stream.open("one", null);
    start();

    synchronized (stream) {
      List.of("1", "2", "3", "4").forEach(number -> stream.add("one", number));
    }

    assertThat(take(2)).containsExactly(List.of("1", "2", "3"), List.of("4"));
  }

  private void start() {
    StreamSource source = new StreamSource("echo", 3, Set.of("wallet"));
    feed =
        StreamFeed.start(
            stream,
            new FedFunction(
                source, "arn", (event, _) -> answer(event), new PrintStream(log, true)));
  }

  private StreamsEventResponse answer(DynamodbEvent event) {
    List<String> numbers = event.getRecords().stream().map(StreamFeedTest::number).toList();
    batches.add(numbers);
    return answers.isEmpty() ? failures() : answers.remove().apply(numbers);
  }

  private List<List<String>> take(int deliveries) throws InterruptedException {
    List<List<String>> taken = new ArrayList<>();
    while (taken.size() < deliveries) {
      taken.add(batches.take());
    }
    return taken;
  }

  private static String number(DynamodbStreamRecord record) {
    return record.getDynamodb().getSequenceNumber();
  }

  private static StreamsEventResponse failures(String... numbers) {
    return new StreamsEventResponse(List.of(numbers).stream().map(BatchItemFailure::new).toList());
  }

  private static StreamsEventResponse failing(List<String> numbers) {
    throw new IllegalStateException("as planned: " + numbers);
  }
}
