package dev.drawdown.adapters.snapstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.drawdown.adapters.Ports;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Two charges of one account through the handler of real charges, from Lambda's event to the bytes
/// of the answer. The first charge opens the account's wallet.
public record PrimedCharge(Function<Ports, RequestStreamHandler> handler)
    implements Callable<Void> {
  private static final String EVENT =
      """
      {"version":"2.0","routeKey":"POST /v1/accounts/{account}/charges",
       "rawPath":"/v1/accounts/primed/charges","rawQueryString":"",
       "headers":{"content-type":"application/json","idempotency-key":"KEY"},
       "requestContext":{"authorizer":{"jwt":{"claims":{"scope":"credits/charge"}}},
         "http":{"method":"POST","path":"/v1/accounts/primed/charges"},"requestId":"primed",
         "timeEpoch":0},
       "pathParameters":{"account":"primed"},
       "body":"{\\"action\\":\\"checkin.draft\\"}","isBase64Encoded":false}
      """;

  @Override
  public Void call() throws IOException {
    RequestStreamHandler function = handler.apply(CannedDynamoDb.ports());
    for (String key : new String[] {"first", "second"}) {
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      function.handleRequest(
          new ByteArrayInputStream(EVENT.replace("KEY", key).getBytes(UTF_8)),
          answer,
          new PrimingContext());
      String text = answer.toString(UTF_8);
      if (!text.startsWith("{\"statusCode\":201,")) {
        throw new IllegalStateException("the canned charge wasn't made: " + text);
      }
    }
    return null;
  }

  /// A context without an invocation.
  private static final class PrimingContext implements Context {
    private static final String NONE = "primed";

    @Override
    public String getAwsRequestId() {
      return NONE;
    }

    @Override
    public String getLogGroupName() {
      return NONE;
    }

    @Override
    public String getLogStreamName() {
      return NONE;
    }

    @Override
    public String getFunctionName() {
      return NONE;
    }

    @Override
    public String getFunctionVersion() {
      return NONE;
    }

    @Override
    public String getInvokedFunctionArn() {
      return NONE;
    }

    @Override
    public @Nullable CognitoIdentity getIdentity() {
      return null;
    }

    @Override
    public @Nullable ClientContext getClientContext() {
      return null;
    }

    @Override
    public int getRemainingTimeInMillis() {
      return Integer.MAX_VALUE;
    }

    @Override
    public int getMemoryLimitInMB() {
      return 0;
    }

    @Override
    public LambdaLogger getLogger() {
      return new Silence();
    }
  }

  private static final class Silence implements LambdaLogger {
    @Override
    public void log(String message) {}

    @Override
    public void log(byte[] message) {}
  }
}
