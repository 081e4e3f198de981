package dev.drawdown.domain.catalog;

/// Where credits come from. The label is the word used in the API, the catalog and the ledger.
public enum BucketKind {
  PLAN("plan"),
  STARTER("starter"),
  POOL("pool"),
  TOP_UP("top-up");

  private final String label;

  BucketKind(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }

  public static BucketKind of(String label) {
    for (BucketKind kind : values()) {
      if (kind.label.equals(label)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("not a kind of bucket: " + label);
  }
}
