package dev.drawdown.renewalwebhook.stripe;

import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.PoolId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Reads fields that several of the provider's objects have.
public final class StripeFields {
  /// The largest amount, in the currency's minor unit. A larger one is refused.
  static final long MAX_AMOUNT = 1_000_000_000_000L;

  private static final long LAST_SECOND = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

  private StripeFields() {}

  public static Instant instant(JsonObject json, String field) {
    return Instant.ofEpochSecond(json.number(field, 0, LAST_SECOND));
  }

  public static Optional<Instant> optionalInstant(JsonObject json, String field) {
    return json.optionalNumber(field, 0, LAST_SECOND).stream()
        .mapToObj(Instant::ofEpochSecond)
        .findFirst();
  }

  /// The id of another object. The field contains the id itself, or the whole object.
  public static Optional<String> reference(JsonObject json, String field) {
    return json.isText(field)
        ? json.optionalIdentifier(field)
        : json.optionalObject(field).map(object -> object.identifier("id"));
  }

  /// A list of objects. Refused if the event doesn't contain all of them.
  public static List<JsonObject> whole(JsonObject json, String field) {
    JsonObject list = json.object(field);
    if (list.flag("has_more")) {
      throw list.problem("has_more", "is true: the event doesn't contain all items");
    }
    return list.objects("data");
  }

  /// The account or the pool that the metadata names.
  public static Optional<Owner> owner(JsonObject metadata) {
    Optional<Owner> account = metadata.optionalIdentifier("account").map(AccountId::new);
    Optional<Owner> pool = metadata.optionalIdentifier("pool").map(PoolId::new);
    if (account.isPresent() && pool.isPresent()) {
      throw metadata.problem("pool", "is set beside account");
    }
    return account.or(() -> pool);
  }
}
