package dev.drawdown.local.console;

import dev.drawdown.adapters.json.Json;
import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.catalog.Action;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.Catalog.FreeTier;
import dev.drawdown.domain.catalog.Pack;
import dev.drawdown.domain.catalog.Plan;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Creates accounts in every state that the catalog knows, by the requests and payments that a
/// product and a payment provider send. `GET` lists them.
///
/// An account that has entries already stays unchanged, so a second run changes nothing.
final class SeedEndpoint extends DevEndpoint {
  private static final String POOL = "lakeside";
  private static final int MOST_QUANTITY = 1_000;
  private static final int MOST_CHARGES = 20;
  private static final long PARTS = 3;

  private final OwnCalls calls;
  private final PaymentsEndpoint payments;
  private final InstantSource clock;
  private final List<Action> actions;
  private final List<Person> cast;

  SeedEndpoint(Catalog catalog, OwnCalls calls, PaymentsEndpoint payments, InstantSource clock) {
    this.calls = calls;
    this.payments = payments;
    this.clock = clock;
    this.actions =
        catalog.actions().values().stream()
            .filter(action -> !action.isFree())
            .sorted(Comparator.comparing(Action::cost).thenComparing(action -> action.id().value()))
            .toList();
    this.cast = cast(catalog);
  }

  /// An account or a pool, the state that it shows, and the steps that create that state. A new
  /// account needs no steps.
  private record Person(String kind, String name, String state, Optional<Consumer<Person>> story) {
    String path() {
      return "/v1/" + kind + "s/" + name;
    }

