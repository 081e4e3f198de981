package dev.drawdown.local.stripe;

import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.adapters.json.JsonProblem;
import dev.drawdown.domain.Identifier;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// A developer's request for an event of the provider, or one of its lines, read field by field.
///
/// Only a request that can't be executed is refused. The provider may send an event that the
/// service can't apply, such as one with an unknown plan. Such an event is made as requested.
record EventRequest(JsonObject json) {
  static final EventRequest EMPTY = new EventRequest(JsonObject.parse("{}"));

  private static final long MOST = 1_000_000_000_000L;
  private static final Instant LATEST = Instant.parse("+99999-12-31T23:59:59Z");
  private static final List<String> METADATA =
      List.of("account", "pool", "plan", "pack", "credits");

  /// The requested lines, each read like a request of its own. Empty if `lines` is absent.
  List<EventRequest> lines() {
    return json.objects("lines").stream().map(EventRequest::new).toList();
  }

  Optional<String> text(String field) {
    return json.optionalText(field);
  }

  String text(String field, String otherwise) {
    return text(field).orElse(otherwise);
  }

  /// The text in `field`, which must be one of `possible`.
  Optional<String> oneOf(String field, List<String> possible) {
    Optional<String> text = text(field);
    if (text.isPresent() && !possible.contains(text.get())) {
      throw problem(field, "must be one of " + String.join(", ", possible));
    }
    return text;
  }

  /// An identifier, such as an account's.
  Optional<String> name(String field) {
    return json.optionalIdentifier(field);
  }

  /// The identifiers in the array `field`.
  List<String> names(String field) {
    return json.texts(field).stream().map(text -> named(field, text)).toList();
  }

  /// Returns `name`, or refuses it as the value of `field` if it isn't an identifier.
  String named(String field, String name) {
    if (!Identifier.isValid(name)) {
      throw problem(field, Identifier.RULE);
    }
    return name;
  }

  OptionalLong number(String field) {
    return number(field, 0, MOST);
  }

  OptionalLong number(String field, long least, long most) {
    return json.optionalNumber(field, least, most);
  }

  /// An amount in the currency's minor unit, negative if it is a credit.
  OptionalLong signedAmount(String field) {
    return number(field, -MOST, MOST);
  }

  /// The price of `quantity` units. It must be within the amounts that a request may name.
  long total(long unitAmount, long quantity) {
    if (unitAmount != 0 && quantity > MOST / Math.abs(unitAmount)) {
      throw problem("amount", "is missing: price times quantity is beyond " + MOST);
    }
    return unitAmount * quantity;
  }

  /// An instant in whole seconds, as the provider writes it.
  Optional<Instant> instant(String field) {
    return text(field).map(text -> parsed(field, text));
  }

  private Instant parsed(String field, String text) {
    Instant instant;
    try {
      instant = Instant.ofEpochSecond(Instant.parse(text).getEpochSecond());
    } catch (DateTimeException e) {
      throw problem(field, "must be an instant such as 2026-12-01T00:00:00Z");
    }
    if (instant.isBefore(Instant.EPOCH) || instant.isAfter(LATEST)) {
      throw problem(field, "must be from " + Instant.EPOCH + " to " + LATEST);
    }
    return instant;
  }

  boolean flag(String field) {
    return json.flag(field);
  }

  Optional<Boolean> optionalFlag(String field) {
    return json.optionalFlag(field);
  }

  /// The period from `periodStart` to `periodEnd`. Missing fields are those of `otherwise`. A start
  /// alone begins a period of the usual length.
  BillingPeriod period(BillingPeriod otherwise, BillingPeriod.Cycle cycle) {
    Optional<Instant> start = instant("periodStart");
    Optional<Instant> end = instant("periodEnd");
    return start.isPresent() && end.isEmpty()
        ? cycle.from(start.get())
        : new BillingPeriod(start.orElse(otherwise.start()), end.orElse(otherwise.end()));
  }

  /// The customer of the account or pool that the request names.
  Optional<String> customer() {
    return owner("cus");
  }

  /// The identifier in `field`. By default it is made from the owner's: `sub_anna`, or
  /// `sub-pool_acme` for a pool.
  String nameAfterOwner(String field, String kind, String suffix) {
    return name(field)
        .or(() -> owner(kind).map(name -> named(field, name + suffix)))
        .orElseThrow(() -> missing(field, "or name an account or a pool"));
  }

  private Optional<String> owner(String kind) {
    Optional<String> account = name("account");
    Optional<String> pool = name("pool");
    if (account.isPresent() && pool.isPresent()) {
      throw problem("pool", "can't be combined with account");
    }
    return account
        .map(name -> kind + "_" + name)
        .or(() -> pool.map(name -> kind + "-pool_" + name));
  }

  /// The metadata `before`, with the owner in the request. A new owner replaces the old one.
  Map<String, String> ownerMetadata(Map<String, String> before) {
    Map<String, String> metadata = new LinkedHashMap<>(before);
    if (owner("cus").isPresent()) {
      metadata.keySet().removeAll(List.of("account", "pool"));
    }
    name("account").ifPresent(name -> metadata.put("account", name));
    name("pool").ifPresent(name -> metadata.put("pool", name));
    return metadata;
  }

  /// Applies the object `metadata` of the request to `metadata`. An empty text removes a key, as at
  /// the provider.
  void changeMetadata(Map<String, String> metadata) {
    Optional<JsonObject> metadataJson = json.optionalObject("metadata");
    if (metadataJson.isEmpty()) {
      return;
    }
    for (String key : METADATA) {
      metadataJson.get().optionalText(key).ifPresent(value -> metadata.put(key, value));
    }
    metadata.values().removeIf(String::isEmpty);
    metadataJson.get().requireNoMore();
  }

  JsonProblem missing(String field, String reason) {
    return problem(field, "is missing: " + reason);
  }

  JsonProblem problem(String field, String reason) {
    return json.problem(field, reason);
  }
}
