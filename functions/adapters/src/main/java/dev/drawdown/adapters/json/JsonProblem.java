package dev.drawdown.adapters.json;

/// JSON that can't be taken as it is: where in it the fault is, and what it is.
///
/// `place` is a path such as `plans[2].credits`, or empty where the document itself is at fault.
/// `reason` continues the place to a sentence: `is missing`.
public final class JsonProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String place;
  private final String reason;

  public JsonProblem(String place, String reason) {
    this.place = place;
    this.reason = reason;
  }

  /// The place and the reason.
  @Override
  public String getMessage() {
    return place.isEmpty() ? reason : place + ": " + reason;
  }

  public String place() {
    return place;
  }

  public String reason() {
    return reason;
  }

  /// Paths into a document, such as `plans[2].credits`. The document itself is the empty path.
  static final class Place {
    private Place() {}

    static String member(String place, String name) {
      return place.isEmpty() ? name : place + "." + name;
    }

    static String element(String place, int index) {
      return place + "[" + index + "]";
    }
  }
}
