package dev.drawdown.renewalwebhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.billing.Standing;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.pool.PoolAdvance;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// P7, O1: while a payment event of a pool is parked, the pool isn't suspended. The primary shard
/// counts the event, and the two secondary shards follow it.
class ParkedPoolEventTest {
  private static final PoolId POOL = new PoolId("office-1");
  private static final List<Long> WHOLE = List.of(167L, 167L, 166L);
  private static final List<Long> NOTHING = List.of(0L, 0L, 0L);

  private final WebhookEndpoint endpoint =
      new WebhookEndpoint()
          .with(WebhookEndpoint.outsmart("\"pool\": true", "\"pool\": true, \"shards\": 3"));

  @BeforeEach
  void an_office_is_paid_until_the_20th_of_december() {
    endpoint.deliver(payment("evt_1", "price_outsmart_office"));
  }

  @Test
  void an_office_whose_renewal_is_parked_is_not_suspended_after_its_grace() {
    endpoint.at("2026-12-20T01:00:00Z").deliver(unknownRenewal());

    endpoint.at("2027-01-19T00:59:59Z");

    assertThat(standing()).isEqualTo(Standing.ACTIVE);
    assertThat(left()).isEqualTo(WHOLE);
  }

  @Test
  void an_office_whose_renewal_is_parked_for_thirty_days_is_suspended() {
    endpoint.at("2026-12-20T01:00:00Z").deliver(unknownRenewal());

    endpoint.at("2027-01-19T01:00:00Z");

    assertThat(standing()).isEqualTo(Standing.SUSPENDED);
    assertThat(left()).isEqualTo(NOTHING);
  }

  @Test
  void a_renewal_parked_after_the_suspension_restores_all_shards_until_it_is_dropped() {
    endpoint.at("2027-01-03T00:00:00Z");
    writeDueChanges();
    assertThat(left()).isEqualTo(NOTHING);

    endpoint.deliver(unknownRenewal());

    assertThat(standing()).isEqualTo(Standing.ACTIVE);
    assertThat(left()).isEqualTo(WHOLE);
    writeDueChanges();
    endpoint.drop("evt_2", "not ours");
    assertThat(standing()).isEqualTo(Standing.SUSPENDED);
    assertThat(left()).isEqualTo(NOTHING);
  }

  private Standing standing() {
    return due().primary().wallet().billing().standing();
  }

  /// The credits left in each shard.
  private List<Long> left() {
    return due().pool().shards().stream().map(shard -> shard.total().amount()).toList();
  }

  private void writeDueChanges() {
    due().shards().forEach(shard -> endpoint.store.commitAll(Commit.steps(shard)));
  }

  private PoolAdvance due() {
    return endpoint.ports().rules().reading().due(endpoint.store.pool(POOL, 1), endpoint.now());
  }

  private static EventBody unknownRenewal() {
    return payment("evt_2", "price_new")
        .with("billing_reason", "subscription_cycle")
        .at("lines.data.0.period.start", "2026-12-20T00:00:00Z")
        .at("lines.data.0.period.end", "2027-01-20T00:00:00Z");
  }

  private static EventBody payment(String id, String price) {
    return EventBody.of("invoice.paid")
        .id(id)
        .with("parent.subscription_details.metadata", Map.of("pool", POOL.value()))
        .with("lines.data.0.pricing.price_details.price", price);
  }
}
