package dev.drawdown.adapters.body;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.ledger.BucketId;
import dev.drawdown.domain.wallet.Spendable;
import java.util.LinkedHashMap;
import java.util.Map;

/// A bucket, and what is left of it: `{id, kind, remaining, granted, expiresAt?}`.
public final class BucketBody {
  private BucketBody() {}

  /// A pack that is used up and has left the wallet.
  public static Map<String, ?> usedUp(BucketId pack, Credits granted) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", pack.toString());
    body.put("kind", pack.kind().label());
    body.put("remaining", 0);
    body.put("granted", granted.amount());
    return body;
  }

  public static Map<String, ?> of(Spendable bucket) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", bucket.id().toString());
    body.put("kind", bucket.kind().label());
    body.put("remaining", bucket.remaining().amount());
    body.put("granted", bucket.granted().amount());
    body.put("expiresAt", bucket.expiresAt());
    return body;
  }
}
