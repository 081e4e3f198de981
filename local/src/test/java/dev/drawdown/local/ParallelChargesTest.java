package dev.drawdown.local;

import static java.util.Collections.frequency;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.dynamodb.Conflicts;
import dev.drawdown.local.gateway.Server;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Many callers at once on one balance, over real HTTP.
class ParallelChargesTest {
  private static SharedTable table;
  private static DynamoDbClient client;
  private static Server service;

  private Clients clients;

  @BeforeAll
  static void start() throws Exception {
    table = new SharedTable();
    client = table.table().client();
    service = SharedTable.serve(client);
    try (Clients first = new Clients("warming-up")) {
      for (int charge = 0; charge < 100; charge++) {
        first.charge(service.address(), "warm-" + charge, 1);
      }
    }
  }

  @AfterAll
  static void stop() {
    service.close();
    client.close();
    table.close();
  }

  @BeforeEach
  void leave_37(TestInfo test) throws Exception {
    clients = new Clients("account-" + test.getTestMethod().orElseThrow().getName());
    clients.charge(service.address(), "first", 13);
  }

  @AfterEach
  void close() {
    clients.close();
  }

  @Test
  void of_50_charges_on_a_balance_for_37_exactly_37_succeed() throws Exception {
    List<Integer> statuses = clients.chargeAtOnce(50, each -> "click-" + each, service.address());

    assertThirtySevenSucceeded(statuses, service.address());
  }

  @Test
  void none_of_64_callers_is_refused_as_busy() throws Exception {
    List<Integer> statuses = clients.chargeAtOnce(64, each -> "click-" + each, service.address());

    assertThat(statuses).containsOnly(201, 402);
  }

  @Test
  void one_key_sent_50_times_at_once_is_one_charge() throws Exception {
    List<Integer> statuses = clients.chargeAtOnce(50, _ -> "click", service.address());

    assertThat(frequency(statuses, 201)).isOne();
    assertThat(frequency(statuses, 200)).isEqualTo(49);
    assertThat(clients.get(service.address(), "/balance")).containsEntry("total", 36);
    assertAddsUp(service.address(), 3);
  }

  @Test
  void two_jvms_on_one_table_agree() throws Exception {
    try (OtherJvm other = OtherJvm.on(table.endpoint())) {
      List<Integer> statuses =
          clients.chargeAtOnce(50, each -> "click-" + each, service.address(), other.address());

      assertThirtySevenSucceeded(statuses, other.address());
      assertThat(clients.get(service.address(), "/balance"))
          .isEqualTo(clients.get(other.address(), "/balance"));
    }
  }

  @Test
  void conflicts_in_every_third_write_change_nothing() throws Exception {
    try (DynamoDbClient troubled = troubled();
        Server conflicted = SharedTable.serve(troubled)) {
      List<Integer> statuses =
          clients.chargeAtOnce(50, each -> "click-" + each, conflicted.address());

      assertThirtySevenSucceeded(statuses, conflicted.address());
    }
  }

  private void assertThirtySevenSucceeded(List<Integer> statuses, URI at) throws Exception {
    assertThat(statuses).containsOnly(201, 402);
    assertThat(frequency(statuses, 201)).isEqualTo(37);
    assertThat(frequency(statuses, 402)).isEqualTo(13);
    assertThat(clients.get(at, "/balance")).containsEntry("total", 0);
    // The grant, the 13, the 37, the two usage thresholds and the end of the credits.
    assertAddsUp(at, 1 + 1 + 37 + 2 + 1);
  }

  private void assertAddsUp(URI at, int entries) throws Exception {
    Map<String, Object> audit = clients.get(at, "/audit");
    assertThat(audit).containsEntry("consistent", true).containsEntry("entries", entries);
  }

  private DynamoDbClient troubled() {
    return table.table().client(more -> more.addExecutionInterceptor(new Conflicts(3)));
  }
}
