package dev.drawdown.domain.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The order in which kinds of buckets are drawn, each kind at most once.
///
/// A kind that the order doesn't name comes after the named kinds: the product no longer sells it,
/// but credits granted before stay spendable. Promotional credits exist in every product. If the
/// order doesn't name them, they come right after the plan, or first if it doesn't name the plan
/// either.
public record DrawOrder(List<BucketKind> kinds) {
  public static final DrawOrder STANDARD = new DrawOrder(List.of(BucketKind.values()));

  public DrawOrder {
    kinds = List.copyOf(kinds);
    if (kinds.stream().distinct().count() < kinds.size()) {
      throw new IllegalArgumentException("a kind of bucket is named twice: " + kinds);
    }
  }

  public boolean names(BucketKind kind) {
    return kinds.contains(kind);
  }

  /// The rank of `kind` in the order. A charge draws a smaller rank first.
  public int rank(BucketKind kind) {
    return kind == BucketKind.PROMOTIONAL && !names(kind)
        ? 2 * kinds.indexOf(BucketKind.PLAN) + 1
        : 2 * place(kind);
  }

  private int place(BucketKind kind) {
    int place = kinds.indexOf(kind);
    return place < 0 ? kinds.size() + STANDARD.kinds.indexOf(kind) : place;
  }

  /// The origin of credits. The label is the word used in the API, the catalog and the ledger.
  public enum BucketKind {
    PLAN("plan"),
    PROMOTIONAL("promotional"),
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

    /// The kind with this label, if there is one.
    public static Optional<BucketKind> labelled(String label) {
      return Arrays.stream(values()).filter(kind -> kind.label.equals(label)).findFirst();
    }
  }
}
