package dev.drawdown.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.jr.ob.JSON;
import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.json.JsonProblem;
import dev.drawdown.adapters.queue.MessageQueue;
import dev.drawdown.adapters.store.DueTimes.DueShard;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.local.gateway.Functions;
import dev.drawdown.local.gateway.Invocation;
import dev.drawdown.local.template.Template;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The events that AWS sends to the sweep: the schedule's tick, and the queue's message of a shard.
///
/// A tick sends each shard's message once and changes no wallet. A shard's message changes exactly
/// the due wallets of the shard that it names. Any other event is refused by a [JsonProblem], after
/// which AWS keeps it as a dead letter. A refused event sends nothing and changes nothing.
class SweepMessageFuzzTest {
  private static final String NAME = Template.load().queue().orElseThrow().handler();

  /// The shard of the only account, whose hold is over.
  private static final DueShard DUE = DueShard.of(WalletId.of(new AccountId("anna")));

  private static final Instant LATER = FuzzedService.NOW.plus(Duration.ofHours(2));
  private static final List<String> EVERY_SHARD =
      Stream.iterate(0, shard -> shard < DueShard.COUNT, shard -> shard + 1)
          .map(shard -> "{\"shard\":" + shard + "}")
          .toList();

  private static final Map<String, Object> UNSWEPT = new Scene().store().contents();
  private static final Map<String, Object> SWEPT = swept();

  private static Scene scene = new Scene();

  /// The sweep of a store, and the messages that it sends.
  private record Scene(InMemoryStore store, List<String> sent, RequestStreamHandler sweep) {
    Scene() {
      this(new FuzzedService("assistant-coach").store(), new ArrayList<>());
    }

    private Scene(InMemoryStore store, List<String> sent) {
      this(
          store,
          sent,
          Functions.make(
              NAME,
              new Ports(Catalogs.shipped("assistant-coach"), store, () -> LATER),
              taking(sent)));
    }

    private static MessageQueue taking(List<String> sent) {
      return bodies -> {
        sent.addAll(bodies);
        return List.of();
      };
    }

    Map<String, Object> answerTo(byte[] event) throws IOException {
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      sweep.handleRequest(new ByteArrayInputStream(event), answer, Invocation.of(NAME));
      return JSON.std.mapFrom(answer.toString(UTF_8));
    }
  }

  private static Map<String, Object> swept() {
    Scene swept = new Scene();
    try {
      assertThat(swept.answerTo(message("{\\\"shard\\\":" + DUE.number() + "}")))
          .containsEntry("advanced", 1);
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
    return swept.store().contents();
  }

  static List<byte[]> messages() {
    String tick =
        "{\"version\":\"0\",\"id\":\"1\",\"detail-type\":\"SweepTick\",\"resources\":[],"
            + "\"source\":\"drawdown.sweep\",\"detail\":{\"shard\":1}}";
    return Stream.concat(
            Stream.of(
                RequestText.sampleEvent("sweep-tick"),
                RequestText.sampleEvent("sweep-shard"),
                message("{\\\"shard\\\":" + DUE.number() + "}"),
                message("{\\\"shard\\\":" + DueShard.COUNT + "}")),
            Fuzzing.seeds(
                tick,
                "{\"source\":\"drawdown\",\"detail-type\":\"CreditsLow\",\"detail\":{}}",
                "{\"Records\":[]}")
                .stream())
        .toList();
  }

  /// A message of the queue with this body, whose quotes are escaped.
  private static byte[] message(String body) {
    return ("{\"Records\":[{\"body\":\"" + body + "\",\"eventSource\":\"aws:sqs\"}]}")
        .getBytes(UTF_8);
  }

  @MethodSource("messages")
  @FuzzTest
  void a_message_sweeps_its_shard_or_is_refused(byte[] message) {
    Fuzzing.take(SweepMessageFuzzTest::sweep, message);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void a_changed_message_sweeps_its_shard_or_is_refused(long seed) {
    Fuzzing.run(SweepMessageFuzzTest::sweep, SweepMessageFuzzTest.class, messages(), seed);
  }

  private static void sweep(byte[] event) throws IOException {
    scene.sent().clear();
    Map<String, Object> expected = UNSWEPT;
    try {
      Map<String, Object> answer = scene.answerTo(event);
      if (answer.containsKey("called")) {
        assertThat(scene.sent()).isEqualTo(EVERY_SHARD);
      } else {
        expected = requireSwept(answer, event);
      }
    } catch (JsonProblem refused) {
      assertThat(refused).hasMessageMatching("(?s).{3,}");
      Fuzzing.requireNothingInternal(refused.getMessage(), event);
      assertThat(scene.sent()).isEmpty();
    }
    assertThat(scene.store().contents()).isEqualTo(expected);
    if (!expected.equals(UNSWEPT)) {
      scene = new Scene();
    }
  }

  /// Fails unless the answer is that of the shard in the message. Returns what the store must now
  /// contain.
  private static Map<String, Object> requireSwept(Map<String, Object> answer, byte[] event)
      throws IOException {
    Map<?, ?> record = (Map<?, ?>) ((List<?>) JSON.std.mapFrom(event).get("Records")).getFirst();
    Object shard = JSON.std.mapFrom((String) record.get("body")).get("shard");
    boolean due = DUE.number() == (Integer) shard;
    assertThat(answer)
        .containsEntry("shard", shard)
        .containsEntry("advanced", due ? 1 : 0)
        .containsEntry("parked", 0)
        .containsEntry("left", 0)
        .containsEntry("finished", true);
    assertThat(scene.sent()).isEmpty();
    return due ? SWEPT : UNSWEPT;
  }
}