    Map<String, ?> json() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put(kind, name);
      json.put("state", state);
      return json;
    }
  }

  private List<Person> cast(Catalog catalog) {
    AccountId somebody = new AccountId("ada");
    Optional<Plan> plan =
        catalog.plans().values().stream()
            .filter(each -> each.isSoldTo(somebody) && each.allowance().isPresent())
            .findFirst();
    List<Person> people = new ArrayList<>();
    people.add(new Person("account", "ida", "new: has done nothing yet", Optional.empty()));
    if (canSpend(catalog, plan)) {
      addSpenders(people, plan);
    }
    people.add(account("jim", "was given credits by hand", this::given));
    catalog.packs().byId().values().stream()
        .filter(pack -> pack.price().isPresent())
        .findFirst()
        .ifPresent(pack -> people.add(account("eve", "uses only a pack", eve -> topUp(eve, pack))));
    plan.ifPresent(sold -> addPayers(people, sold));
    catalog.plans().values().stream()
        .filter(each -> each.isSold() && !each.isSoldTo(somebody) && each.allowance().isPresent())
        .findFirst()
        .ifPresent(pool -> addPool(people, pool));
    return List.copyOf(people);
  }

  /// Whether a plan or free credits can be spent on an action.
  private boolean canSpend(Catalog catalog, Optional<Plan> plan) {
    boolean free = !catalog.freeTier().equals(FreeTier.NONE);
    return !actions.isEmpty() && (plan.isPresent() || free);
  }

  private void addSpenders(List<Person> people, Optional<Plan> plan) {
    people.add(account("ada", "uses her credits evenly", using(plan, 63)));
    people.add(account("vic", "has passed the first usage threshold", using(plan, 75)));
    people.add(account("bob", "runs low", using(plan, 92)));
    people.add(account("cyn", "has nothing left", cyn -> useUp(cyn, plan)));
    people.add(account("hal", "has a hold open", hal -> holding(hal, plan)));
  }

  private void addPayers(List<Person> people, Plan plan) {
    people.add(
        account(
            "fay",
            "keeps the rest of a paid period",
            fay -> {
              subscribe(fay, plan, Map.of());
              use(fay, 30);
              pay(fay, "customer.subscription.updated", Map.of("cancelAtPeriodEnd", true));
            }));
    people.add(account("gil", "has some days to pay", gil -> unpaid(gil, plan, 3, false)));
    people.add(account("dan", "did not pay in time", dan -> unpaid(dan, plan, 10, true)));
  }

  private void addPool(List<Person> people, Plan plan) {
    people.add(
        new Person(
            "pool", POOL, "an office pool", Optional.of(pool -> subscribe(pool, plan, Map.of()))));
    people.add(account("kim", "draws on the pool", kim -> join(kim, Map.of(), 40)));
    people.add(account("lou", "has reached a limit in the pool", lou -> join(lou, limit(25), 25)));
  }

  private static Map<String, ?> limit(long credits) {
    return Map.of("limitPerPeriod", credits);
  }

  private static Person account(String name, String state, Consumer<Person> story) {
    return new Person("account", name, state, Optional.of(story));
  }

  @Override
  Map<String, ?> state() {
    return Map.of("cast", cast.stream().map(Person::json).toList());
  }

  @Override
  Supplier<Map<String, ?>> read(JsonObject request) {
    return this::seed;
  }

  private synchronized Map<String, ?> seed() {
    List<String> seeded = new ArrayList<>();
    for (Person person : cast) {
      if (person.story().isPresent() && isUnseen(person)) {
        person.story().get().accept(person);
        seeded.add(person.name());
      }
    }
    Map<String, Object> body = new LinkedHashMap<>(state());
    body.put("seeded", seeded);
    return body;
  }

  private boolean isUnseen(Person person) {
    if (person.kind().equals("pool")) {
      return calls.call("GET", person.path(), Optional.empty(), Optional.empty()).getStatusCode()
          == 404;
    }
    return calls.get(person.path() + "/balance").number("version", 0, Long.MAX_VALUE) == 0;
  }

  // The steps to each state.

  private Consumer<Person> using(Optional<Plan> plan, long percent) {
    return person -> {
      plan.ifPresent(sold -> subscribe(person, sold, Map.of()));
      use(person, percent);
    };
  }

  private void useUp(Person person, Optional<Plan> plan) {
    plan.ifPresent(sold -> subscribe(person, sold, Map.of()));
    spend(person, total(person));
    // The first charge brings these, such as starter credits.
    spend(person, total(person));
  }

  private void subscribe(Person person, Plan plan, Map<String, ?> more) {
    Map<String, Object> fields = new LinkedHashMap<>(more);
    fields.put("plan", plan.id().value());
    pay(person, "invoice.paid", fields);
  }

  /// Opens a hold, if the credits cover the cheapest action.
  private void holding(Person person, Optional<Plan> plan) {
    plan.ifPresent(sold -> subscribe(person, sold, Map.of()));
    use(person, 20);
    Action action = actions.getFirst();
    if (total(person) >= action.cost().amount()) {
      Map<String, Object> hold = new LinkedHashMap<>(charge("seed-hold", action, 1));
      hold.put("hold", Map.of("expiresIn", "PT24H"));
      calls.send("POST", person.path() + "/charges", "seed-hold", hold);
    }
  }

  private void given(Person person) {
    Map<String, Object> grant = new LinkedHashMap<>();
    grant.put("credits", 25);
    grant.put("reason", "a courtesy of the support team");
    grant.put("expiresAt", now().plus(Duration.ofDays(30)));
    calls.send("POST", person.path() + "/grants", "seed-grant", grant);
  }

  /// Uses up the account's own credits, so that only the pack is left.
  private void topUp(Person person, Pack pack) {
    pay(person, "checkout.session.completed", Map.of("pack", pack.id().value()));
    spend(person, total(person) - pack.credits().amount());
    spend(person, pack.credits().amount() / 5);
  }

  /// The paid period is over, and the next one isn't paid.
  private void unpaid(Person person, Plan plan, int daysAgo, boolean last) {
    Instant end = now().minus(Duration.ofDays(daysAgo));
    Map<String, ?> period = Map.of("periodStart", end.minus(Duration.ofDays(30)), "periodEnd", end);
    subscribe(person, plan, period);
    use(person, 20);
    pay(person, "invoice.payment_failed", Map.of("last", last));
  }

  /// Draws so many credits of the pool, after the account's own credits.
  private void join(Person person, Map<String, ?> terms, long drawn) {
    long own = total(person);
    calls.send("PUT", "/v1/pools/" + POOL + "/members/" + person.name(), "seed-member", terms);
    spend(person, own);
    spend(person, drawn);
  }

  private void use(Person person, long percent) {
    JsonObject usage = calls.get(person.path() + "/balance").object("usage");
    spend(person, usage.number("granted", 0, Long.MAX_VALUE) * percent / 100);
  }

  private long total(Person person) {
    return calls.get(person.path() + "/balance").number("total", 0, Long.MAX_VALUE);
  }

  /// Spends the credits in a few charges of several actions, as exactly as their costs allow.
  private void spend(Person person, long credits) {
    String prefix = "seed-" + total(person) + "-";
    long left = credits;
    for (int i = 1; i <= MOST_CHARGES && left > 0 && !actions.isEmpty(); i++) {
      Action action = actions.get((i - 1) % actions.size());
      long wanted = i < PARTS ? Math.max(1, credits / PARTS) : left;
      long cost = action.cost().amount();
      long quantity = Math.min(MOST_QUANTITY, Math.min(wanted, left) / cost);
      if (quantity > 0) {
        String key = prefix + i;
        calls.send("POST", person.path() + "/charges", key, charge(key, action, quantity));
        left -= quantity * cost;
      }
    }
  }

  private static Map<String, ?> charge(String document, Action action, long quantity) {
    Map<String, Object> charge = new LinkedHashMap<>();
    charge.put("action", action.id().value());
    charge.put("document", document);
    charge.put("quantity", quantity);
    return charge;
  }

  private void pay(Person person, String type, Map<String, ?> fields) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("type", type);
    request.put(person.kind(), person.name());
    request.putAll(fields);
    JsonObject answer =
        JsonObject.parse(Json.write(payments.read(JsonObject.parse(Json.write(request))).get()));
    for (JsonObject delivery : answer.objects("events").getFirst().objects("deliveries")) {
      if (delivery.number("status", 0, 999) != 200) {
        throw new IllegalStateException(type + " was refused: " + delivery.optionalText("reason"));
      }
    }
  }

  /// The time in whole seconds, as the provider's events have it.
  private Instant now() {
    return Instant.ofEpochSecond(clock.instant().getEpochSecond());
  }
}
