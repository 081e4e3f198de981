package dev.drawdown.renewalwebhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.log.CollectedLog;
import dev.drawdown.adapters.store.Fault;
import dev.drawdown.adapters.store.FaultPlan;
import dev.drawdown.adapters.store.FaultyStore;
import dev.drawdown.adapters.store.StoreBeside;
import dev.drawdown.adapters.store.StoreFailure;
import dev.drawdown.adapters.store.Stores;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// The propagation of a payment to the secondary shards of a pool with three shards.
class ShardPropagationTest {
  @AutoClose private final CollectedLog log = new CollectedLog();
  private final WebhookEndpoint endpoint =
      new WebhookEndpoint()
          .with(WebhookEndpoint.outsmart("\"pool\": true", "\"pool\": true, \"shards\": 3"));

  @Test
  void a_failure_is_logged_with_its_class() {
    assertThat(paidWithoutPropagation()).isEqualTo("applied");

    assertThat(log.lines())
        .singleElement()
        .asString()
        .contains("happens later: " + StoreFailure.class);
  }

  /// The outcome of a payment for the pool. Its shards can't be read, so only the primary shard
  /// gets it.
  private String paidWithoutPropagation() {
    return endpoint
        .on(new UnreadableWallets(endpoint.store))
        .outcome(
            EventBody.of("invoice.paid")
                .with("parent.subscription_details.metadata", Map.of("pool", "office-1"))
                .with("lines.data.0.pricing.price_details.price", "price_outsmart_office"));
  }

  private record UnreadableWallets(Stores store) implements StoreBeside {
    @Override
    public Wallets wallets() {
      return new FaultyStore(store, FaultPlan.onReads(Fault.LOST_BEFORE));
    }
  }
}
