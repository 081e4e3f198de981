package dev.drawdown.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.dynamodb.DynamoDbStore;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ledger.LedgerRange;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.parking.Parked;
import dev.drawdown.renewalwebhook.ParkedEvents;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Four months in which accounts and pools do all that leaves something behind in the table: over
/// HTTP, by payments, as time goes on, and by what operators do.
///
/// Each step must be accepted, so that a life that misses one is noticed. The same script on the
/// same version leaves the same items.
final class ScriptedLife {
  private final AcceptedCalls calls;
  private final DynamoDbStore store;
  private final Ports ports;

  /// A life on the service that `api` calls. `store` and `ports` are of the same service.
  ScriptedLife(Developer api, DynamoDbStore store, Ports ports) {
    this.calls = new AcceptedCalls(api);
    this.store = store;
    this.ports = ports;
  }

  void live() {
    calls.on("2027-01-10T09:00:00Z");
    spend();
    hold();
    beGiven();
    buyPacks();
    subscribe();
    openPools();
    calls.on("2027-01-20T09:00:00Z");
    changePlans();
    usePools();
    calls.on("2027-02-10T09:00:00Z");
    renew();
    calls.on("2027-03-10T09:00:00Z");
    fall();
    calls.on("2027-04-10T09:00:00Z");
    park();
    leaveOpen();
    beForgotten();
  }

  /// Trial, starter credits and the plan of the calendar, down to the last credit.
  private void spend() {
    calls.charge("ada", "first", "run");
    calls.charge(
        "ada", "letter", "write", "document", "letters/1#draft", "metadata", Map.of("k", "v"));
    calls.charge("ada", "saved", "write", "document", "letters/1#draft");
    calls.charge("ada", "undone", "write", "document", "letters/2");
    calls.refund("ada", "undone", "{\"reason\": \"the model failed\"}");
    calls.charge("ada", "much", "run", "quantity", 30);
    calls.charge("ada", "rest", "run", "quantity", calls.total("ada"));
  }

  /// Holds in every state that a hold can come to.
  private void hold() {
    for (String key : List.of("whole", "less", "parts", "given-up", "back", "late", "long")) {
      calls.charge("bea", key, "run", "quantity", 4, "hold", Map.of("expiresIn", "PT2H"));
    }
    calls.capture("bea", "whole", "{}");
    calls.capture("bea", "less", "{\"credits\": 1}");
    calls.capture("bea", "parts", "{\"captured\": 1, \"final\": false}");
    calls.capture("bea", "parts", "{\"captured\": 2, \"final\": false}");
    calls.capture("bea", "parts", "{\"captured\": 3, \"final\": true}");
    calls.charge("bea", "beyond", "run", "continues", "whole");
    calls.capture("bea", "given-up", "{\"captured\": 1, \"final\": false}");
    calls.refund("bea", "given-up", "{}");
    calls.refund("bea", "back", "{\"reason\": \"not needed\"}");
    calls.extend("bea", "long", "PT24H");
  }

  private void beGiven() {
    calls.byHand("cal", "grants", "outage", "{\"credits\": 25, \"reason\": \"sorry\"}");
    calls.byHand(
        "cal",
        "grants",
        "contest",
        "{\"credits\": 5, \"reason\": \"won\", \"expiresAt\": \"2027-02-01T00:00:00Z\"}");
    calls.byHand("cal", "adjustments", "less", "{\"credits\": -3, \"reason\": \"given twice\"}");
    calls.byHand("cal", "adjustments", "more", "{\"credits\": 2, \"reason\": \"counted twice\"}");
    calls.charge("cal", "one", "run");
  }

