package dev.drawdown.local.guide;

import dev.drawdown.domain.PoolId;

/// A group in a scene. Its owner buys credits for all its members.
final class Group {
  private final ExampleScene scene;
  private final PoolId id;
  private final PayingOwner subscription;

  Group(ExampleScene scene, PoolId id) {
    this.scene = scene;
    this.id = id;
    this.subscription = new PayingOwner(scene, id);
  }

  PoolId id() {
    return id;
  }

  PayingOwner subscription() {
    return subscription;
  }

  /// The shared credits that are left now.
  long left() {
    return scene.rules().reading().balance(scene.table().pool(id), scene.clock()).total().amount();
  }
}
