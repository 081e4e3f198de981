package dev.drawdown.renewalwebhook.stripe;

import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.adapters.json.JsonProblem;
import dev.drawdown.domain.Identifier;
import dev.drawdown.domain.subscription.ProviderEventId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// The fields that every event of the provider has.
///
/// `version` is the API version in which `object` is rendered, and never changes. `previous` are
/// the former values of changed fields, if the event is about a change. Fields that aren't read may
/// have any value.
public record StripeEvent(
    ProviderEventId id,
    String type,
    Instant created,
    Optional<String> version,
    boolean livemode,
    JsonObject object,
    Optional<JsonObject> previous) {
  /// The names of Stripe's API releases in which this package knows the places of the fields.
  /// Stripe names them: https://docs.stripe.com/changelog.
  private static final Set<String> TRAINS = Set.of("basil", "clover", "dahlia", "endive");

  private static final int MAX_TYPE = 100;

  /// Reads an event, and refuses everything else with a [JsonProblem].
  public static StripeEvent read(byte[] body) {
    JsonObject event = JsonObject.parse(body);
    switch (event.text("object")) {
      case "event" -> {}
      case "v2.core.event" ->
          throw event.problem("object", "must be event: send snapshots, not thin events");
      default -> throw event.problem("object", "must be event");
    }
    ProviderEventId id = new ProviderEventId(event.identifier("id"));
    String type = event.text("type");
    if (!Identifier.isValid(type) || type.length() > MAX_TYPE) {
      throw event.problem("type", "must be a name");
    }
    return new StripeEvent(
        id,
        type,
        StripeFields.instant(event, "created"),
        event.optionalText("api_version"),
        event.flag("livemode"),
        event.object("data").object("object"),
        event.object("data").optionalObject("previous_attributes"));
  }

  /// `2026-07-29.dahlia` is understood. `2024-06-20` is too old. Versions after `endive` aren't
  /// known yet.
  public boolean isUnderstood() {
    return version
        .filter(name -> TRAINS.contains(name.substring(name.indexOf('.') + 1)))
        .isPresent();
  }
}
