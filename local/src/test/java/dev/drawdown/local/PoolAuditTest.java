package dev.drawdown.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.WalletAudits;
import dev.drawdown.adapters.dynamodb.DynamoDbStore;
import dev.drawdown.adapters.store.Outcome;
import dev.drawdown.domain.audit.WalletAudit.Finding;
import dev.drawdown.domain.audit.WalletRepair.RepairDecision;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.local.gateway.Server;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A member's charge on a pool. The restored table has only one half of it.
class PoolAuditTest {
  private static final WalletId MEMBER = WalletId.parse("account#bea");
  private static final WalletId POOL = WalletId.parse("pool#acme");

  private SharedTable table;
  private DynamoDbClient client;
  private Server server;
  private WalletAudits audits;
  private List<Map<String, AttributeValue>> before = List.of();

  @BeforeEach
  void chargeAPool() throws Exception {
    table = new SharedTable();
    client = table.table().client();
    server = SharedTable.serve(client, "outsmart");
    audits = new WalletAudits(DynamoDbStore.forReading(client, LocalTable.NAME).audits());
    try (Developer developer = Developer.at(server.address())) {
      developer.pay("invoice.paid", "pool", "acme", "plan", "office");
      developer.call("PUT", "/v1/pools/acme/members/bea", "{}");
      for (int key = 0; key < 10; key++) {
        developer.charge("bea", "own-" + key, "lab.analyze", "document", "own-" + key);
      }
      before = items();
      assertThat(developer.charge("bea", "pooled", "lab.analyze", "document", "p").status())
          .isEqualTo(201);
    }
  }

  @AfterEach
  void stop() {
    server.close();
    client.close();
    table.close();
  }

  @Test
  void a_charge_that_is_whole_on_both_sides_has_no_findings() {
    assertThat(audits.findings(MEMBER)).isEmpty();
    assertThat(audits.findings(POOL)).isEmpty();
  }

  /// The member has paid, and the pool hasn't.
  @Test
  void a_pool_that_is_behind_is_found_at_its_member_and_left_to_a_person() {
    takeBack(POOL);

    assertThat(audits.findings(POOL)).isEmpty();
    assertThat(audits.findings(MEMBER))
        .singleElement()
        .isInstanceOfSatisfying(
            Finding.PoolBehind.class,
            finding -> {
              assertThat(finding.charge().value()).isEqualTo("pooled");
              assertThat(finding.draw().wallet()).isEqualTo(POOL);
            });
    assertThat(audits.decision(MEMBER)).isInstanceOf(RepairDecision.Undecidable.class);
  }

  /// The pool has paid, but the charge is missing.
  @Test
  void a_pools_payment_for_a_missing_charge_is_found_and_left_to_a_person() {
    takeBack(MEMBER);

    assertThat(audits.findings(MEMBER)).isEmpty();
    assertThat(audits.findings(POOL))
        .singleElement()
        .isInstanceOfSatisfying(
            Finding.EntryWithoutCharge.class,
            finding -> assertThat(finding.charge()).isEqualTo("bea/pooled"));
    assertThat(audits.decision(POOL)).isInstanceOf(RepairDecision.Undecidable.class);
  }

  /// The pool has its credits back, but its member's charge is still unchanged.
  @ParameterizedTest
  @CsvSource({"refund, REFUND, pooled", "capture, CAPTURE, held"})
  void a_return_to_the_pool_that_the_members_charge_lacks_is_found(
      String command, EntryKind kind, String key) {
    try (Developer developer = Developer.at(server.address())) {
      developer.charge("bea", "held", "lab.analyze", "document", "h", "hold", Map.of());
      before = items();
      assertThat(developer.post("/v1/accounts/bea/charges/" + key + "/" + command, "{}").status())
          .isEqualTo(200);
    }
    assertThat(audits.findings(POOL)).isEmpty();
    assertThat(audits.findings(MEMBER)).isEmpty();

    takeBack(MEMBER);

    assertThat(audits.findings(POOL))
        .singleElement()
        .isInstanceOfSatisfying(
            Finding.ChargeBehind.class,
            finding -> {
              assertThat(finding.kind()).isEqualTo(kind);
              assertThat(finding.charge()).isEqualTo("bea/" + key);
            });
    assertThat(audits.decision(POOL)).isInstanceOf(RepairDecision.Undecidable.class);
  }

  @Test
  void entries_that_no_wallet_counts_are_removed_on_both_sides() {
    before.stream().filter(item -> item.get("sk").s().equals("wallet")).forEach(this::put);

    assertThat(audits.decision(POOL)).isInstanceOf(RepairDecision.Undecidable.class);
    assertThat(audits.repair(MEMBER).outcome()).isInstanceOf(Outcome.Committed.class);
    assertThat(audits.repair(POOL).outcome()).isInstanceOf(Outcome.Committed.class);

    assertThat(items()).containsExactlyInAnyOrderElementsOf(before);
    assertThat(audits.findings(MEMBER)).isEmpty();
    assertThat(audits.findings(POOL)).isEmpty();
  }

  /// Restores a wallet's partition to its state before the charge.
  private void takeBack(WalletId wallet) {
    Predicate<Map<String, AttributeValue>> isOf =
        item -> item.get("pk").s().equals(wallet.toString());
    items().stream().filter(isOf).forEach(this::delete);
    before.stream().filter(isOf).forEach(this::put);
  }

  private List<Map<String, AttributeValue>> items() {
    return client.scan(scan -> scan.tableName(LocalTable.NAME)).items();
  }

  private void put(Map<String, AttributeValue> item) {
    client.putItem(put -> put.tableName(LocalTable.NAME).item(item));
  }

  private void delete(Map<String, AttributeValue> item) {
    client.deleteItem(
        delete ->
            delete
                .tableName(LocalTable.NAME)
                .key(Map.of("pk", item.get("pk"), "sk", item.get("sk"))));
  }
}
