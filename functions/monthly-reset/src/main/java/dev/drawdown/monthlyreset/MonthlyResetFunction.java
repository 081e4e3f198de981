package dev.drawdown.monthlyreset;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.drawdown.adapters.Environment;
import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.calllog.CallLine;
import dev.drawdown.adapters.json.Json;
import dev.drawdown.adapters.json.JsonProblem;
import dev.drawdown.adapters.queue.MessageQueue;
import dev.drawdown.adapters.sqs.SqsQueue;
import dev.drawdown.adapters.store.Deadline;
import dev.drawdown.adapters.store.DueTimes.DueShard;
import dev.drawdown.adapters.store.Jitter;
import dev.drawdown.adapters.store.Jitter.Pause;
import dev.drawdown.monthlyreset.ShardCalls.SweepEvent;
import dev.drawdown.monthlyreset.Sweep.SweepResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/// On the schedule's event, sends a message for every shard to a queue. On a shard's message,
/// advances what is due in that shard. Answers with its result.
///
/// It throws if the event is neither of these, or if the table is unusable. AWS then puts the event
/// into the dead-letter queue: a tick at once, a shard's message after five failures. The next tick
/// calls every shard again.
public final class MonthlyResetFunction implements RequestStreamHandler {
  /// The log line of a refused event. The metric of refused events counts it.
  static final String REFUSED = "Refused a sweep event";

  /// The log line of a run that didn't finish its shard. The metric of late runs counts it.
  static final String LEFT = "Left some of a shard";

  /// The time in milliseconds that a run reserves at its end for the wallets in progress.
  static final int MARGIN_MILLIS = 10_000;

  private static final System.Logger LOG = System.getLogger(MonthlyResetFunction.class.getName());
  private static final Jitter JITTER =
      Jitter.between(Duration.ofMillis(50), Duration.ofMillis(1_600));

  private final Ports ports;
  private final AtomicBoolean called = new AtomicBoolean();
  private final ShardCalls calls;
  private final Sweep sweep;

  public MonthlyResetFunction() {
    this(Ports.fromEnvironment(), queue(System.getenv()));
  }

  public MonthlyResetFunction(Ports ports, MessageQueue queue) {
    this(ports, queue, Pause.SLEEPING, JITTER);
  }

  MonthlyResetFunction(Ports ports, MessageQueue queue, Pause pause, Jitter jitter) {
    this.ports = ports;
    this.calls = new ShardCalls(queue, pause, jitter);
    this.sweep = new Sweep(ports, pause, jitter);
  }

  private static MessageQueue queue(Map<String, String> environment) {
    return SqsQueue.of(Environment.named(environment, "SWEEP_QUEUE"), environment);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    byte[] bytes = input.readAllBytes();
    CallLine line = ports.callLog().line(context, !called.getAndSet(true));
    Map<String, Object> done = line.run(() -> done(read(bytes), context, line));
    output.write(Json.write(done).getBytes(UTF_8));
  }

  private static SweepEvent read(byte[] event) {
    try {
      return SweepEvent.read(event);
    } catch (JsonProblem problem) {
      LOG.log(Level.ERROR, REFUSED + ": {0}", problem.getMessage());
      throw problem;
    }
  }

  private Map<String, Object> done(SweepEvent event, Context context, CallLine line) {
    Deadline deadline = () -> context.getRemainingTimeInMillis() < MARGIN_MILLIS;
    return switch (event) {
      case SweepEvent.Tick _ -> {
        line.field("route", "tick").field("outcome", "called");
        calls.callAll(deadline);
        yield Map.of("called", DueShard.COUNT);
      }
      case SweepEvent.ShardCall(DueShard shard) -> {
        line.field("route", "shard").field("shard", shard.number());
        Instant now = ports.clock().instant();
        SweepResult swept = sweep.run(shard, now, deadline);
        line.field("outcome", swept.finished() ? "finished" : "unfinished")
            .count("WalletsAdvanced", swept.advanced())
            .count("WalletsLeft", swept.left())
            .count("WalletsParked", swept.parked());
        if (!swept.finished()) {
          LOG.log(Level.INFO, LEFT + ": {0}", Json.write(swept.body()));
        }
        yield swept.body();
      }
    };
  }
}
