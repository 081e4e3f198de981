package dev.drawdown.events;

import java.util.LinkedHashMap;
import java.util.Map;

/// What changed in one bucket: positive when credits came, negative when they left.
///
/// `bucket` is its name within the wallet, such as `plan-12`; `kind` is `plan`, `starter`, `pool`
/// or `top-up`, and may be one that is new.
public record BucketPosting(String bucket, String kind, long change) {
  static BucketPosting read(DetailFields fields) {
    return new BucketPosting(fields.text("bucket"), fields.text("kind"), fields.number("change"));
  }

  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("bucket", bucket);
    fields.put("kind", kind);
    fields.put("change", change);
    return fields;
  }
}
