package dev.drawdown.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.operator.Console.Printed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// `operator audit` and `operator repair` on a copy of a table that holds only a part of the last
/// transaction, as a table that was restored to a point in time may.
class RestoreDrillTest {
  private static final String WALLET = "wallet";
  private static final String ENTRY = "entry#0000000000000000003";
  private static final String CHARGE = "charge#two";
  private static final String DOCUMENT = "document#lab.analyze#lab-2";

  @AutoClose private final Console console = new Console("outsmart");
  private final OutsmartTable live = new OutsmartTable(console, console.table);
  private final OutsmartTable copy = OutsmartTable.fresh(console);

  /// The items before and after the last charge, by key.
  private Map<List<String>, Map<String, AttributeValue>> before = Map.of();

  private Map<List<String>, Map<String, AttributeValue>> after = Map.of();

  @BeforeEach
  void charge() {
    live.charge("anna", "one", "lab-1");
    live.charge("ben", "one", "lab-1");
    before = live.items();
    live.charge("anna", "two", "lab-2");
    after = live.items();
  }

  @Test
  void a_whole_table_has_no_findings() {
    restore(Set.of(WALLET, ENTRY, CHARGE, DOCUMENT));

    assertThat(run("audit")).isEqualTo(new Printed(0, "2 wallets", ""));
    assertThat(run("repair account#anna"))
        .isEqualTo(new Printed(0, "account#anna\tnothing to repair", ""));
    assertThat(copy.items()).isEqualTo(after);
  }

  static Stream<Set<String>> partsWithoutTheWallet() {
    return Stream.of(
        Set.of(ENTRY),
        Set.of(CHARGE),
        Set.of(DOCUMENT),
        Set.of(ENTRY, CHARGE),
        Set.of(ENTRY, DOCUMENT),
        Set.of(CHARGE, DOCUMENT),
        Set.of(ENTRY, CHARGE, DOCUMENT));
  }

  /// The wallet is in its state before the charge.
  @ParameterizedTest
  @MethodSource("partsWithoutTheWallet")
  void items_of_a_charge_that_the_wallet_does_not_count_are_found_and_removed(Set<String> written) {
    restore(written);

    Printed audit = run("audit");
    Printed rehearsal = run("repair account#anna --dry-run");
    assertThat(audit.exit()).isEqualTo(1);
    assertThat(audit.lines()).hasSizeGreaterThan(1).last().isEqualTo("2 wallets");
    assertThat(audit.lines().subList(0, audit.lines().size() - 1))
        .allMatch(line -> line.startsWith("account#anna\t"));
    assertThat(rehearsal.out()).startsWith("account#anna\tto remove: ");
    assertThat(copy.items()).isNotEqualTo(before);

    Printed repair = run("repair account#anna");

    assertThat(repair.out()).startsWith("account#anna\tremoved: ");
    assertThat(repair.exit()).isZero();
    assertThat(copy.items()).isEqualTo(before);
    assertThat(run("audit")).isEqualTo(new Printed(0, "2 wallets", ""));
  }

  @Test
  void the_audit_and_the_repair_name_the_items() {
    restore(Set.of(ENTRY, CHARGE, DOCUMENT));

    assertThat(run("audit").lines())
        .containsExactly(
            "account#anna\tthe wallet ends with entry 2, but the ledger ends with entry 3",
            "account#anna\tcharge two names entry 3, which the wallet doesn't count",
            "2 wallets");
    assertThat(run("repair account#anna").out())
        .isEqualTo("account#anna\tremoved: entry 3, charge two, document lab-2");
  }

  @Test
  void a_missing_document_alone_is_written() {
    restore(Set.of(WALLET, ENTRY, CHARGE));

    assertThat(run("audit").lines())
        .containsExactly(
            "account#anna\tcharge two paid for document lab-2, which is missing", "2 wallets");
    assertThat(run("repair account#anna"))
        .isEqualTo(
            new Printed(0, "account#anna\tremoved: nothing; document lab-2 kept for two", ""));
    assertThat(copy.items()).isEqualTo(after);
  }

  static Stream<Set<String>> partsWithTheWallet() {
    return Stream.of(
        Set.of(WALLET),
        Set.of(WALLET, ENTRY),
        Set.of(WALLET, CHARGE),
        Set.of(WALLET, CHARGE, DOCUMENT),
        Set.of(WALLET, ENTRY, DOCUMENT));
  }

