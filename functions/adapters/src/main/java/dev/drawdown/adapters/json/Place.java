package dev.drawdown.adapters.json;

/// Paths into a document, such as `plans[2].credits`. The document itself is the empty path.
final class Place {
  private Place() {}

  static String member(String place, String name) {
    return place.isEmpty() ? name : place + "." + name;
  }

  static String element(String place, int index) {
    return place + "[" + index + "]";
  }
}
