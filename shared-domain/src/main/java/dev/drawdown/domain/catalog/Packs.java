package dev.drawdown.domain.catalog;

import java.util.Map;

/// The packs on sale, and whether only those who pay for a plan may buy them.
public record Packs(Map<PackId, Pack> byId, boolean planHoldersOnly) {
  public static final Packs NONE = new Packs(Map.of(), false);

  public Packs {
    byId = InOrder.copyOf(byId);
  }
}
