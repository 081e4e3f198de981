package dev.drawdown.local;

import static java.util.Collections.frequency;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.drawdown.local.gateway.Server;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Refunds, expiries and captures at the same time: each credit returns once. The second service's
/// clock is an hour ahead, so holds of the first service have expired there.
class ParallelReturnsTest {
  private static SharedTable table;
  private static DynamoDbClient client;
  private static Server now;
  private static Server later;

  private Clients clients;

  @BeforeAll
  static void start() throws Exception {
    table = new SharedTable();
    client = table.table().client();
    now = SharedTable.serve(client);
    InstantSource ahead = InstantSource.fixed(SharedTable.NOW.plus(Duration.ofHours(1)));
    later = SharedTable.serve(client, "assistant-coach", ahead);
  }

  @AfterAll
  static void stop() {
    later.close();
    now.close();
    client.close();
    table.close();
  }

  @BeforeEach
  void open(TestInfo test) {
    clients = new Clients("account-" + test.getTestMethod().orElseThrow().getName());
  }

  @AfterEach
  void close() {
    clients.close();
  }

  @Test
  void of_five_refunds_at_once_one_restores_and_all_have_the_same_answer() throws Exception {
    clients.charge(now.address(), "click", 8);

    List<Map<String, Object>> answers =
        Clients.atOnce(5, _ -> json(clients.refund(now.address(), "click")));

    assertThat(answers).allSatisfy(answer -> assertThat(answer).containsEntry("restored", 8));
    assertThat(clients.get(now.address(), "/balance")).containsEntry("total", 50);
    assertConsistent(now.address(), 3);
  }

  @Test
  void an_expiry_on_two_services_at_once_gives_back_once() throws Exception {
    clients.hold(now.address(), "hold", 8, "PT15M");

    List<Integer> statuses = clients.chargeAtOnce(2, each -> "click-" + each, later.address());

    assertThat(statuses).containsOnly(201);
    assertThat(clients.get(later.address(), "/balance"))
        .containsEntry("total", 48)
        .containsEntry("held", 0);
    assertConsistent(later.address(), 1 + 1 + 1 + 2);
  }

  @Test
  void of_a_capture_and_the_expiry_one_wins() throws Exception {
    for (int round = 0; round < 5; round++) {
      String key = "hold-" + round;
      try (Clients each = new Clients("racing-" + round)) {
        each.hold(now.address(), key, 8, "PT15M");

        List<Integer> statuses =
            Clients.atOnce(
                2,
                caller ->
                    caller == 0
                        ? each.capture(now.address(), key).statusCode()
                        : each.charge(later.address(), "click", 1).statusCode());

        boolean captured = statuses.getFirst() == 200;
        assertThat(statuses.getFirst()).isIn(200, 409);
        assertThat(statuses.getLast()).isEqualTo(201);
        assertThat(each.get(later.address(), "/balance"))
            .containsEntry("total", captured ? 41 : 49)
            .containsEntry("held", 0);
        assertThat(each.get(later.address(), "/audit")).containsEntry("consistent", true);
      }
    }
  }

  @Test
  void captures_at_once_have_the_same_answer() throws Exception {
    clients.hold(now.address(), "hold", 8, "PT15M");

    List<Integer> statuses =
        Clients.atOnce(5, _ -> clients.capture(now.address(), "hold").statusCode());

    assertThat(frequency(statuses, 200)).isEqualTo(5);
    assertThat(clients.get(now.address(), "/balance")).containsEntry("total", 42);
    assertConsistent(now.address(), 3);
  }

  private void assertConsistent(URI at, int entries) throws Exception {
    assertThat(clients.get(at, "/audit"))
        .containsEntry("consistent", true)
        .containsEntry("entries", entries);
  }

  private static Map<String, Object> json(HttpResponse<String> answer) throws Exception {
    return JSON.std.mapFrom(answer.body());
  }
}
