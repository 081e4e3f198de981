package dev.drawdown.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.client.Charges.Order;
import dev.drawdown.client.Metered.Payment;
import dev.drawdown.client.StubService.Behaviour;
import dev.drawdown.client.StubService.Received;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every client's behaviour for each answer, by the table that all clients of this project share.
class ScenariosTest {
  private static final Map<String, Object> TABLE = table();

  /// For answers that never arrive. The others have enough time.
  private static final Duration SHORT_ANSWER_TIMEOUT = Duration.ofMillis(500);

  /// More answers than a retry budget has tries.
  private static final int ALWAYS = 200;

  private final Situation situation = new Situation();

  @AfterEach
  void close() {
    situation.close();
  }

  private static Map<String, Object> table() {
    try {
      return Json.object(Files.readString(Path.of("..", "scenarios.json")));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static Stream<Named<Map<String, Object>>> scenarios() {
    return Json.objects(TABLE.get("scenarios")).stream()
        .map(each -> Named.of((String) each.get("name"), each));
  }

  @Test
  void the_table_has_scenarios() {
    assertThat(scenarios()).hasSizeGreaterThan(90);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void the_client_behaves_as_in_the_scenario(Map<String, Object> scenario) throws Exception {
    Map<String, Object> call = call(scenario);
    String key = HoldRequest.key(meteredCall(call));
    List<Map<String, Object>> exchanges = Json.objects(scenario.get("exchanges"));
    exchanges.forEach(exchange -> situation.service.next(behaviours(exchange, key)));

    Map<String, Object> outcome = outcome(scenario, meteredCall(call));

    assertThat(outcome).isEqualTo(scenario.get("outcome"));
    checkRequests(exchanges, call, key);
    if (scenario.containsKey("sends")) {
      String sends = Json.write(scenario.get("sends")).replace("{key}", key);
      assertThat(situation.service.received)
          .allSatisfy(each -> assertThat(Json.object(each.body())).isEqualTo(Json.object(sends)));
    }
    checkPauses((List<?>) scenario.get("pausesMillis"));
  }

  static Stream<Named<Map<String, Object>>> keys() {
    return Json.objects(TABLE.get("keys")).stream()
        .map(each -> Named.of((String) each.get("operation"), each));
  }

  /// Another key would charge retries a second time, also those of another client.
  @ParameterizedTest
  @MethodSource("keys")
  void keys_never_change(Map<String, Object> key) {
    Map<String, Object> call = new HashMap<>(Json.object(TABLE.get("call")));
    call.putAll(key);

    assertThat(HoldRequest.key(meteredCall(call))).isEqualTo(key.get("key"));
  }

  private static Map<String, Object> call(Map<String, Object> scenario) {
    Map<String, Object> call = new HashMap<>(Json.object(TABLE.get("call")));
    call.putAll(Json.object(scenario.getOrDefault("call", Map.of())));
    return call;
  }

  private static MeteredCall meteredCall(Map<String, Object> call) {
    return new MeteredCall(
        (String) call.get("account"),
        (String) call.get("action"),
        Optional.ofNullable((String) call.get("document")),
        (String) call.get("operation"),
        ((Long) call.get("quantity")).intValue(),
        Duration.ofMillis((Long) call.get("timeoutMillis")),
        Map.of());
  }

  private static Behaviour[] behaviours(Map<String, Object> exchange, String key) {
    int times = exchange.containsKey("always") ? ALWAYS : 1;
    return Collections.nCopies(times, behaviour(exchange.get("answer"), key))
        .toArray(Behaviour[]::new);
  }

  private static Behaviour behaviour(Object answer, String key) {
    if (answer.equals("lost")) {
      return Behaviour.Loses.REQUEST;
    }
    if (answer.equals("never")) {
      return Behaviour.Loses.TIMEOUT;
    }
    Map<String, Object> scripted = Json.object(answer);
    Map<String, String> headers = new HashMap<>();
    Json.object(scripted.getOrDefault("headers", Map.of()))
        .forEach((name, value) -> headers.put(name, (String) value));
    int status = ((Long) scripted.get("status")).intValue();
    return new Behaviour.Answers(status, headers, text(scripted, key));
  }

  private static String text(Map<String, Object> scripted, String key) {
    String text = (String) scripted.getOrDefault("text", "");
    if (scripted.get("body") instanceof String name) {
      Map<String, Object> body =
          Json.object(Json.write(Json.object(TABLE.get("bodies")).get(name)));
      Json.object(scripted.getOrDefault("change", Map.of()))
          .forEach((pointer, value) -> set(body, pointer.substring(1).split("/", -1), value));
      text = Json.write(body).replace("{key}", key);
    }
    long fill = (Long) scripted.getOrDefault("fill", 0L);
    return text + " ".repeat((int) Math.max(0, fill - text.length()));
  }

  private static void set(Map<String, Object> body, String[] names, Object value) {
    Map<String, Object> parent = body;
    for (int i = 0; i < names.length - 1; i++) {
      parent = Json.object(parent.get(names[i]));
    }
    parent.put(names[names.length - 1], value);
  }

  private Map<String, Object> outcome(Map<String, Object> scenario, MeteredCall call)
      throws Exception {
    ClientBuilder builder = situation.builder();
    if (Json.objects(scenario.get("exchanges")).stream()
        .anyMatch(exchange -> "never".equals(exchange.get("answer")))) {
      builder.answerTimeout(SHORT_ANSWER_TIMEOUT);
    }
    if (Json.object(scenario.getOrDefault("client", Map.of())).containsKey("failOpen")) {
      builder.failOpen();
    }
    DrawdownClient client = builder.build();
    Map<String, Object> expected = Json.object(scenario.get("outcome"));
    if (scenario.containsKey("reads")) {
      return read(client, call, expected);
    }
    if (scenario.containsKey("charges")) {
      return charges(client, call, Json.object(scenario.get("charges")), expected);
    }
    String work = (String) scenario.getOrDefault("work", "returns");
    try {
      Metered<String> metered = client.metered(call, () -> work(work));
      assertThat(situation.runs).hasValue(metered instanceof Metered.Refused ? 0 : 1);
      return outcomeOf(metered, expected);
    } catch (IOException failure) {
      boolean isConfirmed = failure.getSuppressed().length == 0;
      // The exception only shows whether the release is confirmed.
      return isConfirmed && !"unconfirmed".equals(expected.get("threw"))
          ? expected
          : Map.of("threw", "unconfirmed");
    }
  }

  private static Map<String, Object> read(
      DrawdownClient client, MeteredCall call, Map<String, Object> expected)
      throws InterruptedException {
    try {
      return Map.of("total", client.balance(call.account()).total());
    } catch (DrawdownException failure) {
      assertThat(failure).hasMessageContaining((String) expected.get("failed"));
      return expected;
    }
  }

  /// The members of the charge that the scenario names, or the code of the problem.
  private static Map<String, Object> charges(
      DrawdownClient client,
      MeteredCall call,
      Map<String, Object> does,
      Map<String, Object> expected)
      throws InterruptedException {
    try {
      Charge charge = charge(client.charges(call.account()), call, does);
      Map<String, Object> outcome = new HashMap<>();
      outcome.put("status", charge.status().name().toLowerCase(Locale.ROOT));
      outcome.put("cost", charge.cost());
      outcome.put("captured", charge.captured());
      charge.expiresAt().ifPresent(end -> outcome.put("expiresAt", end.toString()));
      outcome.keySet().retainAll(expected.keySet());
      return outcome;
    } catch (DrawdownException refused) {
      return Map.of("problem", refused.code());
    }
  }

  private static Charge charge(Charges charges, MeteredCall call, Map<String, Object> does)
      throws InterruptedException {
    String key = HoldRequest.key(call);
    return switch ((String) does.get("does")) {
      case "part" -> charges.capturePart(key, (Long) does.get("captured"));
      case "last-part" -> charges.capture(key, (Long) does.get("captured"));
      case "extend" -> charges.extend(key, Duration.parse((String) does.get("expiresIn")));
      case "continue" -> {
        int quantity = ((Long) does.get("quantity")).intValue();
        yield charges.open(Order.of(key + ":rest", call.action(), quantity).continuing(key));
      }
      default -> throw new IllegalArgumentException(does.toString());
    };
  }

  private String work(String what) throws IOException, InterruptedException {
    situation.runs.incrementAndGet();
    if (what.equals("throws")) {
      throw new IOException("the model hung up");
    }
    if (what.equals("hangs")) {
      new CountDownLatch(1).await();
    }
    return "a draft";
  }

  /// The outcome, with the details that the scenario names.
  private static Map<String, Object> outcomeOf(
      Metered<String> metered, Map<String, Object> expected) {
    Map<String, Object> outcome = new LinkedHashMap<>();
    if (metered instanceof Metered.Completed<String> done) {
      outcome.put("completed", label(done.payment()));
      if (expected.containsKey("note") && done.payment() instanceof Payment.Captured captured) {
        outcome.put("note", captured.note().text());
      }
      if (expected.containsKey("code") && done.payment() instanceof Payment.Uncollected lost) {
        outcome.put("code", lost.code());
      }
    } else if (metered instanceof Metered.TimedOut<String> timedOut) {
      outcome.put("timedOut", label(timedOut.release()));
    } else {
      Refusal refusal = Situation.refusalOf(metered);
      outcome.put("refused", label(refusal));
      outcome.put("holdMayBeOpen", refusal.holdMayBeOpen());
      if (refusal instanceof Refusal.OutcomeUnknown unknown) {
        outcome.put("lastAnswer", label(unknown.lastAnswer()));
      }
      if (expected.containsKey("detail")) {
        outcome.put("detail", refusal.detail());
      }
    }
    return outcome;
  }

  /// The type's name as the table writes it: `paid-before` for `PaidBefore`.
  private static String label(Object result) {
    return result
        .getClass()
        .getSimpleName()
        .replaceAll("(?<=.)(?=[A-Z])", "-")
        .toLowerCase(Locale.ROOT);
  }

  private void checkRequests(
      List<Map<String, Object>> exchanges, Map<String, Object> call, String key) {
    List<Received> received = situation.service.received;
    Map<String, Object> last = exchanges.get(exchanges.size() - 1);
    if (last.containsKey("always")) {
      assertThat(received).hasSizeGreaterThan(exchanges.size());
    } else {
      assertThat(received).hasSameSizeAs(exchanges);
    }
    Map<String, String> bodies = new HashMap<>();
    for (int i = 0; i < received.size(); i++) {
      Received each = received.get(i);
      String name = (String) (i < exchanges.size() ? exchanges.get(i) : last).get("request");
      Map<String, Object> request = Json.object(Json.object(TABLE.get("requests")).get(name));
      String path = ((String) request.get("path")).replace("{key}", key);
      assertThat(each.method()).isEqualTo(request.get("method"));
      assertThat(each.path()).isEqualTo(path.replace("{account}", (String) call.get("account")));
      assertThat(each.authorization()).isEqualTo("Bearer secret");
      Map<String, String> keys = Map.of("hold", key, "continue", key + ":rest");
      assertThat(each.key()).isEqualTo(Optional.ofNullable(keys.get(name)));
      assertThat(bodies.getOrDefault(name, each.body())).isEqualTo(each.body());
      bodies.put(name, each.body());
    }
    if (bodies.containsKey("hold")) {
      checkHold(Json.object(bodies.get("hold")), call);
    }
  }

  private static void checkHold(Map<String, Object> body, Map<String, Object> call) {
    Map<String, Object> expected = new HashMap<>();
    for (String name : List.of("action", "document", "quantity")) {
      if (call.containsKey(name)) {
        expected.put(name, call.get(name));
      }
    }
    Map<String, Object> hold = Json.object(body.remove("hold"));
    Duration least = Duration.ofMillis((Long) call.get("timeoutMillis")).plusSeconds(70);

    assertThat(body).isEqualTo(expected);
    assertThat(Duration.parse((String) hold.get("expiresIn")))
        .isBetween(least, least.plusMinutes(1));
  }

  private void checkPauses(List<?> expected) {
    if (expected == null) {
      return;
    }
    assertThat(situation.pauses).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      List<?> range = (List<?>) expected.get(i);
      assertThat(situation.pauses.get(i))
          .isBetween(
              Duration.ofMillis((Long) range.get(0)), Duration.ofMillis((Long) range.get(1)));
    }
  }
}
