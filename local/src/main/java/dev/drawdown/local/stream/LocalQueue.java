package dev.drawdown.local.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.json.Json;
import dev.drawdown.adapters.queue.MessageQueue;
import dev.drawdown.local.gateway.Functions;
import dev.drawdown.local.gateway.Invocation;
import dev.drawdown.local.template.EventSource.QueueSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;

/// The template's queue, in memory, and the function that it calls for each message.
///
/// A message whose function fails is lost here. On AWS it would come again. Here the next tick
/// sends the same message.
final class LocalQueue implements MessageQueue {
  private final Optional<QueueSource> source;
  private final Ports ports;
  private final InstantSource clock;
  private final PrintStream log;
  private final Map<String, RequestStreamHandler> functions = new HashMap<>();
  private final Queue<String> bodies = new ArrayDeque<>();

  LocalQueue(Optional<QueueSource> source, Ports ports, InstantSource clock, PrintStream log) {
    this.source = source;
    this.ports = ports;
    this.clock = clock;
    this.log = log;
  }

  /// Creates the function of a class, unless it exists. It sends to this queue.
  RequestStreamHandler function(String name) {
    return functions.computeIfAbsent(name, made -> Functions.make(made, ports, this));
  }

  /// The answer of the function of a class to an event. Empty if the function fails.
  Optional<String> call(String name, String event) {
    RequestStreamHandler function = function(name);
    return Invocation.of(name).run(event, log, context -> answer(function, event, context));
  }

  private static String answer(RequestStreamHandler function, String event, Context context)
      throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    function.handleRequest(new ByteArrayInputStream(event.getBytes(UTF_8)), answer, context);
    return answer.toString(UTF_8);
  }

  @Override
  public List<Unsent> send(List<String> more) {
    bodies.addAll(more);
    return List.of();
  }

  /// Calls the function for each message in turn, and returns its answers.
  List<String> deliver() {
    List<String> answers = new ArrayList<>();
    while (!bodies.isEmpty()) {
      String body = bodies.remove();
      source.flatMap(to -> call(to.handler(), delivered(to.queue(), body))).ifPresent(answers::add);
    }
    return answers;
  }

  /// The event that Lambda makes of one message.
  private String delivered(String queue, String body) {
    String sent = Long.toString(clock.instant().toEpochMilli());
    Map<String, Object> attributes =
        Map.of(
            "ApproximateReceiveCount",
            "1",
            "SentTimestamp",
            sent,
            "SenderId",
            "local",
            "ApproximateFirstReceiveTimestamp",
            sent);
    Map<String, Object> message =
        Map.of(
            "messageId",
            UUID.randomUUID().toString(),
            "receiptHandle",
            UUID.randomUUID().toString(),
            "body",
            body,
            "attributes",
            attributes,
            "messageAttributes",
            Map.of(),
            "md5OfBody",
            md5(body),
            "eventSource",
            "aws:sqs",
            "eventSourceARN",
            "arn:aws:sqs:local:000000000000:" + queue,
            "awsRegion",
            "local");
    return Json.write(Map.of("Records", List.of(message)));
  }

  private static String md5(String body) {
    try {
      byte[] digest = MessageDigest.getInstance("MD5").digest(body.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has MD5", impossible);
    }
  }
}
