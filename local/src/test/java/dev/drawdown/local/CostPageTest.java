package dev.drawdown.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.drawdown.local.gateway.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The numbers of `docs/cost.md` follow from the prices and amounts that it names.
class CostPageTest {
  private static final Path PAGE = Path.of("..", "docs", "cost.md");

  /// In millions of charges.
  private static final List<Double> VOLUMES = List.of(0.01, 1.0, 100.0);

  /// The size in bytes that DynamoDB adds to an item's attributes.
  private static final int OVERHEAD = 100;

  private final Map<String, List<String>> sections = new LinkedHashMap<>();
  private final Map<String, Double> prices = new LinkedHashMap<>();

  /// A line of a table with an amount and a price.
  private record Used(String line, double cost) {}

  @BeforeEach
  void read() throws IOException {
    String section = "";
    for (String line : Files.readAllLines(PAGE)) {
      if (line.startsWith("## ")) {
        section = line.substring(3);
      }
      sections.computeIfAbsent(section, _ -> new ArrayList<>()).add(line);
    }
    rows("Prices").forEach(row -> prices.put(row.getFirst(), number(row.get(2))));
  }

  @Test
  void each_cost_of_a_month_is_amount_times_price() {
    List<Used> used = used("What charges use");
    double fixed = used("Fixed costs").stream().mapToDouble(Used::cost).sum();
    List<List<String>> month = rows("In a month");

    assertThat(month).hasSize(used.size() + 2);
    for (int volume = 0; volume < VOLUMES.size(); volume++) {
      double millions = VOLUMES.get(volume);
      for (int line = 0; line < used.size(); line++) {
        assertThat(month.get(line).getFirst()).isEqualTo(used.get(line).line());
        assertCents(month.get(line).get(volume + 1), used.get(line).cost() * millions);
      }
      double charges = used.stream().mapToDouble(Used::cost).sum() * millions;
      assertCents(month.get(used.size()).get(volume + 1), fixed);
      assertCents(month.getLast().get(volume + 1), charges + fixed);
    }
  }

  /// `CapacityTest` asserts the units of the operator's page.
  @Test
  void the_cost_of_holds_is_units_times_prices_and_the_operators_page_has_the_same_units()
      throws IOException {
    List<String> units = Files.readAllLines(PAGE.resolveSibling("operate.md"));
    List<List<String>> holds = rows("What holds use");

    assertThat(holds).hasSize(3);
    for (List<String> row : holds) {
      double dollars = number(row.get(1)) * price("write") + number(row.get(2)) * price("read");
      assertCents(row.get(3), dollars);
      assertThat(units)
          .filteredOn(line -> line.startsWith("| " + row.getFirst() + " |"))
          .singleElement()
          .asString()
          .matches(".*\\| %s(;[^|]*)? \\| %s \\|".formatted(row.get(2), row.get(1)));
    }
  }

  @Test
  void storage_costs_more_than_writing_from_the_month_that_the_page_names() {
    double writing = 6 * price("write");
    double storage = price("storage") + price("recovery");
    long overtakes = (long) (writing / storage) + 1;

    assertThat(
            String.join("\n", sections.getOrDefault("When storage overtakes writing", List.of())))
        .contains("more than writing from month " + overtakes + " on");
    assertThat(rows("When storage overtakes writing"))
        .hasSize(5)
        .allSatisfy(
            row -> {
              assertCents(row.get(1), writing);
              assertCents(row.get(2), number(row.getFirst()) * storage);
            });
  }

  @Test
  void a_charge_and_its_entry_take_the_kilobyte_that_the_page_counts() throws Exception {
    try (SharedTable table = new SharedTable();
        DynamoDbClient client = table.table().client();
        Server server = SharedTable.serve(client, "outsmart");
        Developer developer = Developer.at(server.address())) {
      String account = "7c1f2d0a-5b0e-4b7e-9f55-2f8c1f0e6a11";
      String key = "5e0d3c1b-77aa-4e0f-8d63-90b1f1c2a3d4";
      developer.charge(account, "first", "lab.analyze", "document", "report-6");
      int before = size(client);

      developer.charge(account, key, "lab.analyze", "document", "report-7");

      double kilobytes = (size(client) - before) / 1024.0;
      assertThat(kilobytes).isBetween(0.5, 1.25);
    }
  }

  private static void assertCents(String printed, double computed) {
    assertThat(number(printed)).isCloseTo(computed, within(0.0051));
  }

  private double price(String name) {
    return prices.getOrDefault(name, Double.NaN);
  }

  private List<Used> used(String section) {
    return rows(section).stream()
        .map(row -> new Used(row.getFirst(), number(row.get(1)) * price(row.get(2))))
        .toList();
  }

  /// The fields of a section's table, without its head.
  private List<List<String>> rows(String section) {
    return sections.getOrDefault(section, List.of()).stream()
        .filter(line -> line.startsWith("| "))
        .skip(1)
        .map(line -> line.substring(2, line.length() - 2).replaceAll("[`*]", ""))
        .map(line -> List.of(line.split(" \\| ", -1)))
        .toList();
  }

  private static double number(String text) {
    return Double.parseDouble(text.replace(",", ""));
  }

  private static int size(DynamoDbClient client) {
    return client.scan(scan -> scan.tableName(LocalTable.NAME)).items().stream()
        .mapToInt(item -> OVERHEAD + size(item))
        .sum();
  }

  private static int size(Map<String, AttributeValue> item) {
    return item.entrySet().stream()
        .mapToInt(each -> bytes(each.getKey()) + size(each.getValue()))
        .sum();
  }

  /// The size as DynamoDB documents it.
  private static int size(AttributeValue value) {
    return switch (value.type()) {
      case S -> bytes(value.s());
      case N -> 1 + (value.n().length() + 1) / 2;
      case BOOL -> 1;
      case L -> 3 + value.l().stream().mapToInt(each -> 1 + size(each)).sum();
      case M -> 3 + value.m().size() + size(value.m());
      case B, SS, NS, BS, NUL, UNKNOWN_TO_SDK_VERSION ->
          throw new AssertionError("no item has a " + value.type());
    };
  }

  private static int bytes(String text) {
    return text.getBytes(UTF_8).length;
  }
}
