package dev.drawdown.local.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.http.Reply;
import dev.drawdown.local.Developer;
import dev.drawdown.local.ServiceInMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Accounts in every state, created by requests and payments.
class SeedEndpointTest {
  @ParameterizedTest(name = "{0}: {1} is {2} with {3}")
  @CsvSource({
    "outsmart, ida, active, 10",
    "outsmart, ada, active, 47",
    "outsmart, vic, active, 35",
    "outsmart, bob, active, 18",
    "outsmart, cyn, active, 0",
    "outsmart, jim, active, 35",
    "outsmart, eve, active, 40",
    "outsmart, fay, active, 80",
    "outsmart, gil, grace, 90",
    "outsmart, dan, suspended, 0",
    "outsmart, kim, active, 435",
    "outsmart, lou, active, 0",
    "assistant-coach, ida, active, 50",
    "assistant-coach, ada, active, 19",
    "assistant-coach, cyn, active, 0",
    "assistant-coach, jim, active, 75",
    "ai-employee, ada, active, 185",
    "ai-employee, cyn, active, 0",
    "ai-employee, eve, active, 200",
    "ai-employee, dan, suspended, 0",
  })
  void each_account_is_in_its_state(String catalog, String account, String standing, int total)
      throws Exception {
    try (ServiceInMemory service = new ServiceInMemory(catalog);
        Developer developer = service.developer()) {
      assertThat(seed(developer).status()).isEqualTo(200);

      Reply balance = developer.balance(account);
      assertThat(balance.at("standing")).isEqualTo(standing);
      assertThat(balance.at("total")).isEqualTo(total);
    }
  }

  @Test
  void states_beyond_the_total_exist_too() throws Exception {
    try (ServiceInMemory service = new ServiceInMemory("outsmart");
        Developer developer = service.developer()) {
      seed(developer);

      assertThat(developer.balance("ada").at("usage.percent")).isEqualTo(63);
      assertThat(developer.balance("vic").at("usage.level")).isEqualTo("warn");
      assertThat(developer.balance("bob").at("usage.level")).isEqualTo("critical");
      assertThat(developer.balance("hal").at("held")).isEqualTo(1);
      assertThat(developer.balance("fay").at("plan.cancelsAt")).isNotNull();
      assertThat(developer.balance("dan").at("buckets.1.frozen")).isEqualTo(true);
      assertThat(developer.see("/v1/pools/lakeside/members").text())
          .contains("\"kim\"", "\"limitPerPeriod\":25");
      assertThat(developer.charge("lou", "more", "lab.analyze", "document", "more").at("limit"))
          .isEqualTo(25);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"outsmart", "assistant-coach", "ai-employee"})
  void a_second_run_changes_nothing(String catalog) throws Exception {
    try (ServiceInMemory service = new ServiceInMemory(catalog);
        Developer developer = service.developer()) {
      List<Object> seeded = names(seed(developer));
      List<String> before = wallets(developer);

      Reply again = seed(developer);

      assertThat(seeded).contains("ada", "bob", "cyn").doesNotContain("ida");
      assertThat(again.at("seeded")).isEqualTo(List.of());
      assertThat(wallets(developer)).isEqualTo(before);
    }
  }

  @Test
  void a_used_account_stays_unchanged() throws Exception {
    try (ServiceInMemory service = new ServiceInMemory("outsmart");
        Developer developer = service.developer()) {
      developer.charge("ada", "first-charge", "lab.analyze", "document", "document-1");

      Reply seed = seed(developer);

      assertThat(names(seed)).doesNotContain("ada").contains("bob");
      assertThat(developer.balance("ada").at("total")).isEqualTo(9);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"outsmart", "assistant-coach", "ai-employee"})
  void every_ledger_adds_up(String catalog) throws Exception {
    try (ServiceInMemory service = new ServiceInMemory(catalog);
        Developer developer = service.developer()) {
      seed(developer);

      for (String path : paths(developer)) {
        assertThat(developer.see(path + "/audit").at("consistent")).as(path).isEqualTo(true);
      }
    }
  }

  @Test
  void a_request_with_fields_is_refused() throws Exception {
    try (ServiceInMemory service = new ServiceInMemory("outsmart");
        Developer developer = service.developer()) {
      Reply refused = developer.post(DevConsole.SEED, "{\"people\":3}");

      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.at("field")).isEqualTo("people");
      assertThat(developer.balance("ada").at("version")).isEqualTo(0);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("smallCatalogs")
  void a_catalog_without_some_states_has_the_others(String name, String json, List<String> seeded)
      throws Exception {
    try (ServiceInMemory service = new ServiceInMemory(Catalogs.read(json), Webhook.SECRET);
        Developer developer = service.developer()) {
      Reply seed = seed(developer);

      assertThat(seed.status()).isEqualTo(200);
      assertThat(names(seed)).as(name).isEqualTo(seeded);
    }
  }

  static Stream<Arguments> smallCatalogs() {
    String paid = "{\"id\": \"ask\", \"name\": \"Ask\", \"cost\": 9}";
    String free = "{\"id\": \"read\", \"name\": \"Read\", \"cost\": 0}";
    String pack = "\"packs\": [{\"id\": \"k\", \"name\": \"K\", \"credits\": 25}]";
    String packs = pack.replace("}", ", \"price\": {\"amount\": 500, \"currency\": \"eur\"}}");
    String starter = "\"starterCredits\": 5";
    return Stream.of(
        Arguments.of("packs only", catalog(paid, packs), List.of("jim", "eve")),
        Arguments.of("free actions only", catalog(free, packs), List.of("jim", "eve")),
        Arguments.of("a pack without a price", catalog(paid, pack), List.of("jim")),
        Arguments.of(
            "too few free credits for an action",
            catalog(paid, starter),
            List.of("ada", "vic", "bob", "cyn", "hal", "jim")));
  }

  private static String catalog(String action, String more) {
    return "{\"product\": \"notes\", \"actions\": [%s], %s}".formatted(action, more);
  }

  private static Reply seed(Developer developer) {
    return developer.post(DevConsole.SEED, "");
  }

  private static List<Object> names(Reply seed) {
    return new ArrayList<>((List<?>) seed.at("seeded"));
  }

  private static List<String> wallets(Developer developer) {
    return paths(developer).stream()
        .flatMap(path -> Stream.of(developer.see(path + "/ledger"), developer.see(path + "/audit")))
        .map(Reply::text)
        .toList();
  }

  private static List<String> paths(Developer developer) {
    return ((List<?>) developer.see(DevConsole.SEED).at("cast"))
        .stream()
            .map(person -> (Map<?, ?>) person)
            .map(
                person ->
                    person.containsKey("pool")
                        ? "/v1/pools/" + person.get("pool")
                        : "/v1/accounts/" + person.get("account"))
            .toList();
  }
}
