package dev.drawdown.adapters.body;

import dev.drawdown.domain.Credits;
import java.util.LinkedHashMap;
import java.util.Map;

/// The small note after an AI action: what it took and what is left.
public final class NoteBody {
  private NoteBody() {}

  public static Map<String, ?> of(Credits used, Credits left) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("text", text(used, left));
    body.put("used", used.amount());
    body.put("left", left.amount());
    return body;
  }

  private static String text(Credits used, Credits left) {
    String taken = used.isNone() ? "No credits" : credits(used);
    return taken + " used, " + left + " left.";
  }

  /// `1 credit`, `2 credits`.
  public static String credits(Credits credits) {
    return credits + (credits.amount() == 1 ? " credit" : " credits");
  }
}
