package dev.drawdown.adapters.log;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// All log messages as written, until it is closed.
public final class CollectedLog extends Handler implements AutoCloseable {
  private final List<String> lines = new ArrayList<>();

  public CollectedLog() {
    Logger.getLogger("").addHandler(this);
  }

  public List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void publish(LogRecord logged) {
    lines.add(new SimpleFormatter().format(logged));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    Logger.getLogger("").removeHandler(this);
  }
}
