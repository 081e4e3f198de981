package dev.drawdown.local.stripe;

import dev.drawdown.adapters.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/// An event as the provider sends it: `tree` is its JSON, `names` is what it names.
public record ProviderEvent(
    String id, String type, Map<String, Object> names, Map<String, Object> tree) {
  public String body() {
    return Json.write(tree);
  }

  /// What there is to know of it, without all that the provider adds.
  public Map<String, Object> summary() {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("id", id);
    summary.put("type", type);
    summary.putAll(names);
    return summary;
  }
}
