package dev.drawdown.adapters.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.drawdown.adapters.http.Problem.Code;
import dev.drawdown.adapters.store.StoreFailure;
import dev.drawdown.adapters.store.Unavailable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;

/// A function behind the HTTP API: turns what can't be answered into problems, and says in the log
/// what its operator must know.
///
/// Lambda calls it as a [RequestStreamHandler], so that no serializer has to look at its types by
/// reflection first. Where there is an event already, it is called as a [RequestHandler].
///
/// A bug is thrown on: the gateway answers 500 without a word of it, and Lambda counts an error.
public abstract class HttpFunction
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse>,
        RequestStreamHandler {
  /// The route of the daily call that keeps a function's snapshot from going inactive. The gateway
  /// names a method and a path, so no caller of the API can send it.
  public static final String KEEP_ACTIVE = "drawdown.keep-active";

  private static final System.Logger LOG = System.getLogger(HttpFunction.class.getName());

  /// Answers a request, or throws the [Problem] that it is.
  protected abstract Answer answer(Request request);

  /// The query parameters that `route` takes: none, unless a function says otherwise. A request
  /// with any other, or with one of them twice, is refused as soon as its caller's rights are
  /// known.
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
    if (KEEP_ACTIVE.equals(event.getRouteKey())) {
      return Answer.noContent().toResponse();
    }
    return answered(new Request(event, this::parameters)).toResponse();
  }

  private Answer answered(Request request) {
    try {
      return answer(request);
    } catch (Problem problem) {
      return problem.toAnswer();
    } catch (Unavailable unavailable) {
      LOG.log(Level.ERROR, request.route(), unavailable);
      return unavailable.isOutcomeKnown() ? busy() : outcomeUnknown();
    } catch (StoreFailure | SdkException failed) {
      LOG.log(Level.ERROR, request.route(), failed);
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
