package dev.drawdown.domain.catalog;

/// A catalog that can't be served: where in it the fault is, and what it is.
///
/// `place` is a path such as `plans[2].credits`, or empty where the catalog as a whole is at fault.
/// `reason` continues the place to a sentence: `is missing`.
public final class CatalogProblem extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String place;
  private final String reason;

  public CatalogProblem(String place, String reason) {
    super(place.isEmpty() ? reason : place + ": " + reason);
    this.place = place;
    this.reason = reason;
  }

  public String place() {
    return place;
  }

  public String reason() {
    return reason;
  }
}