  /// Packs that stay, that go back with their payment, that are reinstated, and that owe.
  private void buyPacks() {
    calls.topUp("dee", "pack-10", "pi_own");
    calls.applied(
        "checkout.session.completed", "account", "dee", "pack", "pack-50", "payment", "pi_1");
    calls.applied("refund.created", "account", "dee", "payment", "pi_1", "amount", 600);
    calls.applied(
        "checkout.session.completed", "account", "dee", "pack", "pack-50", "payment", "pi_2");
    calls.applied("charge.dispute.funds_withdrawn", "account", "dee", "payment", "pi_2");
    calls.applied("charge.dispute.funds_reinstated", "account", "dee", "payment", "pi_2");
    calls.applied(
        "checkout.session.completed", "account", "eli", "pack", "pack-50", "payment", "pi_3");
    calls.charge("eli", "all", "run", "quantity", calls.total("eli"));
    calls.applied("refund.created", "account", "eli", "payment", "pi_3");
  }

  /// Subscriptions by the month and by the year, of two items, of an agreed size, and several.
  private void subscribe() {
    calls.applied("invoice.paid", "account", "fay", "plan", "solo", "interval", "year");
    calls.applied("invoice.paid", "account", "fay", "plan", "extra", "subscription", "sub_fay_2");
    calls.applied("invoice.paid", "account", "gus", "plan", "solo", "quantity", 2);
    calls.applied("invoice.paid", "account", "gus", "plan", "extra", "item", "si_more");
    calls.applied("invoice.paid", "account", "hal", "plan", "agreed", "credits", 77);
    calls.applied("invoice.paid", "account", "ida", "plan", "solo");
    calls.applied("invoice.paid", "account", "jon", "plan", "solo");
    calls.applied("invoice.paid", "account", "kim", "plan", "plus");
    calls.applied("invoice.paid", "account", "lou", "plan", "solo", "trial", true);
    calls.applied("invoice.paid", "account", "ned", "plan", "solo");
    calls.applied("invoice.paid", "account", "una", "plan", "solo");
    calls.applied("invoice.paid", "account", "vic", "plan", "plus");
    for (String account : List.of("fay", "gus", "hal", "ida", "jon", "kim", "ned", "vic")) {
      calls.charge(account, "first", "run", "quantity", 7);
    }
  }

  private void openPools() {
    calls.applied("invoice.paid", "pool", "acme", "plan", "office");
    calls.term("pools/crew", "sub_crew", "jan", "team", "2027-01-10", "2027-02-10");
    calls.term("accounts/oda", "sub_oda", "jan", "solo", "2027-01-10", "2027-02-10");
    calls.member("acme", "pam", "{\"limitPerPeriod\": 90}");
    calls.member("acme", "quy", "{}");
    calls.member("crew", "ray", "{}");
  }

  private void changePlans() {
    calls.applied(change("ida", "plan", "plus"));
    calls.applied(change("kim", "plan", "solo"));
    calls.applied(change("vic", "plan", "solo", "restart", true));
    calls.applied("customer.subscription.updated", "account", "hal", "cancelAtPeriodEnd", true);
    calls.applied("customer.subscription.updated", "account", "hal");
    calls.applied("customer.subscription.updated", "account", "hal", "pause", "void");
    calls.applied("customer.subscription.updated", "account", "hal");
    calls.applied("customer.subscription.updated", "account", "jon", "cancelAtPeriodEnd", true);
    calls.applied("customer.subscription.updated", "account", "lou", "pause", "void");
    calls.applied("customer.subscription.updated", "account", "una", "pause", "void");
    calls.applied(cycle("ned"));
  }

  /// More than the members have of their own, so that several shards are drawn.
  private void usePools() {
    for (String member : List.of("pam", "quy", "ray")) {
      calls.charge(member, "own", "run", "quantity", calls.total(member) - calls.allowance(member));
      for (int each = 0; each < 4; each++) {
        calls.charge(member, "pooled-" + each, "run", "quantity", 6);
      }
      calls.charge(member, "held", "run", "quantity", 5, "hold", Map.of("expiresIn", "PT1H"));
    }
    calls.capture("pam", "held", "{\"credits\": 2}");
    calls.refund("quy", "held", "{}");
    calls.refund("quy", "pooled-1", "{\"reason\": \"by mistake\"}");
    calls.member("acme", "pam", "{\"limitPerPeriod\": 60}");
  }

