package dev.drawdown.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.http.Reply;
import dev.drawdown.local.gateway.Server;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A release on a table that the next release has written to: a rollback is possible.
class NextReleaseTest {
  private static final List<String> READS =
      List.of(
          "/v1/accounts/ada/balance",
          "/v1/accounts/ada/ledger",
          "/v1/accounts/ada/audit",
          "/v1/accounts/ada/charges/one",
          "/v1/accounts/ada/charges/held",
          "/v1/accounts/bea/balance",
          "/v1/pools/acme",
          "/v1/pools/acme/members",
          "/v1/pools/acme/ledger");

  private SharedTable table;
  private DynamoDbClient client;
  private Server server;
  private Developer developer;

  @BeforeEach
  void serve() throws Exception {
    table = new SharedTable();
    client = table.table().client();
    server = SharedTable.serve(client, "outsmart");
    developer = Developer.at(server.address());
    developer.pay("invoice.paid", "account", "ada", "plan", "solo");
    developer.charge("ada", "one", "lab.analyze", "document", "lab-1");
    developer.charge("ada", "held", "lab.analyze", "document", "lab-2", "hold", Map.of());
    developer.topUp("ada", "pack-50", "pi_1");
    developer.pay("invoice.paid", "pool", "acme", "plan", "office");
    developer.call("PUT", "/v1/pools/acme/members/bea", "{}");
    for (int key = 0; key < 12; key++) {
      developer.charge("bea", "key-" + key, "lab.analyze", "document", "lab-" + key);
    }
  }

  @AfterEach
  void stop() {
    developer.close();
    server.close();
    client.close();
    table.close();
  }

  @Test
  void attributes_of_the_next_release_change_no_answer() {
    List<String> before = READS.stream().map(path -> developer.see(path).text()).toList();

    List<Map<String, AttributeValue>> later = items().map(NextReleaseTest::withMore).toList();
    later.forEach(this::put);

    assertThat(later).hasSizeGreaterThan(25);
    assertThat(READS.stream().map(path -> developer.see(path).text()).toList()).isEqualTo(before);
  }

  @Test
  void items_of_the_next_release_are_written_as_before() {
    items().map(NextReleaseTest::withMore).forEach(this::put);

    assertThat(developer.charge("ada", "two", "lab.analyze", "document", "l").status())
        .isEqualTo(201);
    assertThat(developer.post("/v1/accounts/ada/charges/held/capture", "{}").status())
        .isEqualTo(200);
    assertThat(developer.charge("bea", "more", "lab.analyze", "document", "m").status())
        .isEqualTo(201);
    assertThat(developer.outcome("invoice.paid", "account", "ada", "plan", "solo"))
        .isEqualTo("known");
    assertThat(developer.get("ada", "audit").at("consistent")).isEqualTo(true);
    assertThat(developer.see("/v1/pools/acme/audit").at("consistent")).isEqualTo(true);
  }

  @Test
  void an_item_of_an_unknown_schema_version_is_refused_and_stays_unchanged() {
    Map<String, AttributeValue> wallet =
        items()
            .filter(item -> item.get("pk").s().equals("account#ada"))
            .filter(item -> item.get("sk").s().equals("wallet"))
            .findFirst()
            .map(HashMap::new)
            .orElseThrow();
    wallet.put("v", AttributeValue.fromN("2"));
    put(wallet);

    Reply refused = developer.charge("ada", "two", "lab.analyze", "document", "l");

    assertThat(refused.status()).isEqualTo(500);
    assertThat(items().filter(item -> item.get("pk").s().equals("account#ada")))
        .contains(wallet)
        .noneMatch(item -> item.get("sk").s().equals("charge#two"));
  }

  private Stream<Map<String, AttributeValue>> items() {
    return client.scan(scan -> scan.tableName(LocalTable.NAME)).items().stream();
  }

  private void put(Map<String, AttributeValue> item) {
    client.putItem(put -> put.tableName(LocalTable.NAME).item(item));
  }

  /// The item with one more attribute in it, and in each map of it.
  private static Map<String, AttributeValue> withMore(Map<String, AttributeValue> item) {
    Map<String, AttributeValue> more = new HashMap<>();
    item.forEach((name, value) -> more.put(name, withMore(value)));
    more.put("laterAttribute", AttributeValue.fromS("of the next release"));
    return more;
  }

  private static AttributeValue withMore(AttributeValue value) {
    return switch (value.type()) {
      case M -> AttributeValue.fromM(withMore(value.m()));
      case L -> AttributeValue.fromL(value.l().stream().map(NextReleaseTest::withMore).toList());
      case S, N, BOOL, B, SS, NS, BS, NUL, UNKNOWN_TO_SDK_VERSION -> value;
    };
  }
}
