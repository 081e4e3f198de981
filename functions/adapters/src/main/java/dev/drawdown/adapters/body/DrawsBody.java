package dev.drawdown.adapters.body;

import dev.drawdown.domain.wallet.Draw;
import dev.drawdown.domain.wallet.Drawdown;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Draws in the order in which they were made: `[{bucket, kind, credits}]`.
public final class DrawsBody {
  private DrawsBody() {}

  public static List<Map<String, ?>> of(Drawdown drawdown) {
    return drawdown.draws().stream().<Map<String, ?>>map(DrawsBody::of).toList();
  }

  private static Map<String, ?> of(Draw draw) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("bucket", draw.bucket().toString());
    body.put("kind", draw.bucket().kind().label());
    body.put("credits", draw.credits().amount());
    return body;
  }
}
