package dev.drawdown.local.gateway;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The context of a call that a function receives. Logs go to standard error.
public record Invocation(String function, String requestId) implements Context {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /// Writes each message as a line. Of the line that a function writes for each call, it shows only
  /// failures, and without the fields for CloudWatch.
  private enum Log implements LambdaLogger {
    STANDARD_ERROR;

    private static final String LINE_OF_A_CALL = "{\"_aws\":";
    private static final String DIMENSION = "\"Table\":";

    @Override
    public void log(String message) {
      shown(message).ifPresent(System.err::println);
    }

    private static Optional<String> shown(String message) {
      String line = message.stripTrailing();
      if (!line.startsWith(LINE_OF_A_CALL)) {
        return Optional.of(line);
      }
      return line.contains("\"failure\":")
          ? Optional.of("{" + line.substring(line.indexOf(DIMENSION)))
          : Optional.empty();
    }

    @Override
    public void log(byte[] message) {
      log(new String(message, StandardCharsets.UTF_8));
    }
  }

  /// One call of the function.
  @FunctionalInterface
  public interface Call<T> {
    T in(Context context) throws Exception;
  }

  public static Invocation of(String function) {
    return new Invocation(function, UUID.randomUUID().toString());
  }

  /// Runs the call and returns its answer. If it fails, writes the event and the error to `log` and
  /// returns nothing.
  // An exception or error of a function must not end the service.
  public <T> Optional<T> run(String event, PrintStream log, Call<T> call) {
    try {
      return Optional.of(call.in(this));
    } catch (Throwable e) {
      log.println(function + " failed on " + event);
      e.printStackTrace(log);
      return Optional.empty();
    }
  }

  @Override
  public String getAwsRequestId() {
    return requestId;
  }

  @Override
  public String getLogGroupName() {
    return "local";
  }

  @Override
  public String getLogStreamName() {
    return "local";
  }

  @Override
  public String getFunctionName() {
    return function;
  }

  @Override
  public String getFunctionVersion() {
    return "$LATEST";
  }

  @Override
  public String getInvokedFunctionArn() {
    return "arn:aws:lambda:local:000000000000:function:" + function;
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
    return (int) TIMEOUT.toMillis();
  }

  @Override
  public int getMemoryLimitInMB() {
    return 1024;
  }

  @Override
  public LambdaLogger getLogger() {
    return Log.STANDARD_ERROR;
  }
}
