package dev.drawdown.adapters.body;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.ledger.BucketId;
import dev.drawdown.domain.ledger.Draw;
import dev.drawdown.domain.ledger.Drawdown;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Draws in the order in which they were made: `[{bucket, kind, credits}]`. Those on shards of one
/// pool are shown as one.
public final class DrawsBody {
  private DrawsBody() {}

  public static List<Map<String, ?>> of(Drawdown drawdown) {
    Map<BucketId, Credits> byBucket = new LinkedHashMap<>();
    for (Draw draw : drawdown.draws()) {
      byBucket.merge(draw.bucket(), draw.credits(), Credits::plus);
    }
    return byBucket.entrySet().stream()
        .<Map<String, ?>>map(draw -> of(draw.getKey(), draw.getValue()))
        .toList();
  }

  private static Map<String, ?> of(BucketId bucket, Credits credits) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("bucket", bucket.toString());
    body.put("kind", bucket.kind().label());
    body.put("credits", credits.amount());
    return body;
  }
}
