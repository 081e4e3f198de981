package dev.drawdown.local.guide;

import dev.drawdown.domain.PoolId;

/// A group whose owner buys credits for all its members, in a scene.
final class Group {
  private final Scene scene;
  private final PoolId id;
  private final Subscriber subscription;

  Group(Scene scene, PoolId id) {
    this.scene = scene;
    this.id = id;
    this.subscription = new Subscriber(scene, id);
  }

  PoolId id() {
    return id;
  }

  Subscriber subscription() {
    return subscription;
  }

  /// What the shared credits come to now.
  long left() {
    return scene.rules().reading().balance(scene.table().pool(id), scene.clock()).total().amount();
  }
}
