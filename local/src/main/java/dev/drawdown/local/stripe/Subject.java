package dev.drawdown.local.stripe;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Whom an event is about, as metadata says it: an account, a pool, or nobody.
record Subject(Order order, Optional<String> account, Optional<String> pool) {
  static Subject of(Order order) {
    Subject subject = new Subject(order, order.name("account"), order.name("pool"));
    if (subject.account.isPresent() && subject.pool.isPresent()) {
      throw order.problem("pool", "can't be there beside account");
    }
    return subject;
  }

  Map<String, Object> metadata() {
    Map<String, Object> metadata = new LinkedHashMap<>();
    account.ifPresent(name -> metadata.put("account", name));
    pool.ifPresent(name -> metadata.put("pool", name));
    return metadata;
  }

  /// What `field` says, else a name after whom the event is about: `sub_anna`, or `sub-pool_acme`
  /// for a pool.
  String named(String field, String kind, String suffix) {
    return order
        .name(field)
        .or(() -> account.map(name -> order.named(field, kind + "_" + name + suffix)))
        .or(() -> pool.map(name -> order.named(field, kind + "-pool_" + name + suffix)))
        .orElseThrow(() -> order.missing(field, "or name an account or a pool"));
  }

  Optional<String> customer() {
    return account.map(name -> "cus_" + name).or(() -> pool.map(name -> "cus-pool_" + name));
  }
}
