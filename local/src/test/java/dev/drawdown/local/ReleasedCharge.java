package dev.drawdown.local;

import dev.drawdown.adapters.http.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The item of a charge that a release has written, read without the codecs of today.
record ReleasedCharge(Map<String, AttributeValue> item) {
  private static final String SORT = "charge#";

  static List<ReleasedCharge> all(ReleaseFixtures release) {
    return release.items(SORT).stream().map(ReleasedCharge::new).toList();
  }

  String path() {
    return "/v1/accounts/%s/charges/%s".formatted(account(), key());
  }

  private String account() {
    return text("pk").substring("account#".length());
  }

  private String key() {
    return text("sk").substring(SORT.length());
  }

  /// Sends the same request once more.
  Reply again(Developer developer) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (String name : List.of("document", "continues")) {
      if (item.containsKey(name)) {
        fields.put(name, text(name));
      }
    }
    fields.put("quantity", Integer.valueOf(item.get("quantity").n()));
    if (item.containsKey("holdMillis")) {
      long seconds = Long.parseLong(item.get("holdMillis").n()) / 1_000;
      fields.put("hold", Map.of("expiresIn", "PT" + seconds + "S"));
    }
    if (item.containsKey("metadata")) {
      Map<String, String> metadata = new LinkedHashMap<>();
      item.get("metadata").m().forEach((name, value) -> metadata.put(name, value.s()));
      fields.put("metadata", metadata);
    }
    List<Object> flat = new ArrayList<>();
    fields.forEach((name, value) -> flat.addAll(List.of(name, value)));
    return developer.charge(account(), key(), text("action"), flat.toArray());
  }

  private String text(String name) {
    return item.get(name).s();
  }
}
