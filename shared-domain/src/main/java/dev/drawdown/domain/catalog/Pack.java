package dev.drawdown.domain.catalog;

import dev.drawdown.domain.Credits;
import java.util.Optional;

/// Credits sold once, which never expire.
public record Pack(PackId id, String name, Credits credits, Optional<Price> price) {
  public Pack {
    if (credits.isNone()) {
      throw new IllegalArgumentException("a pack holds at least one credit: " + id);
    }
  }
}
