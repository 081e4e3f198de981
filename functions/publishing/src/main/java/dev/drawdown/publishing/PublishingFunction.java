package dev.drawdown.publishing;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.calllog.CallLine;
import dev.drawdown.adapters.calllog.CallLog;
import dev.drawdown.adapters.dynamodb.WalletChange;
import dev.drawdown.adapters.store.Deadline;
import dev.drawdown.adapters.store.Jitter.Pause;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Receives changed wallets from the table's stream, and puts their entries on the bus.
///
/// If it can't go on, it answers with the record from which Lambda must retry. Lambda may deliver a
/// record twice. Then it publishes the same events twice, with the same names.
public final class PublishingFunction
    implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
  private final CallLog log;
  private final Publisher publisher;
  private final AtomicBoolean called = new AtomicBoolean();

  public PublishingFunction() {
    this(PublishingPorts.fromEnvironment());
  }

  public PublishingFunction(Ports ports) {
    this(PublishingPorts.of(ports));
  }

  private PublishingFunction(PublishingPorts ports) {
    this(
        ports.callLog(),
        new Publisher(
            ports, () -> Deadline.after(BusWriter.LIMIT, System::nanoTime), Pause.SLEEPING));
  }

  PublishingFunction(CallLog log, Publisher publisher) {
    this.log = log;
    this.publisher = publisher;
  }

  @Override
  public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
    List<DynamodbStreamRecord> records = Optional.ofNullable(event.getRecords()).orElse(List.of());

    boolean cold = !called.getAndSet(true);
    int done = records.isEmpty() ? 0 : published(records, log.line(context, cold));

    return new StreamsEventResponse(
        done == records.size() ? List.of() : List.of(failure(records.get(done))));
  }

  private int published(List<DynamodbStreamRecord> records, CallLine line) {
    return line.run(
        () -> {
          int done = publisher.publish(records.stream().map(WalletChange::of).toList());
          line.field("outcome", done == records.size() ? "published" : "waiting")
              .count("ChangesPublished", done)
              .count("ChangesWaiting", records.size() - done);
          return done;
        });
  }

  /// The failure at this record. A record without a number fails the whole batch.
  private static BatchItemFailure failure(@Nullable DynamodbStreamRecord record) {
    return new BatchItemFailure(
        Optional.ofNullable(record)
            .map(DynamodbStreamRecord::getDynamodb)
            .map(StreamRecord::getSequenceNumber)
            .orElse(""));
  }
}
