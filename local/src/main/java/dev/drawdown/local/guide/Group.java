package dev.drawdown.local.guide;

import dev.drawdown.domain.PoolId;

/// A group whose owner buys credits for all its members, in a scene.
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

  /// What the shared credits come to now.
  long left() {
    return scene.rules().reading().balance(scene.table().pool(id), scene.clock()).total().amount();
  }
}
