package dev.drawdown.local.console;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.Identifier;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.Pack;
import dev.drawdown.domain.catalog.Pack.PackId;
import dev.drawdown.domain.catalog.Pack.Price;
import dev.drawdown.domain.catalog.Plan;
import dev.drawdown.domain.catalog.Plan.PlanId;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The purchase in a checkout: a plan or a pack, for an account or a pool. `kind` is `account` or
/// `pool`.
record CheckoutSale(
    String kind,
    String owner,
    Optional<Plan> plan,
    Optional<Pack> pack,
    URI returnUrl,
    URI cancelUrl) {
  private static final Set<String> HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Set<String> FIELDS =
      Set.of("account", "pool", "plan", "pack", "return_url", "cancel_url");

  /// A purchase that isn't possible, with the reason.
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String reason) {
      super(reason, null, false, false);
    }
  }

  /// The purchase that the parameters of an address name.
  ///
  /// @throws Refused when the catalog doesn't sell it, or a parameter is unknown, wrong or missing
  static CheckoutSale of(Map<String, String> given, Catalog catalog) {
    requireKnownFields(given);
    String kind = oneOf(given, "account", "pool");
    String owner = given.getOrDefault(kind, "");
    if (!Identifier.isValid(owner)) {
      throw new Refused(kind + " " + Identifier.RULE);
    }
    String sold = oneOf(given, "plan", "pack");
    Optional<String> id = Optional.ofNullable(given.get(sold)).filter(Identifier::isValid);
    Optional<Plan> plan =
        id.filter(_ -> sold.equals("plan"))
            .flatMap(name -> catalog.plan(new PlanId(name)))
            .filter(Plan::isSold);
    Optional<Pack> pack =
        id.filter(_ -> sold.equals("pack")).flatMap(name -> catalog.pack(new PackId(name)));
    if (plan.isEmpty() && pack.isEmpty()) {
      throw new Refused(sold + " is not sold here: " + given.get(sold));
    }
    URI returnUrl = ownAddress(given, "return_url");
    URI cancelUrl = given.containsKey("cancel_url") ? ownAddress(given, "cancel_url") : returnUrl;
    return new CheckoutSale(kind, owner, plan, pack, returnUrl, cancelUrl);
  }

  private static void requireKnownFields(Map<String, String> given) {
    for (String field : given.keySet()) {
      if (!FIELDS.contains(field)) {
        throw new Refused(field + " is not a known field");
      }
    }
  }

  private static String oneOf(Map<String, String> given, String one, String other) {
    if (given.containsKey(one) == given.containsKey(other)) {
      throw new Refused("there must be one of " + one + " and " + other);
    }
    return given.containsKey(one) ? one : other;
  }

  private static URI ownAddress(Map<String, String> given, String field) {
    try {
      URI address = URI.create(given.getOrDefault(field, ""));
      if ("http".equals(address.getScheme())
          && address.getHost() != null
          && HOSTS.contains(address.getHost())
          && address.getUserInfo() == null) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      // The check below refuses it, like every address outside this machine.
    }
    throw new Refused(
        field + " must be an address of this machine, such as http://localhost:8080/");
  }

  String name() {
    return plan.map(Plan::name).or(() -> pack.map(Pack::name)).orElseThrow();
  }

  String description() {
    return plan.isPresent() ? "A plan, by subscription" : "A pack, whose credits never expire";
  }

  String credits() {
    return plan.map(CheckoutSale::allowance)
        .or(() -> pack.map(each -> number(each.credits())))
        .orElseThrow();
  }

  private static String allowance(Plan plan) {
    return plan.allowance()
        .map(allowance -> number(allowance.initially()) + " each billing period")
        .orElse("as agreed");
  }

  private static String number(Credits credits) {
    return String.format(Locale.ROOT, "%,d", credits.amount());
  }

  String price() {
    return plan.flatMap(Plan::price)
        .or(() -> pack.flatMap(Pack::price))
        .map(CheckoutSale::text)
        .orElse("no price in the catalog");
  }

  private static String text(Price price) {
    return price.inMajorUnit().toPlainString() + " " + price.code();
  }
}
