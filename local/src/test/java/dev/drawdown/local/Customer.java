package dev.drawdown.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.http.Reply;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.local.console.DevConsole;
import dev.drawdown.local.console.Webhook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A customer who pays for plans at the provider and uses them, seen only over HTTP. It checks the
/// balance, the standing, and the next steps of a refusal.
///
/// With `swept` the clock writes due changes on its way. Answers must be right either way. An
/// office pays for a pool, and uses it as its member `ada`.
final class Customer implements AutoCloseable {
  private static final String ADA = "ada";
  private static final int MOST = 1_000;

  private final String action;
  private final boolean swept;
  private final boolean office;
  private ServiceInMemory service;
  private Developer developer;
  private Instant now = ServiceInMemory.NOW;
  private int charges;

  private Customer(Catalog catalog, boolean swept, boolean office) {
    this.action = firstOfOne(catalog);
    this.swept = swept;
    this.office = office;
    this.service = new ServiceInMemory(catalog, Webhook.SECRET);
    this.developer = service.developer();
  }

  static Customer of(String product, boolean swept) {
    return new Customer(Catalogs.shipped(product), swept, false);
  }

  static Customer of(Catalog catalog, boolean swept) {
    return new Customer(catalog, swept, false);
  }

  static Customer office(boolean swept) {
    return new Customer(Catalogs.shipped("outsmart"), swept, true);
  }

  /// An action that costs 1.
  private static String firstOfOne(Catalog catalog) {
    return catalog.actions().values().stream()
        .filter(action -> action.cost().amount() == 1)
        .findFirst()
        .orElseThrow()
        .id()
        .value();
  }

  /// The same day under an edited catalog: the service restarts on the stored items.
  Customer soldBy(Catalog edited) {
    ServiceInMemory next = new ServiceInMemory(edited, service.store(), now, Webhook.SECRET);
    close();
    service = next;
    developer = next.developer();
    return this;
  }

  /// Moves the clock to the beginning of a day, or to an instant.
  Customer on(String when) {
    now = Instant.parse(when.contains("T") ? when : when + "T00:00:00Z");
    String body = "{\"now\":\"%s\",\"sweep\":%s}".formatted(now, swept);
    assertThat(developer.post(DevConsole.CLOCK, body).status()).isEqualTo(200);
    return this;
  }

  Customer pays(Object... fields) {
    return event("invoice.paid", fields);
  }

  /// Pays the invoice of the next period.
  Customer renews(Object... fields) {
    return pays(with("billingReason", "subscription_cycle", fields));
  }

  /// Pays the invoice of a change within the period.
  Customer changesTo(Object... fields) {
    return pays(with("billingReason", "subscription_update", fields));
  }

  Customer event(String type, Object... fields) {
    return answered("applied", type, fields);
  }

  /// Sends an event of this customer, and expects that outcome.
  Customer answered(String outcome, String type, Object... fields) {
    assertThat(developer.outcome(type, owned(fields)))
        .as("%s of %s", type, List.of(fields))
        .isEqualTo(outcome);
    return this;
  }

  /// An operator records a paid period of the customer's subscription by hand.
  Customer recorded(String key, String plan, String start, String end) {
    String path = "/v1/accounts/%s/subscriptions/sub_%s/terms/%s".formatted(ADA, ADA, key);
    String body =
        """
        {"plan": "%s", "start": "%sT00:00:00Z", "end": "%sT00:00:00Z"}
        """
            .formatted(plan, start, end);
    Reply reply = developer.call("PUT", path, body);
    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    return this;
  }

  /// Expects that an event about this customer is parked with this reason and moves no credits.
  Customer parks(String reason, String type, Object... fields) {
    List<Object> before = credits();
    answered("parked", type, fields);
    assertThat(service.store().parkedEvents().page(100, Optional.empty()))
        .last()
        .satisfies(parked -> assertThat(parked.reason()).contains(reason));
    assertThat(credits()).isEqualTo(before);
    return this;
  }

  private List<Object> credits() {
    Reply balance = balance();
    return List.of(balance.at("standing"), balance.at("total"), left(balance), balance.at("usage"));
  }

  /// The outcome of an event that may belong to another customer.
  String outcome(String type, Object... fields) {
    return developer.outcome(type, fields);
  }

  private Object[] owned(Object... fields) {
    return with(office ? "pool" : "account", ADA, fields);
  }

  private static Object[] with(String field, Object value, Object... others) {
    List<Object> all = new ArrayList<>(List.of(field, value));
    all.addAll(List.of(others));
    return all.toArray();
  }

  /// Joins the pool that the office has paid for.
  Customer joins() {
    Reply reply = developer.call("PUT", "/v1/pools/" + ADA + "/members/" + ADA, "{}");
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return this;
  }

  /// Spends credits, one charge each time.
  Customer uses(int credits) {
    Reply reply = charge(credits);
    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    return this;
  }

  /// Expects that a charge of 1 is refused with this code.
  Customer isRefused(String code) {
    assertThat(charge(1).at("code")).isEqualTo(code);
    return this;
  }

  private Reply charge(int credits) {
    String key = "charge-" + ++charges;
    return developer.charge(ADA, key, action, "document", key, "quantity", credits);
  }

  /// Expects this standing, these credits left of each plan, the largest first, and exactly these
  /// next steps in a quote of one credit more than the total. A quote is for 1,000 credits at most.
  Customer shows(String standing, String plans, String... advice) {
    Reply balance = balance();
    String seen = "on " + now + ": " + balance.text();
    assertThat(balance.at("standing")).as(seen).isEqualTo(standing);
    assertThat(left(balance)).as(seen).isEqualTo(plans);
    assertThat(advice()).as(seen).containsExactly(advice);
    assertThat(audit().at("consistent")).as(audit().text()).isEqualTo(true);
    return this;
  }

  Customer hasInAll(int credits) {
    assertThat(balance().at("total")).as("on " + now).isEqualTo(credits);
    return this;
  }

  /// Expects the next fresh credits at this instant.
  Customer resetsAt(String instant) {
    assertThat(balance().at("usage.resetsAt")).isEqualTo(instant);
    return this;
  }

  private Reply balance() {
    return office ? developer.see("/v1/pools/" + ADA) : developer.balance(ADA);
  }

  private Reply audit() {
    return office ? developer.see("/v1/pools/" + ADA + "/audit") : developer.get(ADA, "audit");
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> objects(Reply reply, String path) {
    Object list = reply.at(path);
    return list == null ? List.of() : (List<Map<String, Object>>) list;
  }

  private static String left(Reply balance) {
    List<String> left =
        objects(balance, "buckets").stream()
            .filter(bucket -> List.of("plan", "pool").contains(bucket.get("kind")))
            .filter(bucket -> bucket.get("frozen") == null)
            .sorted(
                Comparator.comparingLong(bucket -> -((Number) bucket.get("granted")).longValue()))
            .map(bucket -> bucket.get("remaining").toString())
            .toList();
    return left.isEmpty() ? "none" : String.join(" + ", left);
  }

  private List<String> advice() {
    int total = (Integer) developer.balance(ADA).body().get("total");
    int beyond = Math.min(total + 1, MOST);
    Reply quote = developer.get(ADA, "quote?action=" + action + "&document=d&quantity=" + beyond);
    return objects(quote, "refusal.actions").stream()
        .map(step -> (String) step.get("type"))
        .toList();
  }

  @Override
  public void close() {
    developer.close();
    service.close();
  }
}
