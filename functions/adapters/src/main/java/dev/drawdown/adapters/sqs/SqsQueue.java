package dev.drawdown.adapters.sqs;

import dev.drawdown.adapters.aws.AwsClients;
import dev.drawdown.adapters.queue.MessageQueue;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/// A standard queue of SQS, by its URL. Its client must not retry by itself; that of [#of(String,
/// Map)] doesn't.
public record SqsQueue(SqsClient client, String url) implements MessageQueue {
  /// The queue of a deployed function. `AWS_REGION` names the region, and `AWS_ENDPOINT_URL_SQS`
  /// overrides the endpoint, if set.
  public static SqsQueue of(String url, Map<String, String> environment) {
    return new SqsQueue(AwsClients.client(SqsClient.builder(), "SQS", environment), url);
  }

  @Override
  public List<Unsent> send(List<String> bodies) {
    SendMessageBatchRequest request =
        SendMessageBatchRequest.builder()
            .queueUrl(url)
            .entries(IntStream.range(0, bodies.size()).mapToObj(at -> entry(at, bodies)).toList())
            .build();
    try {
      return client.sendMessageBatch(request).failed().stream()
          .map(failure -> unsent(failure, bodies))
          .toList();
    } catch (SdkException failure) {
      String reason = String.valueOf(failure.getMessage());
      return bodies.stream().map(body -> new Unsent(body, reason)).toList();
    }
  }

  private static SendMessageBatchRequestEntry entry(int index, List<String> bodies) {
    return SendMessageBatchRequestEntry.builder()
        .id(Integer.toString(index))
        .messageBody(bodies.get(index))
        .build();
  }

  private static Unsent unsent(BatchResultErrorEntry failure, List<String> bodies) {
    String body = bodies.get(Integer.parseInt(failure.id()));
    return new Unsent(body, failure.code() + ": " + failure.message());
  }
}
