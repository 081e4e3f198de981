package dev.drawdown.local;

import static java.util.Collections.frequency;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.dynamodb.DynamoDbStore;
import dev.drawdown.adapters.store.DueTimes;
import dev.drawdown.adapters.store.PaidPool;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.local.gateway.Server;
import dev.drawdown.local.gateway.Tokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// D2 and O1: forty members of an office on one pool, over real HTTP and from two processes.
class ParallelPoolTest {
  private static final int MEMBERS = 40;
  private static final PoolId POOL = new PoolId("northside");

  private static SharedTable table;
  private static DynamoDbClient client;
  private static Server service;
  private static HttpClient http;

  @BeforeAll
  static void start() throws Exception {
    table = new SharedTable();
    client = table.table().client();
    service = SharedTable.serve(client, "outsmart");
    http = HttpClient.newHttpClient();
    Catalog catalog = Catalogs.shipped("outsmart");
    PaidPool.of(POOL, "office", catalog, SharedTable.NOW)
        .in(new DynamoDbStore(client, LocalTable.NAME, DueTimes.of(catalog)));
  }

  @AfterAll
  static void stop() {
    http.close();
    service.close();
    client.close();
    table.close();
  }

  @Test
  void two_jvms_on_one_pool_agree() throws Exception {
    try (OtherJvm other = OtherJvm.on(table.endpoint(), "outsmart")) {
      List<URI> services = List.of(service.address(), other.address());
      for (int member = 0; member < MEMBERS; member++) {
        assertThat(join(member).statusCode()).isEqualTo(200);
      }

      List<Integer> statuses =
          Clients.atOnce(MEMBERS, member -> chargePatiently(services.get(member % 2), member));

      // Each member has 10 starter credits. The pool of 500 pays 33 times for 15 more.
      assertThat(statuses).containsOnly(201, 402);
      assertThat(frequency(statuses, 201)).isEqualTo(33);
      assertThat(frequency(statuses, 402)).isEqualTo(7);
      for (URI each : services) {
        assertThat(get(each, "/v1/pools/northside")).containsEntry("total", 5);
        assertThat(get(each, "/v1/pools/northside/audit")).containsEntry("consistent", true);
      }
      assertThat(get(services.get(0), "/v1/pools/northside"))
          .isEqualTo(get(services.get(1), "/v1/pools/northside"));
      assertThat(drawn(services.get(0))).hasSize(MEMBERS).containsOnly(0, 15);
      assertThat(drawn(services.get(0)).stream().mapToInt(Integer::intValue).sum()).isEqualTo(495);
    }
  }

  private static List<Integer> drawn(URI at) throws Exception {
    List<Integer> drawn = new ArrayList<>();
    for (Object member : (List<?>) get(at, "/v1/pools/northside/members").get("members")) {
      drawn.add((Integer) ((Map<?, ?>) member).get("drawn"));
    }
    return drawn;
  }

  private static HttpResponse<String> join(int member) throws Exception {
    URI at = URI.create(service.address() + "/v1/pools/northside/members/member-" + member);
    return send(HttpRequest.newBuilder(at).PUT(HttpRequest.BodyPublishers.noBody()));
  }

  /// Retries a 503 under the same key, as clients do. The answer then shows what happened.
  private static int chargePatiently(URI at, int member) throws Exception {
    int status = charge(at, member).statusCode();
    for (int again = 0; status == 503 && again < 10; again++) {
      status = charge(at, member).statusCode();
    }
    return status == 200 ? 201 : status;
  }

  private static HttpResponse<String> charge(URI at, int member) throws Exception {
    String body =
        """
        {"action":"lab.analyze","document":"report","quantity":25}\
        """;
    return send(
        HttpRequest.newBuilder(URI.create(at + "/v1/accounts/member-" + member + "/charges"))
            .header("Idempotency-Key", "click")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static Map<String, Object> get(URI at, String path) throws Exception {
    return JSON.std.mapFrom(send(HttpRequest.newBuilder(URI.create(at + path)).GET()).body());
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(
        request.header("Authorization", "Bearer " + Tokens.SERVICE).build(),
        BodyHandlers.ofString());
  }
}
