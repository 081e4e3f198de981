package dev.drawdown.adapters.snapstart;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/// Runs code once before a snapshot, so that every process restored from it has the code's classes
/// loaded and linked.
///
/// Without a snapshot, the code doesn't run.
public final class Priming implements Resource {
  /// Keeps the resources alive; a context doesn't.
  private static final List<Priming> REGISTERED = new CopyOnWriteArrayList<>();

  private final Callable<?> primer;

  private Priming(Callable<?> primer) {
    this.primer = primer;
  }

  /// An exception of `primer` stops the publication of the version.
  public static void register(Callable<?> primer) {
    Priming priming = new Priming(primer);
    REGISTERED.add(priming);
    Core.getGlobalContext().register(priming);
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) throws Exception {
    primer.call();
  }

  /// After a restore, no code uses an object that priming made.
  @Override
  public void afterRestore(Context<? extends Resource> context) {}
}
