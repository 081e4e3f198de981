package dev.drawdown.renewalwebhook.stripe;

import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.adapters.json.JsonProblem;
import dev.drawdown.domain.Identifier;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.billing.PriceId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.Pack.PackId;
import dev.drawdown.domain.catalog.Plan;
import dev.drawdown.domain.catalog.Plan.PlanId;
import dev.drawdown.domain.subscription.SubscriptionId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Finds names of this product in an event: an account, a pool, a plan, a pack, or a listed price.
/// An event without any of them belongs to another product.
final class OwnNames {
  private final Catalog catalog;

  OwnNames(Catalog catalog) {
    this.catalog = catalog;
  }

  Optional<PlanId> planAt(PriceId price) {
    return catalog.planAt(price.value()).map(Plan::id);
  }

  boolean isListed(Optional<PriceId> price) {
    return price.flatMap(this::planAt).isPresent();
  }

  /// An owner counts even if its name is invalid. A plan or a pack counts if the catalog has it.
  boolean areIn(JsonObject metadata) {
    return metadata.mentions("account")
        || metadata.mentions("pool")
        || plan(metadata).flatMap(catalog::plan).isPresent()
        || name(metadata, "pack").map(PackId::new).flatMap(catalog::pack).isPresent();
  }

  /// The plan that the metadata names, in the catalog or not.
  static Optional<PlanId> plan(JsonObject metadata) {
    return name(metadata, "plan").map(PlanId::new);
  }

  private static Optional<String> name(JsonObject metadata, String field) {
    return text(metadata, field).filter(Identifier::isValid);
  }

  /// A text of the metadata. Empty if the field isn't text.
  static Optional<String> text(JsonObject metadata, String field) {
    return tried(() -> metadata.optionalText(field));
  }

  /// Whether an event that can't be understood may name something of this product, in any field of
  /// any version.
  boolean mayBeIn(JsonObject object) {
    return metadata(object).anyMatch(this::areIn)
        || Stream.of("lines", "items")
            .flatMap(list -> child(object, list).stream())
            .flatMap(
                list ->
                    tried(() -> Optional.of(list.objects("data"))).stream().flatMap(List::stream))
            .anyMatch(this::mayBeInElement);
  }

  private boolean mayBeInElement(JsonObject element) {
    Optional<JsonObject> details =
        child(element, "pricing").flatMap(pricing -> child(pricing, "price_details"));
    return child(element, "metadata").filter(this::areIn).isPresent()
        || Stream.of(details, Optional.of(element))
            .flatMap(Optional::stream)
            .flatMap(json -> tried(() -> StripeFields.reference(json, "price")).stream())
            .anyMatch(price -> isListed(Optional.of(new PriceId(price))));
  }

  /// The owner that an event that can't be understood seems to concern. It only protects that owner
  /// from suspension.
  static Optional<Owner> owner(JsonObject object) {
    return metadata(object)
        .flatMap(metadata -> tried(() -> StripeFields.owner(metadata)).stream())
        .findFirst();
  }

  /// The subscription that an event that can't be understood seems to concern.
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

  private static Stream<JsonObject> metadata(JsonObject object) {
    return Stream.of(details(object), child(object, "subscription_details"), Optional.of(object))
        .flatMap(Optional::stream)
        .flatMap(parent -> child(parent, "metadata").stream());
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
