package dev.drawdown.adapters.aws;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// A queue that gets the events that match a rule of a bus, like that of a consumer of Drawdown's
/// events.
public record ListeningQueue(SqsClient client, String url) {
  private static final Duration LONG_POLL = Duration.ofSeconds(20);
  private static final int LONGEST_BATCH = 10;

  /// Makes a bus, a queue, and a rule between them, all with the same name.
  public static ListeningQueue on(
      String name, String pattern, EventBridgeClient events, SqsClient client) {
    String url = client.createQueue(queue -> queue.queueName(name)).queueUrl();
    String arn = arn(url, client);
    events.createEventBus(bus -> bus.name(name));
    String rule =
        events
            .putRule(asked -> asked.name(name).eventBusName(name).eventPattern(pattern))
            .ruleArn();
    client.setQueueAttributes(
        queue ->
            queue.queueUrl(url).attributes(Map.of(QueueAttributeName.POLICY, lets(rule, arn))));
    Target target = Target.builder().id("queue").arn(arn).build();
    events.putTargets(targets -> targets.rule(name).eventBusName(name).targets(target));
    return new ListeningQueue(client, url);
  }

  private static String arn(String url, SqsClient client) {
    return client
        .getQueueAttributes(
            queue -> queue.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
        .attributes()
        .get(QueueAttributeName.QUEUE_ARN);
  }

  /// The policy that a queue needs on AWS before a rule can send to it.
  private static String lets(String rule, String queue) {
    return """
    {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
      "Principal":{"Service":"events.amazonaws.com"},"Action":"sqs:SendMessage",
      "Resource":"%s","Condition":{"ArnEquals":{"aws:SourceArn":"%s"}}}]}
    """
        .formatted(queue, rule);
  }

  /// Waits for the next `count` events, and takes them out of the queue.
  public List<String> take(int count) {
    List<String> bodies = new ArrayList<>();
    while (bodies.size() < count) {
      List<Message> messages =
          client
              .receiveMessage(
                  asked ->
                      asked
                          .queueUrl(url)
                          .maxNumberOfMessages(LONGEST_BATCH)
                          .waitTimeSeconds((int) LONG_POLL.toSeconds()))
              .messages();
      for (Message message : messages) {
        bodies.add(message.body());
        client.deleteMessage(done -> done.queueUrl(url).receiptHandle(message.receiptHandle()));
      }
    }
    return bodies;
  }
}
