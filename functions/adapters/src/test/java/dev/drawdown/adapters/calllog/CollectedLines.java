package dev.drawdown.adapters.calllog;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.fasterxml.jackson.jr.ob.JSON;
import dev.drawdown.adapters.http.NoContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The context of a call, with the lines that the function wrote to its log.
public final class CollectedLines extends NoContext {
  private final List<String> lines = new ArrayList<>();

  public List<String> lines() {
    return List.copyOf(lines);
  }

  public String only() {
    if (lines.size() != 1) {
      throw new IllegalStateException("there must be one line: " + lines);
    }
    return lines.getFirst();
  }

  /// The fields of the only line.
  public Map<String, Object> fields() {
    try {
      return JSON.std.mapFrom(only());
    } catch (IOException noJson) {
      throw new UncheckedIOException(noJson);
    }
  }

  @Override
  public int getRemainingTimeInMillis() {
    return Integer.MAX_VALUE;
  }

  @Override
  public LambdaLogger getLogger() {
    return new LambdaLogger() {
      @Override
      public void log(String message) {
        lines.add(message);
      }

      @Override
      public void log(byte[] message) {
        throw new UnsupportedOperationException();
      }
    };
  }
}
