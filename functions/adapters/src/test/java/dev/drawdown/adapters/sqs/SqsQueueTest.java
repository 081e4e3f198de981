package dev.drawdown.adapters.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drawdown.adapters.aws.StubAws;
import dev.drawdown.adapters.queue.MessageQueue.Unsent;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

class SqsQueueTest {
  private static final String URL = "https://sqs.eu-west-1.amazonaws.com/123456789012/shards";

  /// SQS returns the digest of an accepted message, and its client compares it.
  private static final String TAKEN =
      "{\"Id\":\"%s\",\"MessageId\":\"m\",\"MD5OfMessageBody\":\"%s\"}";

  private static final String DIGEST_OF_A = "0cc175b9c0f1b6a831c399e269772661";
  private static final String DIGEST_OF_B = "92eb5ffee6ae2fec3ad71c777531578f";

  @AutoClose private final StubAws server = new StubAws();
  @AutoClose private final SqsClient client = server.client(SqsClient.builder());
  private final SqsQueue queue = new SqsQueue(client, URL);

  SqsQueueTest() throws Exception {}

  @Test
  void messages_are_sent_in_one_request_to_the_queue() {
    server.answers(200, "{\"Successful\":[" + a() + "," + b() + "],\"Failed\":[]}");

    assertThat(queue.send(List.of("a", "b"))).isEmpty();

    assertThat(server.requests)
        .containsExactly(
            Map.of(
                "QueueUrl",
                URL,
                "Entries",
                List.of(
                    Map.of("Id", "0", "MessageBody", "a"), Map.of("Id", "1", "MessageBody", "b"))));
  }

  @Test
  void unsent_messages_are_returned_with_the_reason() {
    server.answers(
        200,
        "{\"Successful\":["
            + a()
            + "],\"Failed\":[{\"Id\":\"1\",\"SenderFault\":false,"
            + "\"Code\":\"InternalError\",\"Message\":\"oh\"}]}");

    assertThat(queue.send(List.of("a", "b"))).containsExactly(new Unsent("b", "InternalError: oh"));
  }

  @Test
  void a_failed_request_is_sent_once_and_returns_all_messages() {
    server.answers(500, "{\"__type\":\"InternalError\",\"message\":\"oh\"}");

    List<Unsent> failed = queue.send(List.of("a", "b"));
    server.close();
    List<Unsent> silent = queue.send(List.of("a"));

    assertThat(failed).extracting(Unsent::body).containsExactly("a", "b");
    assertThat(failed.getFirst().reason()).startsWith("oh ");
    assertThat(silent).extracting(Unsent::body).containsExactly("a");
    assertThat(server.requests).hasSize(1);
  }

  @Test
  void a_region_is_required_and_another_endpoint_is_optional() {
    URI endpoint = URI.create("http://127.0.0.1:9");
    Map<String, String> environment =
        Map.of("AWS_REGION", "eu-west-1", "AWS_ENDPOINT_URL_SQS", endpoint.toString());

    try (SqsClient named = SqsQueue.of(URL, environment).client()) {
      assertThat(named.serviceClientConfiguration().endpointOverride()).contains(endpoint);
      assertThat(named.serviceClientConfiguration().region()).isEqualTo(Region.EU_WEST_1);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SqsQueue.of(URL, Map.of()))
        .withMessage("AWS_REGION is not set");
  }

  private static String a() {
    return TAKEN.formatted("0", DIGEST_OF_A);
  }

  private static String b() {
    return TAKEN.formatted("1", DIGEST_OF_B);
  }
}
