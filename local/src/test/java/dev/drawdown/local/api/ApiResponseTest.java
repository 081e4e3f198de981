package dev.drawdown.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.http.Reply;
import dev.drawdown.local.Developer;
import dev.drawdown.local.ServiceInMemory;
import dev.drawdown.local.api.ApiCaller.Answered;
import dev.drawdown.local.api.ApiCaller.Sent;
import dev.drawdown.local.api.ApiDescription.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every answer fits its description, for any calls on accounts and pools.
class ApiResponseTest {
  private static final ApiDescription API = ApiDescription.read();
  private static final int STEPS = 400;

  /// The parts of a product that a random customer uses.
  record Product(
      String catalog,
      List<String> actions,
      List<String> plans,
      List<String> pools,
      List<String> packs) {}

  private static final List<Product> PRODUCTS =
      List.of(
          new Product(
              "outsmart",
              List.of("lab.analyze", "letter.generate", "ask", "none"),
              List.of("solo", "plus"),
              List.of("office"),
              List.of("pack-50", "pack-200", "none")),
          new Product(
              "ai-employee",
              List.of("reply", "website.sync", "none"),
              List.of("starter", "professional"),
              List.of(),
              List.of("pack-250", "none")),
          new Product(
              "assistant-coach",
              List.of("checkin.draft", "trend.analyze"),
              List.of(),
              List.of(),
              List.of("none")));

