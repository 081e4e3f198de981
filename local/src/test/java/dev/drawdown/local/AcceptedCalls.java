package dev.drawdown.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.http.Reply;
import dev.drawdown.local.console.DevConsole;
import java.util.List;
import java.util.Map;

/// Calls to a service that it must accept, so that a script that misses a step is noticed.
record AcceptedCalls(Developer api) {
  /// Moves the clock, and writes down at once what fell due on the way.
  void on(String instant) {
    done(api.post(DevConsole.CLOCK, "{\"now\":\"%s\",\"sweep\":false}".formatted(instant)));
    done(api.post(DevConsole.SWEEP, "{}"));
  }

  void extend(String account, String key, String time) {
    done(
        api.post(
            "/v1/accounts/%s/charges/%s/extend".formatted(account, key),
            "{\"expiresIn\": \"%s\"}".formatted(time)));
  }

  void topUp(String account, String pack, String payment) {
    done(api.topUp(account, pack, payment));
  }

  /// What the payment provider tells: the event's type, then names and values of its fields.
  void applied(Object... event) {
    deliver("applied", event);
  }

  void parked(Object... event) {
    deliver("parked", event);
  }

  private void deliver(String outcome, Object... event) {
    assertThat(api.outcome((String) event[0], fields(event)))
        .as(List.of(event).toString())
        .isEqualTo(outcome);
  }

  private static Object[] fields(Object... event) {
    return List.of(event).subList(1, event.length).toArray();
  }

  void charge(String account, String key, String action, Object... fields) {
    done(api.charge(account, key, action, fields));
  }

  void capture(String account, String key, String body) {
    done(api.post("/v1/accounts/%s/charges/%s/capture".formatted(account, key), body));
  }

  void refund(String account, String key, String body) {
    done(api.post("/v1/accounts/%s/charges/%s/refund".formatted(account, key), body));
  }

  void byHand(String account, String what, String key, String body) {
    done(api.post("/v1/accounts/%s/%s".formatted(account, what), key, body));
  }

  void term(String owner, String subscription, String key, String plan, String start, String end) {
    done(
        api.call(
            "PUT",
            "/v1/%s/subscriptions/%s/terms/%s".formatted(owner, subscription, key),
            """
            {"plan": "%s", "start": "%sT09:00:00Z", "end": "%sT09:00:00Z", "quantity": 1}
            """
                .formatted(plan, start, end)));
  }

  void member(String pool, String account, String body) {
    done(api.call("PUT", "/v1/pools/%s/members/%s".formatted(pool, account), body));
  }

  void leave(String pool, String account) {
    done(api.call("DELETE", "/v1/pools/%s/members/%s".formatted(pool, account), ""));
  }

  int total(String account) {
    return (Integer) api.balance(account).body().get("total");
  }

  /// What an account may draw of its pool.
  int allowance(String account) {
    return ((List<?>) api.balance(account).body().get("buckets"))
        .stream()
            .map(bucket -> (Map<?, ?>) bucket)
            .filter(bucket -> bucket.get("kind").equals("pool"))
            .mapToInt(bucket -> (Integer) bucket.get("remaining"))
            .sum();
  }

  private static void done(Reply reply) {
    assertThat(reply.status()).as(reply.text()).isBetween(200, 204);
  }
}
