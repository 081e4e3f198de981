package dev.drawdown.renewalwebhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.http.Reply;
import dev.drawdown.adapters.log.CollectedLog;
import dev.drawdown.adapters.store.Deadline;
import dev.drawdown.adapters.store.Fault;
import dev.drawdown.adapters.store.FaultPlan;
import dev.drawdown.adapters.store.FaultyStore;
import dev.drawdown.adapters.store.Jitter;
import dev.drawdown.adapters.store.OptimisticRetry;
import dev.drawdown.adapters.store.RetryBudget;
import dev.drawdown.adapters.store.StoreBeside;
import dev.drawdown.adapters.store.StoreFailure;
import dev.drawdown.adapters.store.Stores;
import dev.drawdown.adapters.store.Stores.Commits;
import dev.drawdown.adapters.store.WholeStore;
import dev.drawdown.domain.PoolId;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// The propagation of a payment to the secondary shards of a pool with three shards.
class ShardPropagationTest {
  private static final PoolId POOL = new PoolId("office-1");

  @AutoClose private final CollectedLog log = new CollectedLog();
  private final WebhookEndpoint endpoint =
      new WebhookEndpoint()
          .with(WebhookEndpoint.outsmart("\"pool\": true", "\"pool\": true, \"shards\": 3"));
  private int commits;
  private Duration elapsed = Duration.ZERO;

  @Test
  void a_failure_is_logged_with_its_class() {
    assertThat(paidWithoutPropagation()).isEqualTo("applied");

    assertThat(log.lines())
        .singleElement()
        .asString()
        .contains("happens later: " + StoreFailure.class);
  }

  /// The payment's own commit takes all of the time.
  @Test
  void propagation_and_the_retries_before_it_share_the_time_of_one_call() {
    Commits slow =
        (commit, token) -> {
          elapsed = elapsed.plus(RetryBudget.DEADLINE);
          return endpoint.store.commit(commit, token);
        };
    Jitter jitter = new Jitter(Duration.ofMillis(1), Duration.ofMillis(1), new Random(1));
    OptimisticRetry retry =
        new OptimisticRetry(slow, () -> new RetryBudget(() -> elapsed.toNanos(), _ -> {}, jitter));
    EventBody event = payment();

    Reply reply =
        WebhookEndpoint.call(
                event.text(),
                StripeSignature.sign(event.bytes(), WebhookEndpoint.SECRET, endpoint.now()))
            .on(new RenewalWebhookFunction(endpoint.ports(), retry));

    assertThat(reply.at("outcome")).isEqualTo("applied");
    assertThat(left()).isEqualTo("0 shards and 1 unread pools");
  }

  @Test
  void shards_after_the_deadline_wait() {
    paidWithoutPropagation();

    propagate(endpoint.store, () -> commits > 0);

    assertThat(commits).isEqualTo(1);
    assertThat(left()).isEqualTo("1 shards and 0 unread pools");
  }

  @Test
  void a_pool_after_the_deadline_is_not_read() {
    paidWithoutPropagation();

    propagate(new FaultyStore(endpoint.store, FaultPlan.onReads(Fault.LOST_BEFORE)), () -> true);

    assertThat(left()).isEqualTo("0 shards and 1 unread pools");
  }

  @Test
  void a_contended_shard_waits_and_the_next_one_gets_the_change() {
    paidWithoutPropagation();

    propagate(new FaultyStore(endpoint.store, FaultPlan.first(Fault.CONFLICT)), () -> false);

    assertThat(commits).isEqualTo(2);
    assertThat(left()).isEqualTo("1 shards and 0 unread pools");
  }

  @Test
  void a_pool_whose_shards_all_have_the_change_logs_nothing() {
    paidWithoutPropagation();
    propagate(endpoint.store, () -> false);
    int lines = log.lines().size();

    propagate(endpoint.store, () -> false);

    assertThat(commits).isEqualTo(2);
    assertThat(log.lines()).hasSize(lines);
  }

  private void propagate(WholeStore store, Deadline deadline) {
    Commits counting =
        (commit, token) -> {
          commits++;
          return store.commit(commit, token);
        };
    new ShardPropagation(endpoint.on(store).ports(), counting)
        .propagate(Set.of(POOL), endpoint.now(), deadline);
  }

  /// The end of the last log line.
  private String left() {
    return log.lines().getLast().strip().replaceFirst("(?s).*happens later for ", "");
  }

  /// The outcome of a payment for the pool. Its shards can't be read, so only the primary shard
  /// gets it.
  private String paidWithoutPropagation() {
    return endpoint.on(new UnreadableWallets(endpoint.store)).outcome(payment());
  }

  private static EventBody payment() {
    return EventBody.of("invoice.paid")
        .with("parent.subscription_details.metadata", Map.of("pool", POOL.value()))
        .with("lines.data.0.pricing.price_details.price", "price_outsmart_office");
  }

  private record UnreadableWallets(Stores store) implements StoreBeside {
    @Override
    public Wallets wallets() {
      return new FaultyStore(store, FaultPlan.onReads(Fault.LOST_BEFORE));
    }
  }
}