  static Stream<Arguments> walks() {
    return PRODUCTS.stream()
        .flatMap(product -> Stream.of(1, 2).map(seed -> Arguments.of(product, seed)));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("walks")
  void every_answer_of_a_random_walk_fits_its_description(Product product, int seed) {
    Set<String> seen = new TreeSet<>();
    try (ServiceInMemory service = new ServiceInMemory(product.catalog());
        Developer developer = service.developer();
        ApiCaller caller = ApiCaller.of(API, service)) {
      Walk walk = new Walk(product, new Random(seed), developer, caller, new HashMap<>());
      for (int step = 0; step < STEPS; step++) {
        seen.add(walk.step());
      }
    }

    assertThat(seen)
        .contains("charge 201", "charge 402", "capture 200", "capture 409", "refund 200")
        .contains("extend 200", "grant 201", "adjust 201")
        .hasSizeGreaterThan(30);
  }

  /// Random calls with few names, so that they meet each other. `held` is the last hold of each
  /// account.
  private record Walk(
      Product product,
      Random random,
      Developer developer,
      ApiCaller caller,
      Map<String, String> held) {
    private static final List<String> ACCOUNTS = List.of("ada", "bob", "auth0|eve");
    private static final Map<String, Integer> WEIGHTS =
        Map.of("charge", 14, "capture", 8, "extend", 6, "refund", 7, "topUp", 2, "joinPool", 2);

    /// Makes one call, and returns its operation and status.
    String step() {
      if (random.nextInt(6) == 0) {
        outside();
      }
      Operation operation = any(weighted());
      Sent sent = sent(operation);
      Answered answered = caller.call(sent);
      if (answered.body().at("/charge/status").asText().equals("held")) {
        held.put(sent.path().get("account"), answered.body().at("/charge/id").textValue());
      } else if (answered.status() == 409) {
        held.values().remove(sent.path().get("charge"));
      }
      assertThat(caller.faults(operation, answered))
          .as(operation + " answered " + answered.body())
          .isEmpty();
      return operation.id() + " " + answered.status();
    }

    /// A payment, a cancellation, or the passing of time.
    private void outside() {
      boolean pool = !product.pools().isEmpty() && random.nextBoolean();
      List<String> plans = pool ? product.pools() : product.plans();
      if (plans.isEmpty() || random.nextInt(3) == 0) {
        developer.advance(any(List.of("PT10M", "P3D", "P20D", "P1M")));
      } else {
        String type =
            any(
                List.of(
                    "invoice.paid",
                    "invoice.paid",
                    "invoice.payment_failed",
                    "customer.subscription.deleted"));
        Reply reply =
            developer.pay(
                type,
                pool ? "pool" : "account",
                pool ? "office-1" : any(ACCOUNTS),
                "plan",
                any(plans));
        assertThat(reply.status()).isEqualTo(200);
      }
    }

    private List<Operation> weighted() {
      return API.operations().stream()
          .filter(each -> !each.id().equals("stripeWebhook"))
          .flatMap(each -> Stream.generate(() -> each).limit(WEIGHTS.getOrDefault(each.id(), 1)))
          .toList();
    }

    private Sent sent(Operation operation) {
      Sent sent = Sent.of(operation);
      sent.path().replace("account", any(ACCOUNTS));
      sent.path().replace("pool", any(List.of("office-1", "office-1", "none")));
      sent.path().replace("charge", key());
      sent.headers().replace("Idempotency-Key", key());
      sent.query().replace("action", any(product.actions()));
      if (sent.path().containsKey("pool") && operation.id().equals("poolLedger")) {
        sent.query().put("shard", any(List.of("0", "1")));
      }
      boolean isOfHold = List.of("capture", "extend").contains(operation.id());
      if (isOfHold && random.nextInt(5) > 0 && !held.isEmpty()) {
        String account = any(List.copyOf(held.keySet()));
        sent.path().put("account", account);
        sent.path().put("charge", held.get(account));
      }
      return switch (operation.id()) {
        case "charge" -> charge(sent);
        case "capture" ->
            sent.with(
                any(
                    List.of(
                        "{}",
                        "{\"credits\":1}",
                        "{\"credits\":0}",
                        "{\"captured\":%d,\"final\":%b}"
                            .formatted(random.nextInt(4), random.nextInt(4) == 0))));
        case "extend" ->
            sent.with("{\"expiresIn\":\"%s\"}".formatted(any(List.of("PT1M", "PT1H", "PT24H"))));
        case "grant" -> sent.with("{\"credits\":5,\"reason\":\"A gift\"}");
        case "adjust" ->
            sent.with(
                "{\"credits\":%d,\"reason\":\"Counted twice\"}".formatted(any(List.of(3, -7))));
        case "recordTerm" -> sent.with(term(product.plans()));
        case "recordPoolTerm" -> sent.with(term(product.pools()));
        case "refund" -> sent.with(any(List.of("{}", "{\"reason\":\"It failed\"}")));
        case "topUp" ->
            sent.with(
                "{\"pack\":\"%s\",\"payment\":\"pi-%d\"}"
                    .formatted(any(product.packs()), random.nextInt(20)));
        case "joinPool" -> sent.with(any(List.of("{}", "{\"limitPerPeriod\":30}")));
        default -> sent;
      };
    }

    /// A month from the start, of one of the plans or of an unknown plan.
    private String term(List<String> plans) {
      Instant start = ServiceInMemory.NOW;
      return "{\"plan\":\"%s\",\"start\":\"%s\",\"end\":\"%s\"}"
          .formatted(plans.isEmpty() ? "none" : any(plans), start, start.plus(Duration.ofDays(30)));
    }

    private Sent charge(Sent sent) {
      String hold = any(List.of("", "", ",\"hold\":{}", ",\"hold\":{\"expiresIn\":\"PT5M\"}"));
      String more = any(List.of("", ",\"metadata\":{\"team\":\"red\"},\"continues\":\"k-1\""));
      return sent.with(
          "{\"action\":\"%s\",\"document\":\"doc-%d\",\"quantity\":%d%s%s}"
              .formatted(
                  any(product.actions()),
                  random.nextInt(200),
                  any(List.of(1, 1, 1, 9, 60, 999)),
                  hold,
                  more));
    }

    private String key() {
      return "k-" + random.nextInt(40);
    }

    private <T> T any(List<T> values) {
      return values.get(random.nextInt(values.size()));
    }
  }
}
