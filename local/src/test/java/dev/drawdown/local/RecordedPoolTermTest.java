package dev.drawdown.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.http.Reply;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.local.console.DevConsole;
import dev.drawdown.local.console.Webhook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// T2, O1: members can spend a recorded term of a pool in all shards at once, although no sweep has
/// written it in any shard but the first.
class RecordedPoolTermTest {
  private Developer developer;
  private ServiceInMemory service;

  @BeforeEach
  void start() {
    service = new ServiceInMemory(catalog(1), Webhook.SECRET);
    developer = service.developer();
  }

  @AfterEach
  void stop() {
    developer.close();
    service.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 16})
  void members_can_spend_every_credit_of_a_recorded_term(int shards) {
    restart(shards);
    on("2027-03-01");
    record("txn_1", "2027-03-01", "2027-04-01", 1);
    joins();

    charge("a", 480, 201);
    charge("b", 21, 402);
    charge("c", 20, 201);
    charge("d", 1, 402);

    record("txn_2", "2027-03-01", "2027-04-01", 2);
    charge("e", 500, 201);
    record("txn_3", "2027-04-01", "2027-05-01", 1);
    charge("f", 1, 402);
    on("2027-04-01");
    charge("g", 500, 201);
    charge("h", 1, 402);
  }

  /// The first term was spread over one shard, and the next one over sixteen.
  @ParameterizedTest
  @ValueSource(ints = {3, 16})
  void a_pool_that_gets_more_shards_has_all_of_the_next_term(int shards) {
    on("2027-03-01");
    record("txn_1", "2027-03-01", "2027-04-01", 1);
    joins();
    charge("a", 100, 201);
    restart(shards);
    on("2027-03-01");

    record("txn_2", "2027-04-01", "2027-05-01", 1);
    charge("b", 400, 201);
    on("2027-04-01");

    charge("c", 499, 201);
    charge("d", 1, 201);
    charge("e", 1, 402);
  }

  private void restart(int shards) {
    ServiceInMemory next =
        new ServiceInMemory(catalog(shards), service.store(), ServiceInMemory.NOW, Webhook.SECRET);
    stop();
    service = next;
    developer = next.developer();
  }

  private void on(String day) {
    String body = "{\"now\":\"%sT00:00:00Z\",\"sweep\":false}".formatted(day);
    assertThat(developer.post(DevConsole.CLOCK, body).status()).isEqualTo(200);
  }

  private void record(String key, String start, String end, int seats) {
    Reply reply =
        developer.call(
            "PUT",
            "/v1/pools/office-1/subscriptions/sub_1/terms/" + key,
            """
            {"plan": "office", "start": "%sT00:00:00Z", "end": "%sT00:00:00Z", "quantity": %d}
            """
                .formatted(start, end, seats));
    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
  }

  private void joins() {
    Reply reply = developer.call("PUT", "/v1/pools/office-1/members/ada", "{}");
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
  }

  private void charge(String key, int credits, int status) {
    Reply reply = developer.charge("ada", key, "run", "quantity", credits);
    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
  }

  private static Catalog catalog(int shards) {
    return Catalogs.read(
        """
        {"product": "letters", "actions": [{"id": "run", "name": "Run", "cost": 1}],
         "plans": [{"id": "office", "name": "Office", "period": "billing-cycle", "credits": 500,
                    "pool": true, "shards": %d}]}
        """
            .formatted(shards));
  }
}
