package dev.drawdown.domain.catalog;

/// A catalog that can't be served, with the place of the fault and a reason.
///
/// `place` is a path such as `plans[2].credits`. It is empty if the whole catalog is at fault.
/// `reason` completes the place to a sentence, such as `is missing`.
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
