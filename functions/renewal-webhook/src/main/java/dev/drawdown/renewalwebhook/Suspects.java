package dev.drawdown.renewalwebhook;

import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.adapters.json.JsonProblem;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.subscription.SubscriptionId;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Whom an event that can't be understood seems to be about, in the places of all versions. Nothing
/// but the benefit of the doubt follows from it.
final class Suspects {
  private Suspects() {}

  static Optional<Owner> owner(JsonObject object) {
    return Stream.of(
            details(object).flatMap(parent -> child(parent, "metadata")),
            child(object, "subscription_details").flatMap(parent -> child(parent, "metadata")),
            child(object, "metadata"))
        .flatMap(Optional::stream)
        .flatMap(metadata -> tried(() -> StripeFields.owner(metadata)).stream())
        .findFirst();
  }

  static Optional<SubscriptionId> subscription(JsonObject object) {
    boolean itself =
        tried(() -> object.optionalText("object")).filter("subscription"::equals).isPresent();
    Optional<String> name =
        itself
            ? tried(() -> StripeFields.reference(object, "id"))
            : details(object)
                .flatMap(parent -> tried(() -> StripeFields.reference(parent, "subscription")))
                .or(() -> tried(() -> StripeFields.reference(object, "subscription")));
    return name.map(SubscriptionId::new);
  }

  private static Optional<JsonObject> details(JsonObject object) {
    return child(object, "parent").flatMap(parent -> child(parent, "subscription_details"));
  }

  private static Optional<JsonObject> child(JsonObject object, String field) {
    return tried(() -> object.optionalObject(field));
  }

  private static <T> Optional<T> tried(Supplier<Optional<T>> read) {
    try {
      return read.get();
    } catch (JsonProblem elsewhere) {
      return Optional.empty();
    }
  }
}
