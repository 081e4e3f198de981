package dev.drawdown.adapters.body;

import dev.drawdown.domain.ledger.Posting;
import java.util.LinkedHashMap;
import java.util.Map;

/// The change of one bucket by an entry: `{bucket, kind, change}`, negative when credits left.
public final class PostingBody {
  private PostingBody() {}

  public static Map<String, ?> of(Posting posting) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("bucket", posting.bucket().toString());
    body.put("kind", posting.bucket().kind().label());
    body.put("change", posting.change());
    return body;
  }
}
