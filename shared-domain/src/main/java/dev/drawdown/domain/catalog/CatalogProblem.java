package dev.drawdown.domain.catalog;

/// A catalog that can't be served: where in it the fault is, and what it is.
///
/// `place` is a path such as `plans[2].credits`.
public final class CatalogProblem extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String place;

  public CatalogProblem(String place, String reason) {
    super(place + ": " + reason);
    this.place = place;
  }

  public String place() {
    return place;
  }
}
