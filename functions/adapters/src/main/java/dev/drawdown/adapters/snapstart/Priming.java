package dev.drawdown.adapters.snapstart;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/// Runs something once before a snapshot is taken, so that its classes are loaded and linked in
/// every process that is restored from it.
///
/// Where there is no snapshot, nothing runs.
public final class Priming implements Resource {
  /// A context keeps no resource alive.
  private static final List<Priming> REGISTERED = new CopyOnWriteArrayList<>();

  private final Callable<?> primer;

  private Priming(Callable<?> primer) {
    this.primer = primer;
  }

  /// What `primer` throws stops the version from being published.
  public static void register(Callable<?> primer) {
    Priming priming = new Priming(primer);
    REGISTERED.add(priming);
    Core.getGlobalContext().register(priming);
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) throws Exception {
    primer.call();
  }

  /// Nothing that priming made is used after a restore.
  @Override
  public void afterRestore(Context<? extends Resource> context) {}
}