  /// The credits are gone, and the older items are overwritten.
  @ParameterizedTest
  @MethodSource("partsWithTheWallet")
  void a_loss_of_items_that_the_wallet_counts_is_found_and_left_to_a_person(Set<String> written) {
    restore(written);
    Map<List<String>, Map<String, AttributeValue>> torn = copy.items();

    assertThat(run("audit").exit()).isEqualTo(1);
    Printed repair = run("repair account#anna");

    assertThat(repair.out()).startsWith("account#anna\tcan't be decided: ");
    assertThat(repair.exit()).isEqualTo(1);
    assertThat(copy.items()).isEqualTo(torn);
  }

  /// The first entries of an account are a grant and a charge.
  @Test
  void a_missing_wallet_is_found_by_its_entries() {
    restore(Set.of());
    copy.delete("account#ben", WALLET);

    assertThat(run("audit").out()).contains("account#ben\tthe wallet ends with entry 0");
    assertThat(run("repair account#ben").exit()).isZero();
    assertThat(copy.items().keySet()).noneMatch(key -> key.getFirst().equals("account#ben"));
  }

  @Test
  void a_repaired_wallet_accepts_charges_and_is_published_again() {
    restore(Set.of(ENTRY, CHARGE, DOCUMENT));
    run("repair account#anna");

    copy.charge("anna", "two", "lab-2");
    Printed publish = run("publish account#anna/3-");

    assertThat(run("audit")).isEqualTo(new Printed(0, "2 wallets", ""));
    assertThat(publish.exit()).isZero();
    assertThat(console.published()).containsExactly("account#anna/3");
  }

  @Test
  void an_item_that_can_not_be_read_is_printed_and_the_audit_continues() {
    restore(Set.of(WALLET, ENTRY, CHARGE, DOCUMENT));
    copy.makeUnreadable("anna");

    assertThat(run("audit").lines())
        .containsExactly(
            "account#anna\tcan't be read: account#anna/wallet has schema version 2, but only"
                + " version 1 is known here",
            "2 wallets");
    assertThat(run("repair account#anna account#ben"))
        .isEqualTo(
            new Printed(
                1,
                "account#anna\tcan't be read: account#anna/wallet has schema version 2, but only"
                    + " version 1 is known here\naccount#ben\tnothing to repair",
                ""));
  }

  @Test
  void a_document_whose_key_names_no_action_is_printed_and_the_audit_continues() {
    restore(Set.of(WALLET, ENTRY, CHARGE, DOCUMENT));
    Map<String, AttributeValue> document = new HashMap<>(item("account#anna", DOCUMENT));
    document.put("sk", AttributeValue.fromS("document#lab-2"));
    copy.put(document);
    String found =
        "account#anna\tcan't be read: the key must name an action and a document: document#lab-2";

    assertThat(run("audit")).isEqualTo(new Printed(1, found + "\n2 wallets", ""));
    assertThat(run("repair account#anna account#ben"))
        .isEqualTo(new Printed(1, found + "\naccount#ben\tnothing to repair", ""));
  }

  @Test
  void an_audit_continues_after_any_wallet_and_segments_share_the_table() {
    restore(Set.of());
    for (String account : List.of("carl", "dora", "emil")) {
      copy.charge(account, "one", "lab-1");
      copy.delete("account#" + account, WALLET);
    }
    List<String> all = found("audit");
    assertThat(all).containsExactlyInAnyOrder("account#carl", "account#dora", "account#emil");

    assertThat(found("audit --after " + all.getFirst())).isEqualTo(all.subList(1, 3));
    List<String> shared = new ArrayList<>(found("audit --segment 0/3"));
    shared.addAll(found("audit --segment 1/3"));
    shared.addAll(found("audit --segment 2/3"));
    assertThat(shared).containsExactlyInAnyOrderElementsOf(all);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "audit --segment 3/3",
        "audit --segment 0/0",
        "audit --segment half",
        "audit --after anna",
        "repair anna",
        "repair"
      })
  void a_wrong_command_is_refused_and_nothing_is_tried(String line) {
    assertThat(run(line).exit()).isEqualTo(2);
    assertThat(run(line).errors().lines()).hasSize(1);
  }

  private List<String> found(String line) {
    return run(line).lines().stream()
        .filter(each -> each.contains("\t"))
        .map(each -> each.replaceAll("\t.*", ""))
        .distinct()
        .toList();
  }

  private Printed run(String line) {
    return copy.run(line);
  }

  /// Gives the copy every item except those of the last charge, and the `parts` of that charge.
  private void restore(Set<String> parts) {
    before.values().forEach(copy::put);
    after.forEach(
        (key, item) -> {
          if (key.getFirst().equals("account#anna") && parts.contains(key.getLast())) {
            copy.put(item);
          }
        });
  }

  private Map<String, AttributeValue> item(String partition, String sort) {
    return copy.items().getOrDefault(List.of(partition, sort), Map.of());
  }
}
