package dev.drawdown.client;

/// The small credit note after an action, in words and in numbers: what it used and what is left.
public record Note(String text, long used, long left) {
  static Note of(JsonObject body) {
    return new Note(body.text("text"), body.number("used"), body.number("left"));
  }
}