  private void renew() {
    calls.applied(cycle("ida"));
    calls.applied(cycle("hal", "credits", 80));
    calls.applied(cycle("gus", "remove", List.of("si_more")));
    calls.applied("customer.subscription.deleted", "account", "jon");
    calls.applied("customer.subscription.updated", "account", "lou");
    calls.applied("customer.subscription.updated", "account", "una");
    calls.applied(cycle("una"));
    calls.applied("invoice.payment_failed", "account", "kim");
    calls.applied(pool(cycle("acme")));
    calls.applied("customer.subscription.deleted", "subscription", "sub_fay_2");
    calls.term("pools/crew", "sub_crew", "feb", "team", "2027-02-10", "2027-03-10");
    calls.leave("acme", "quy");
    calls.charge("pam", "next", "run", "quantity", calls.total("pam"));
  }

  /// Grace, a last failure, suspension and coming back.
  private void fall() {
    calls.applied("invoice.payment_failed", "account", "gus");
    calls.applied("invoice.payment_failed", "account", "ida", "last", true);
    calls.applied("invoice.payment_failed", "account", "ned");
    calls.applied("invoice.payment_failed", "account", "ned", "last", true);
    calls.on("2027-03-20T09:00:00Z");
    calls.applied(cycle("ida"));
    calls.applied(cycle("kim"));
    calls.applied("invoice.payment_failed", "account", "kim");
    calls.charge("ida", "again", "run", "quantity", 3);
  }

  /// Events that wait for people, and one that they have decided about; and what else is parked.
  private void park() {
    calls.parked("invoice.paid", "account", "max", "plan", "unknown");
    calls.parked("invoice.paid", "account", "max", "plan", "never", "id", "evt_dropped");
    ParkedEvents parked = new ParkedEvents(ports);
    store.parkedEvents().page(100, Optional.empty()).stream()
        .filter(event -> event.work().id().value().equals("evt_dropped"))
        .forEach(event -> parked.drop(event, "our own test", ports.clock().instant()));
    Instant now = ports.clock().instant();
    LedgerRange range = LedgerRange.from(WalletId.of(new AccountId("ada")), 2);
    store.parkedEntries().park(new Parked<>(range, "the bus refused it", now));
    store.parkedWallets().park(new Parked<>("account#nobody", "it can't be read", now));
  }

  /// What the next release finds begun: holds, a grace, a planned cancellation, a paid term ahead.
  private void leaveOpen() {
    calls.charge("bea", "open", "run", "quantity", 3, "hold", Map.of("expiresIn", "PT12H"));
    calls.charge("bea", "open-part", "run", "quantity", 3, "hold", Map.of("expiresIn", "PT12H"));
    calls.capture("bea", "open-part", "{\"captured\": 1, \"final\": false}");
    calls.charge("ray", "open", "run", "quantity", 1, "hold", Map.of("expiresIn", "PT12H"));
    calls.applied(cycle("hal", "credits", 80));
    calls.applied("customer.subscription.updated", "account", "hal", "cancelAtPeriodEnd", true);
    calls.applied("invoice.payment_failed", "account", "lou");
    calls.applied("invoice.paid", "account", "sue", "plan", "solo");
    calls.applied(cycle("sue"));
  }

  private void beForgotten() {
    calls.charge(
        "tom", "letter", "write", "document", "tom/letter", "metadata", Map.of("for", "tom"));
    calls.byHand("tom", "grants", "sorry", "{\"credits\": 4, \"reason\": \"tom was angry\"}");
    assertThat(store.callerTexts().blank(new AccountId("tom")).left()).isZero();
  }

  private static Object[] cycle(String owner, Object... more) {
    return joined(
        new Object[] {"invoice.paid", "account", owner, "billingReason", "subscription_cycle"},
        more);
  }

  private static Object[] change(String account, Object... more) {
    return joined(
        new Object[] {"invoice.paid", "account", account, "billingReason", "subscription_update"},
        more);
  }

  /// The same about a pool.
  private static Object[] pool(Object... event) {
    Object[] changed = event.clone();
    changed[1] = "pool";
    return changed;
  }

  private static Object[] joined(Object[] first, Object... more) {
    Object[] all = new Object[first.length + more.length];
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return all;
  }
}
