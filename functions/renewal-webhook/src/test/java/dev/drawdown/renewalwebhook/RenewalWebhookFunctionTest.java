package dev.drawdown.renewalwebhook;

import static dev.drawdown.renewalwebhook.WebhookEndpoint.ANNA;
import static dev.drawdown.renewalwebhook.WebhookEndpoint.SECRET;
import static dev.drawdown.renewalwebhook.WebhookEndpoint.call;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.http.Call;
import dev.drawdown.adapters.http.Reply;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.billing.Standing;
import dev.drawdown.domain.catalog.Pack.PackId;
import dev.drawdown.domain.parking.Parked;
import dev.drawdown.domain.parking.ReceivedEvent;
import dev.drawdown.domain.rules.Rules;
import dev.drawdown.domain.subscription.ProviderEventId;
import dev.drawdown.domain.topup.ToppingUp.PackPaid;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RenewalWebhookFunctionTest {
  private static final int MAX_BODY = 256 * 1024;

  private final WebhookEndpoint endpoint = new WebhookEndpoint();

  @Test
  void the_sample_is_a_paid_period() {
    Reply reply = Call.sample("webhook").on(new RenewalWebhookFunction(endpoint.ports()));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).isEqualTo(Map.of("received", true, "outcome", "applied"));
    assertThat(total()).isEqualTo(100);
  }

  /// A team may have added parameters to the endpoint's address at the provider.
  @Test
  void a_genuine_event_is_applied_whatever_query_parameters_the_call_has() {
    EventBody paid = EventBody.of("invoice.paid");
    String signature = StripeSignature.sign(paid.bytes(), SECRET, endpoint.now());

    Reply reply =
        call(paid.text(), signature)
            .rawQuery("from=stripe&shop=eu&shop=us")
            .on(new RenewalWebhookFunction(endpoint.ports()));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).isEqualTo(Map.of("received", true, "outcome", "applied"));
    assertThat(total()).isEqualTo(100);
  }

  @Test
  void a_repeated_event_is_known() {
    endpoint.deliver(EventBody.of("invoice.paid"));

    assertThat(endpoint.outcome(EventBody.of("invoice.paid"))).isEqualTo("known");
    assertThat(endpoint.outcome(EventBody.of("invoice.paid").id("evt_other"))).isEqualTo("known");
    assertThat(endpoint.outcome(EventBody.of("invoice.paid").id("evt_other"))).isEqualTo("known");
    assertThat(total()).isEqualTo(100);
  }

  @Test
  void an_event_without_interest_is_ignored() {
    assertThat(endpoint.outcome(EventBody.of("invoice.paid").type("invoice.created")))
        .isEqualTo("ignored");
    assertThat(endpoint.store.isEmpty()).isTrue();
  }

  @Test
  void an_event_that_can_not_be_applied_is_stored_whole_and_counted() {
    EventBody unknown = unknownPrice("evt_1");

    assertThat(endpoint.outcome(unknown)).isEqualTo("parked");
    assertThat(endpoint.outcome(unknown)).isEqualTo("parked");

    assertThat(endpoint.parked())
        .containsExactly(
            new Parked<>(
                new ReceivedEvent(
                    new ProviderEventId("evt_1"),
                    "invoice.paid",
                    unknown.text(),
                    Optional.of(ANNA)),
                "data.object.lines.data[0].pricing.price_details.price: belongs to no plan:"
                    + " price_new",
                endpoint.now()));
    assertThat(endpoint.wallet().billing().parked()).isEqualTo(1);
    assertThat(total()).isZero();
  }

  @Test
  void an_event_without_an_owner_is_parked_outside_all_wallets() {
    EventBody nobodys =
        EventBody.of("invoice.paid").with("parent.subscription_details.metadata", Map.of());

    assertThat(endpoint.outcome(nobodys)).isEqualTo("parked");
    assertThat(endpoint.parked().getFirst().work().owner()).isEmpty();
    assertThat(endpoint.wallet().version()).isZero();
  }

  @Test
  void a_payment_names_its_owner_even_if_the_subscription_is_known() {
    endpoint.deliver(EventBody.of("invoice.paid"));

    EventBody nobodys = renewal().with("parent.subscription_details.metadata", Map.of());

    assertThat(endpoint.outcome(nobodys)).isEqualTo("parked");
    assertThat(endpoint.parked().getFirst().work().owner()).contains(WebhookEndpoint.ANNA);
  }

  /// P7: facts that grant nothing act on all owners that have a term, even if the metadata has
  /// changed.
  @Test
  void later_events_of_a_known_subscription_need_no_names() {
    endpoint.deliver(EventBody.of("invoice.paid"));
    EventBody failed =
        renewal()
            .type("invoice.payment_failed")
            .with("status", "open")
            .with("next_payment_attempt", 1799999999)
            .with("parent.subscription_details.metadata", Map.of("account", "bea"))
            .with("lines.data.0.pricing.price_details.price", "price_new");

    endpoint.at("2026-12-20T01:00:00Z");

    assertThat(endpoint.outcome(failed)).isEqualTo("applied");
    assertThat(endpoint.balance().standing()).isEqualTo(Standing.GRACE);
    assertThat(endpoint.wallet(new AccountId("bea")).version()).isZero();
  }

  private static EventBody renewal() {
    return EventBody.of("invoice.paid")
        .id("evt_next")
        .with("billing_reason", "subscription_cycle")
        .at("lines.data.0.period.start", "2026-12-20T00:00:00Z")
        .at("lines.data.0.period.end", "2027-01-20T00:00:00Z");
  }

  /// P1, P6: the same payment is known, and a plan doesn't move within a period. The next payment
  /// gives the plan to the other account. The first account's plan ends with its last period.
  @Test
  void a_subscription_moves_to_another_account_with_its_next_payment() {
    AccountId bea = new AccountId("bea");
    endpoint.deliver(EventBody.of("invoice.paid"));
    EventBody moved =
        EventBody.of("invoice.paid")
            .id("evt_moved")
            .with("parent.subscription_details.metadata.account", "bea");

    assertThat(endpoint.outcome(moved)).isEqualTo("known");
    assertThat(endpoint.wallet(bea).buckets()).isEmpty();

    EventBody next = renewal().with("parent.subscription_details.metadata.account", "bea");
    assertThat(endpoint.at("2026-12-20T01:00:00Z").outcome(next)).isEqualTo("applied");
    assertThat(endpoint.wallet(bea).buckets()).hasSize(1);
    assertThat(total()).isZero();
    assertThat(endpoint.balance().standing()).isEqualTo(Standing.ACTIVE);
  }

  @Test
  void one_payment_for_two_accounts_credits_one() {
    EventBody checkout = EventBody.of("checkout.session.completed");
    endpoint.deliver(checkout);

    assertThat(endpoint.outcome(checkout.id("evt_other").with("metadata.account", "bea")))
        .isEqualTo("parked");
    assertThat(endpoint.outcome(EventBody.of("refund.created"))).isEqualTo("applied");

    assertThat(endpoint.wallet(new AccountId("bea")).buckets()).isEmpty();
    assertThat(total()).isEqualTo(25);
  }

  @Test
  void the_api_or_the_checkout_credits_a_pack_once_in_either_order() {
    creditByApi();
    assertThat(endpoint.outcome(EventBody.of("checkout.session.completed"))).isEqualTo("known");
    assertThat(total()).isEqualTo(50);

    endpoint.deliver(EventBody.of("checkout.session.completed").id("evt_9"));
    creditByApi();
    assertThat(total()).isEqualTo(50);
  }

  @Test
  void a_refund_may_arrive_before_its_checkout_and_fail_after_it() {
    assertThat(endpoint.outcome(EventBody.of("refund.created"))).isEqualTo("ignored");
    assertThat(endpoint.outcome(EventBody.of("checkout.session.completed"))).isEqualTo("applied");
    assertThat(total()).isEqualTo(25);

    EventBody failed =
        EventBody.of("refund.created").id("evt_6").type("refund.failed").with("status", "failed");

    assertThat(endpoint.outcome(failed)).isEqualTo("applied");
    assertThat(total()).isEqualTo(50);
  }

  @Test
  void a_dispute_takes_the_pack_and_gives_it_back_once_won() {
    endpoint.deliver(EventBody.of("checkout.session.completed"));
    endpoint.deliver(EventBody.of("charge.dispute.created"));
    assertThat(total()).isZero();

    EventBody won = EventBody.of("charge.dispute.created").type("charge.dispute.closed");
    endpoint.deliver(won.id("evt_7").with("status", "won"));

    assertThat(total()).isEqualTo(50);
  }

  @Test
  void one_event_may_state_two_facts() {
    endpoint.deliver(EventBody.of("invoice.paid"));
    endpoint.at("2026-12-20T01:00:00Z");
    EventBody unpaid =
        EventBody.of("customer.subscription.updated")
            .with("status", "unpaid")
            .at("items.data.0.current_period_start", "2026-12-20T00:00:00Z")
            .at("items.data.0.current_period_end", "2027-01-20T00:00:00Z");

    assertThat(endpoint.outcome(unpaid)).isEqualTo("applied");
    assertThat(endpoint.outcome(unpaid)).isEqualTo("known");
    assertThat(endpoint.store.entriesBefore(endpoint.wallet().id(), Long.MAX_VALUE, 2))
        .extracting(entry -> entry.cause().reason())
        .containsExactly(Optional.of("payment-failed"), Optional.of("plan-started"));
    assertThat(endpoint.balance().standing()).isEqualTo(Standing.GRACE);
    endpoint.at("2026-12-23T00:00:00Z");
    assertThat(endpoint.balance().standing()).isEqualTo(Standing.SUSPENDED);
  }

  /// P6: each changed flag has an entry of its own.
  @Test
  void one_event_may_lift_a_pause_and_plan_a_cancellation() {
    Map<String, String> pause = Map.of("behavior", "void");
    EventBody paused =
        EventBody.of("customer.subscription.updated")
            .with("pause_collection", pause)
            .former("pause_collection", null);
    endpoint.deliver(EventBody.of("invoice.paid"));
    endpoint.deliver(paused);
    EventBody both =
        EventBody.of("customer.subscription.updated")
            .id("evt_3")
            .created("2026-11-20T10:15:10Z")
            .former("pause_collection", pause)
            .with("cancel_at_period_end", true)
            .former("cancel_at_period_end", false);

    assertThat(endpoint.outcome(both)).isEqualTo("applied");
    assertThat(endpoint.store.entriesBefore(endpoint.wallet().id(), Long.MAX_VALUE, 3))
        .extracting(entry -> entry.cause().reason())
        .containsExactly(
            Optional.of("cancellation-planned"), Optional.of("resumed"), Optional.of("paused"));
  }

  @Test
  void a_month_with_only_parked_events_does_not_suspend() {
    endpoint.deliver(EventBody.of("invoice.paid"));
    EventBody renewal =
        unknownPrice("evt_8")
            .at("lines.data.0.period.start", "2026-12-20T00:00:00Z")
            .at("lines.data.0.period.end", "2027-01-20T00:00:00Z");
    endpoint.at("2026-12-20T01:00:00Z").deliver(renewal);

    endpoint.at("2027-01-19T00:00:00Z");

    assertThat(endpoint.balance().standing()).isEqualTo(Standing.ACTIVE);
    assertThat(total()).isEqualTo(100);
  }

  @Test
  void the_largest_body_is_accepted_and_one_byte_more_refused() {
    EventBody event = EventBody.of("invoice.paid");
    int note = MAX_BODY - event.with("note", "").bytes().length;

    Reply more = endpoint.deliver(event.with("note", "x".repeat(note + 1)));
    assertThat(more.status()).isEqualTo(400);
    assertThat(more.at("field")).isEqualTo("body");
    assertThat(endpoint.outcome(event.with("note", "x".repeat(note)))).isEqualTo("applied");
  }

  @Test
  void the_largest_body_can_be_parked() {
    EventBody event = unknownPrice("evt_1");
    int note = MAX_BODY - event.with("note", "").bytes().length;

    assertThat(endpoint.outcome(event.with("note", "x".repeat(note)))).isEqualTo("parked");
  }

  @Test
  void the_signature_covers_the_bytes_in_every_encoding_of_the_gateway() {
    byte[] body = EventBody.of("invoice.paid").with("note", "żółw").bytes();
    Call encoded =
        call("", StripeSignature.sign(body, SECRET, endpoint.now()))
            .base64(Base64.getEncoder().encodeToString(body));

    Reply reply = encoded.on(new RenewalWebhookFunction(endpoint.ports()));

    assertThat(reply.at("outcome")).isEqualTo("applied");
  }

  @Test
  void a_body_without_a_valid_signature_is_refused_unread() {
    String body = EventBody.of("invoice.paid").text();
    byte[] bytes = body.getBytes(UTF_8);
    List<String> signatures =
        List.of(
            "",
            "t=abc,v1=00",
            StripeSignature.sign(bytes, "whsec_other", endpoint.now()),
            StripeSignature.sign(bytes, SECRET, endpoint.now().minusSeconds(301)),
            StripeSignature.sign(bytes, SECRET, endpoint.now().plusSeconds(301)),
            StripeSignature.sign("{}".getBytes(UTF_8), SECRET, endpoint.now()));

    for (String signature : signatures) {
      assertRefused(endpoint.send(body, signature), "Stripe-Signature");
      assertRefused(endpoint.send("no JSON", signature), "Stripe-Signature");
    }
    assertRefused(endpoint.send(body, null), "Stripe-Signature");
  }

  @Test
  void during_a_rotation_both_secrets_are_valid() {
    byte[] body = EventBody.of("invoice.paid").bytes();

    Reply reply =
        endpoint.send(
            new String(body, UTF_8), StripeSignature.sign(body, "whsec_next", endpoint.now()));

    assertThat(reply.at("outcome")).isEqualTo("applied");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not JSON",
        "[]",
        "\"event\"",
        "{}",
        "{\"object\":\"event\"}",
        "{\"object\":\"event\",\"object\":\"event\"}",
        "{\"object\":\"charge\",\"id\":\"ch_1\",\"type\":\"x\",\"created\":1}",
        "{\"object\":\"event\",\"id\":\"a"
            + " b\",\"type\":\"x\",\"created\":1,\"data\":{\"object\":{}}}",
        "{\"object\":\"event\",\"id\":\"evt_1\",\"type\":\"\",\"created\":1,\"data\":{\"object\":{}}}",
        "{\"object\":\"event\",\"id\":\"evt_1\",\"type\":\"x\",\"created\":1.5,\"data\":{\"object\":{}}}",
        "{\"object\":\"event\",\"id\":\"evt_1\",\"type\":\"x\",\"created\":1,\"data\":{\"object\":[]}}",
      })
  void a_body_that_is_no_event_is_refused(String body) {
    Reply reply =
        endpoint.send(body, StripeSignature.sign(body.getBytes(UTF_8), SECRET, endpoint.now()));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.at("code")).isEqualTo("invalid-request");
    assertThat(endpoint.store.isEmpty()).isTrue();
  }

  @Test
  void a_thin_event_is_refused_with_a_remedy() {
    Reply reply = endpoint.deliver(EventBody.of("invoice.paid").event("object", "v2.core.event"));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.at("detail")).asString().contains("send snapshots, not thin events");
  }

  @Test
  void an_event_of_the_other_mode_is_parked_without_an_owner() {
    assertThat(endpoint.outcome(EventBody.of("invoice.paid").event("livemode", false)))
        .isEqualTo("parked");
    assertThat(endpoint.wallet().version()).isZero();
  }

  private void assertRefused(Reply reply, String field) {
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.at("code")).isEqualTo("invalid-request");
    assertThat(reply.at("field")).isEqualTo(field);
    assertThat(endpoint.store.isEmpty()).isTrue();
  }

  private void creditByApi() {
    PackPaid paid = new PackPaid(new PaymentId("pi_1"), new PackId("pack-50"), true);
    endpoint.store.commitAll(
        Rules.of(Catalogs.shipped("outsmart"))
            .toppingUp()
            .topUp(paid, endpoint.store.topUp(ANNA, paid.payment()), endpoint.now())
            .commits());
  }

  private static EventBody unknownPrice(String id) {
    return EventBody.of("invoice.paid")
        .id(id)
        .with("lines.data.0.pricing.price_details.price", "price_new");
  }

  /// The paid credits that are left: all except the untouched starter credits.
  private long total() {
    return endpoint.balance().total().amount() - 10;
  }
}
