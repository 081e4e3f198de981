package dev.drawdown.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Calls of the API with arbitrary path, query, tokens, keys and bodies. Each is answered, or
/// refused by a problem with a code. A refused call changes nothing.
class CallFuzzTest {
  /// The sample invocations, by the product under whose catalog they are answered.
  static final Map<String, String> SAMPLES =
      Map.of(
          "assistant-coach",
          "charge capture extend refund adjustment grant session balance usage ledger audit quote"
              + " one-charge catalog openapi session-balance session-ledger session-quote"
              + " session-usage",
          "outsmart",
          "join-pool leave-pool pool pool-members pool-ledger pool-usage pool-audit pool-session"
              + " pool-term session-pool session-members webhook charge",
          "ai-employee",
          "top-up term charge balance");

  static final Map<String, FuzzedService> SERVICES = services();

  private static Map<String, FuzzedService> services() {
    Map<String, FuzzedService> services = new LinkedHashMap<>();
    SAMPLES.keySet().forEach(product -> services.put(product, new FuzzedService(product)));
    return services;
  }

  static List<byte[]> seeds() {
    List<byte[]> more =
        Fuzzing.seeds(
            """
            assistant-coach POST /v1/accounts/anna/charges
            authorization: Bearer dev-service
            idempotency-key: "click-1"

            {"action":"checkin.draft","document":"week-7","times":2,"hold":{"expiresIn":"PT10M"}}\
            """,
            """
            assistant-coach POST /v1/accounts/ben/grants
            authorization: Bearer dev-service
            idempotency-key: goodwill-1

            {"credits":5,"reason":"goodwill","expiresAt":"2027-01-01T00:00:00Z"}\
            """,
            """
            assistant-coach GET /v1/accounts/anna/ledger?limit=1&cursor=2&kind=hold
            authorization: Bearer dev-user:anna

            """,
            """
            outsmart PUT /v1/pools/northside/members/ben
            authorization: Bearer dev-service

            {"limitPerPeriod":10}\
            """);
    Stream<byte[]> samples =
        SAMPLES.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .flatMap(
                product ->
                    Stream.of(product.getValue().split(" ", -1))
                        .map(name -> RequestText.sample(product.getKey(), name)));
    return Stream.concat(samples, more.stream()).toList();
  }

  @MethodSource("seeds")
  @FuzzTest
  void a_call_is_answered_or_refused(byte[] input) {
    Fuzzing.take(CallFuzzTest::call, input);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void a_changed_call_is_answered_or_refused(long seed) {
    Fuzzing.run(CallFuzzTest::call, CallFuzzTest.class, seeds(), seed);
  }

  private static void call(byte[] input) {
    RequestText.read(input)
        .filter(text -> SERVICES.containsKey(text.product()))
        .ifPresent(text -> SERVICES.get(text.product()).call(text.request()));
  }
}
