package dev.drawdown.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drawdown.bench.Bench.Options;
import dev.drawdown.bench.ServiceAnswers.Operation;
import dev.drawdown.bench.ServiceAnswers.TimedCall;
import dev.drawdown.local.RunningService;
import dev.drawdown.local.gateway.Endpoint;
import dev.drawdown.local.gateway.Server;
import dev.drawdown.local.gateway.Tokens;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The arithmetic of a load, and loads of one second on the local service.
class ServiceLoadTest {
  private static final Map<String, String> TOKEN = Map.of("DRAWDOWN_TOKEN", Tokens.SERVICE);

  @ParameterizedTest
  @CsvSource({"50, 50", "95, 95", "99, 99", "100, 100"})
  void a_percentile_is_the_shortest_wait_that_so_many_do_not_exceed(int percent, long wait) {
    List<Long> waits = LongStream.rangeClosed(1, 100).map(each -> 101 - each).boxed().toList();

    assertThat(ServiceAnswers.percentile(waits, percent)).isEqualTo(wait);
  }

  @Test
  void a_percentile_of_few_waits_is_one_of_them() {
    assertThat(ServiceAnswers.percentile(List.of(7L), 99)).isEqualTo(7);
    assertThat(ServiceAnswers.percentile(List.of(9L, 3L), 50)).isEqualTo(3);
    assertThat(ServiceAnswers.percentile(List.of(9L, 3L, 5L), 95)).isEqualTo(9);
  }

  @Test
  void refusals_and_lost_answers_have_rows_of_their_own_and_are_not_done() {
    ServiceAnswers answers =
        new ServiceAnswers(
            List.of(
                new TimedCall(Operation.BALANCE, 200, 1_000_000),
                new TimedCall(Operation.CHARGE, 201, 20_000_000),
                new TimedCall(Operation.CHARGE, 201, 30_500_000),
                new TimedCall(Operation.CHARGE, 503, 5_000_000_000L),
                new TimedCall(Operation.CHARGE, RemoteService.NO_ANSWER, 100_000)),
            2);

    assertThat(answers.toString().lines())
        .containsExactly(
            "operation  status     calls  a second    median      95 %      99 %",
            "charge     none           1       0.5       0.1       0.1       0.1",
            "charge     201            2       1.0      20.0      30.5      30.5",
            "charge     503            1       0.5    5000.0    5000.0    5000.0",
            "balance    200            1       0.5       1.0       1.0       1.0",
            "done                      3       1.5",
            "not done                  2");
  }

  @Test
  void a_balance_must_be_what_was_taken_and_given_back() {
    LoadedAccount account = new LoadedAccount("ada", 100);
    account.take(3);
    account.take(2);
    account.giveBack(2);

    assertThat(account.fault(97)).isEmpty();
    assertThat(account.fault(98)).contains("ada: the balance is 98, the answers say 97");
  }

  @Test
  void a_balance_proves_nothing_if_the_outcome_of_a_call_is_unknown() {
    LoadedAccount account = new LoadedAccount("ada", 100);
    account.loseAnswer();

    assertThat(account.fault(100)).contains("ada: calls of unknown outcome: 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"outsmart", "assistant-coach"})
  void every_operation_of_a_load_is_answered_and_each_balance_agrees(String product)
      throws Exception {
    try (RunningService service = new RunningService(product)) {
      String report = ServiceLoad.measure(options(service.address()), TOKEN);

      assertThat(report)
          .containsPattern("charge +201 ")
          .containsPattern("hold +201 ")
          .containsPattern("capture +200 ")
          .containsPattern("refund +200 ")
          .containsPattern("balance +200 ")
          .containsPattern("not done +0\n")
          .endsWith("The balance of each account is what the answers say.\n");
    }
  }

  @Test
  void calls_that_fail_for_now_are_counted_and_repeated() throws Exception {
    String free =
        """
        {"actions":[{"id":"run","cost":1}],"charge":{"cost":0},"restored":0,"total":10}
        """;
    AtomicInteger calls = new AtomicInteger();
    try (Server service = Server.bind(0)) {
      service.serve(_ -> Endpoint.json(calls.incrementAndGet() % 3 == 0 ? 503 : 200, free));

      String report = ServiceLoad.measure(options(service.address()), TOKEN);

      assertThat(report)
          .containsPattern("charge +200 ")
          .containsPattern("charge +503 ")
          .containsPattern("not done +[1-9]")
          .endsWith("The balance of each account is what the answers say.\n");
    }
  }

  @Test
  void a_service_whose_balances_do_not_show_its_charges_fails_with_the_report() throws Exception {
    String always =
        """
        {"actions":[{"id":"run","cost":1}],"charge":{"cost":1},"restored":0,"total":10}
        """;
    try (Server service = Server.bind(0)) {
      service.serve(_ -> Endpoint.json(200, always));

      assertThatExceptionOfType(Bench.Failed.class)
          .isThrownBy(() -> ServiceLoad.measure(options(service.address()), TOKEN))
          .withMessageContaining("operation  status")
          .withMessageContaining("Wrong accounts: 3 of 3\n")
          .withMessageMatching("(?s).*-0: the balance is 10, the answers say -?[0-9]+\n.*");
    }
  }

  @Test
  void a_token_that_may_not_grant_credits_is_reported() throws Exception {
    try (RunningService service = new RunningService("outsmart")) {
      Map<String, String> reader = Map.of("DRAWDOWN_TOKEN", Tokens.USER_PREFIX + "anna");

      assertThatExceptionOfType(Bench.Failed.class)
          .isThrownBy(() -> ServiceLoad.measure(options(service.address()), reader))
          .withMessageMatching("POST http://.*/grants got 403: .*");
    }
  }

  @Test
  void without_a_service_there_is_no_load() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    URI nobody = URI.create("http://127.0.0.1:" + port);

    assertThatExceptionOfType(Bench.Failed.class)
        .isThrownBy(() -> ServiceLoad.measure(options(nobody), TOKEN))
        .withMessageStartingWith("GET " + nobody + "/v1/catalog got no answer: ");
  }

  @Test
  void without_a_token_there_is_no_load() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServiceLoad.measure(options(URI.create("http://127.0.0.1")), Map.of()))
        .withMessageStartingWith("DRAWDOWN_TOKEN must be a token");
  }

  private static Options options(URI address) {
    return new Options(Map.of("url", address, "callers", 4, "accounts", 3, "seconds", 1));
  }
}
