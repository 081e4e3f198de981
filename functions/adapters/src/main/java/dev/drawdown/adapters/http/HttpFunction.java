package dev.drawdown.adapters.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.drawdown.adapters.calllog.CallLine;
import dev.drawdown.adapters.calllog.CallLog;
import dev.drawdown.adapters.http.Problem.Code;
import dev.drawdown.adapters.store.StoreFailure;
import dev.drawdown.adapters.store.Unavailable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.core.exception.SdkException;

/// A function behind the HTTP API. It turns refused requests into problem answers, and writes one
/// log line for each call, even for a failed one.
///
/// Lambda calls it as a [RequestStreamHandler], so no serializer needs reflection on its types.
/// Code that already has an event calls it as a [RequestHandler].
///
/// A bug is rethrown. The gateway answers 500 without details. Lambda counts an error and logs the
/// stack trace, without the caller's texts.
public abstract class HttpFunction
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse>,
        RequestStreamHandler {
  /// The route of the daily call that keeps a function's snapshot from becoming inactive. The
  /// gateway's route keys have a method and a path, so no caller of the API can send this one.
  public static final String KEEP_ACTIVE = "drawdown.keep-active";

  private final CallLog log;
  private final AtomicBoolean called = new AtomicBoolean();

  /// A function that writes the line of each call to `log`.
  protected HttpFunction(CallLog log) {
    this.log = log;
  }

  /// Answers a request, or throws a [Problem].
  protected abstract Answer answer(Request request);

  /// The query parameters that `route` accepts; none by default.
  ///
  /// After the check of the caller's rights, a request with an unknown or repeated parameter is
  /// refused.
  protected Set<String> parameters(String route) {
    return Set.of();
  }

  @Override
  public final void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    HttpEventJson.write(handleRequest(HttpEventJson.read(input), context), output);
  }

  @Override
  public final APIGatewayV2HTTPResponse handleRequest(
      APIGatewayV2HTTPEvent event, Context context) {
    boolean cold = !called.getAndSet(true);
    if (KEEP_ACTIVE.equals(event.getRouteKey())) {
      return Answer.noContent().toResponse();
    }
    CallLine line = log.line(context, cold);
    try {
      return answered(event, line).toResponse();
    } finally {
      line.write();
    }
  }

  private Answer answered(APIGatewayV2HTTPEvent event, CallLine line) {
    Request request = new Request(event, this::parameters);
    line.field("apiRequestId", request.id()).field("route", request.route());
    try {
      Answer answer = line.meter().during(() -> answered(request, line));
      request.subjects().forEach(line::about);
      line.field("outcome", answer.outcome())
          .field("status", answer.status())
          .field("cost", answer.cost())
          .count("Refusals", answer.status() / 100 == 4 ? 1 : 0)
          .count("Failures", answer.status() / 100 == 5 ? 1 : 0);
      answer.counted().forEach(line::count);
      return answer;
    } catch (RuntimeException | Error bug) {
      request.subjects().forEach(line::about);
      line.field("outcome", "failed")
          .field("status", 500)
          .count("Refusals", 0)
          .count("Failures", 1);
      request.addFailure(bug, line);
      throw request.withoutRequestTexts(bug);
    }
  }

  private Answer answered(Request request, CallLine line) {
    try {
      return answer(request);
    } catch (Problem problem) {
      return problem.toAnswer();
    } catch (Unavailable unavailable) {
      request.addFailure(unavailable, line);
      return unavailable.isOutcomeKnown() ? busy() : outcomeUnknown();
    } catch (StoreFailure | SdkException failed) {
      request.addFailure(failed, line);
      return busy();
    }
  }

  private static Answer busy() {
    return retryLater(Code.BUSY, "Nothing was taken. Try again in a second.");
  }

  private static Answer outcomeUnknown() {
    return retryLater(Code.OUTCOME_UNKNOWN, "Try again with the same key to learn what happened.");
  }

  private static Answer retryLater(Code code, String detail) {
    return Problem.of(code, detail).toAnswer().with("Retry-After", "1");
  }
}
