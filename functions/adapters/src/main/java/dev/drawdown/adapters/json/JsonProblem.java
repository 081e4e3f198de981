package dev.drawdown.adapters.json;

/// A fault in a JSON document: its place and a reason.
///
/// `place` is a path such as `plans[2].credits`, or empty if the document itself is at fault.
/// `reason` completes the place to a sentence, such as `is missing`.
public final class JsonProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String place;
  private final String reason;

  public JsonProblem(String place, String reason) {
    this.place = place;
    this.reason = reason;
  }

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

  /// Paths into a document, such as `plans[2].credits`. The empty path is the document itself.
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
