package dev.drawdown.operator;

/// Work that is done if a signal, such as that of Ctrl-C, ends the program before the hook is
/// closed.
final class SignalHook implements AutoCloseable {
  private final Thread hook;

  SignalHook(Runnable work) {
    hook = new Thread(work);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // The program is ending, and the hook does its work.
    }
  }
}
