package dev.drawdown.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.dynamodb.DynamoDbLocal;
import dev.drawdown.adapters.dynamodb.DynamoDbStore;
import dev.drawdown.adapters.store.ManualChangeSource;
import dev.drawdown.adapters.store.PaidPool;
import dev.drawdown.adapters.store.RefundSource;
import dev.drawdown.adapters.store.SituationSource;
import dev.drawdown.adapters.store.Stores.Wallets;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.DocumentId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.charge.Capturing.Amount;
import dev.drawdown.domain.charge.Capturing.CaptureResult;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.charge.ChargeResult;
import dev.drawdown.domain.charge.Charging;
import dev.drawdown.domain.charge.Refunding.RefundResult;
import dev.drawdown.domain.ledger.Draw;
import dev.drawdown.domain.ledger.Purchase.Metadata;
import dev.drawdown.domain.manualchange.ManualChange;
import dev.drawdown.domain.manualchange.ManualChange.Adjustment;
import dev.drawdown.domain.manualchange.ManualChange.Grant;
import dev.drawdown.domain.manualchange.ManualChanging.Asked;
import dev.drawdown.domain.manualchange.ManualChanging.ManualChangeResult;
import dev.drawdown.domain.pool.Joining.MembershipSituation;
import dev.drawdown.operator.Console.Printed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// `operator blank` removes callers' texts and keeps every counted number.
class BlankCommandTest {
  /// Two usage thresholds and the end of the credits. Each is an entry that names the charge.
  private static final int WARNINGS = 3;

  @AutoClose private final Console console = new Console("outsmart");

  @BeforeEach
  void chargeAndRefund() {
    charge("anna", "one", "letter-of-Anna-Smith");
    charge("anna", "two", "scan-of-Anna-Smith");
    refund("anna", "two", "Anna Smith called");
    charge("ben", "one", "letter-of-Ben-Jones");
  }

  @Test
  void names_of_documents_and_reasons_are_blank_and_the_service_s_own_words_stay() {
    Printed printed = console.run("blank anna");

    assertThat(printed)
        .isEqualTo(new Printed(0, "anna\t2 charges\t3 entries\t0 manual changes", ""));
    assertThat(all()).doesNotContain("Smith").contains("letter-of-Ben-Jones", "starter");
  }

  @Test
  void metadata_is_blank_also_in_a_pool_that_got_back_all_held_credits() {
    PoolId pool = new PoolId("office");
    PaidPool.of(pool, "office", console.ports().catalog(), Console.NOVEMBER)
        .in(console.ports().stores());
    join("cleo", pool);
    for (int key = 0; key < 12; key++) {
      charge("cleo", "k" + key, "scan-" + key);
    }
    ChargeRequest noted =
        new ChargeRequest(
            new ActionId("lab.analyze"),
            Optional.of(new DocumentId("scan-12")),
            1,
            Optional.empty(),
            Optional.of(ChargeRequest.DEFAULT_HOLD),
            new Metadata(Map.of("patient", "Cleo Smith")));
    assertThat(isPooled(charge("cleo", "held", noted))).isTrue();
    captureNothing("cleo", "held");
    assertThat(all()).contains("Cleo Smith");

    Printed printed = console.run("blank cleo");

    assertThat(printed.exit()).isZero();
    assertThat(all()).doesNotContain("Cleo Smith", "scan-12", "patient");
    assertThat(console.run("blank cleo").out())
        .isEqualTo("cleo\t0 charges\t0 entries\t0 manual changes");
    assertThat(console.run("audit").exit()).isZero();
  }

  @Test
  void metadata_is_blank_where_the_charge_names_no_document() {
    ActionId reply = new ActionId("reply");
    Metadata noted = new Metadata(Map.of("patient", "Dora Smith"));
    try (Console employee = new Console("ai-employee")) {
      charge(employee, "dora", "one", ChargeRequest.of(reply).with(noted));
      assertThat(all(employee)).contains("Dora Smith");

      Printed printed = employee.run("blank dora");

      assertThat(printed.out()).isEqualTo("dora\t1 charges\t1 entries\t0 manual changes");
      assertThat(all(employee)).doesNotContain("Dora Smith", "patient").contains("reply");
    }
  }

  @Test
  void reasons_of_manual_changes_are_blank_and_the_actors_stay() {
    change("anna", "gift", new Grant(Credits.of(5), "Anna Smith called", Optional.empty()));
    change("anna", "mistake", new Adjustment(-2, "Anna Smith got too much"));
    change("ben", "gift", new Grant(Credits.of(5), "Ben Jones called", Optional.empty()));

    Printed printed = console.run("blank anna");

    assertThat(printed.out()).isEqualTo("anna\t2 charges\t3 entries\t2 manual changes");
    assertThat(all()).doesNotContain("Smith").contains("Ben Jones", "support-desk");
    assertThat(console.run("blank anna").out())
        .isEqualTo("anna\t0 charges\t0 entries\t0 manual changes");
    assertThat(console.run("audit").exit()).isZero();
    assertThat(change("anna", "gift", new Grant(Credits.of(5), "blanked", Optional.empty())))
        .isInstanceOf(ManualChangeResult.AlreadyChanged.class);
  }

  @Test
  void the_audit_agrees_and_no_wallet_is_written_so_nothing_is_published() {
    List<Map<String, AttributeValue>> before = wallets();
    String balances = ledger();

    console.run("blank anna");

    assertThat(console.run("audit")).isEqualTo(new Printed(0, "2 wallets", ""));
    assertThat(wallets()).isEqualTo(before);
    assertThat(ledger()).isEqualTo(balances);
  }

  @Test
  void a_second_run_finds_nothing() {
    console.run("blank anna");

    assertThat(console.run("blank anna"))
        .isEqualTo(new Printed(0, "anna\t0 charges\t0 entries\t0 manual changes", ""));
  }

  @Test
  void an_account_that_can_not_be_read_is_printed_and_the_others_are_blanked() {
    Map<String, AttributeValue> document =
        Map.of(
            "pk", AttributeValue.fromS("account#anna"),
            "sk", AttributeValue.fromS("document#letter"));
    console.client.putItem(put -> put.tableName(console.table).item(document));

    Printed printed = console.run("blank anna ben");

    assertThat(printed.lines())
        .containsExactly(
            "anna\tcan't be read: account#anna/document#letter lacks v",
            "ben\t1 charges\t1 entries\t0 manual changes");
    assertThat(printed.exit()).isEqualTo(1);
    assertThat(printed.errors()).isEmpty();
    assertThat(all()).contains("letter-of-Anna-Smith").doesNotContain("Ben-Jones");
  }

  /// A run may stop at any item. The next run does the rest.
  @Test
  void a_second_run_completes_an_interrupted_one() {
    for (int writes = 0; writes < 3; writes++) {
      charge("anna", "again-" + writes, "again-" + writes + "-Smith");
      charge("anna", "more-" + writes, "more-" + writes + "-Smith");
      refund("anna", "more-" + writes, "Smith");
      assertThat(brokenOff(writes)).isInstanceOf(RuntimeException.class);
      assertThat(all()).contains("Smith");

      assertThat(console.run("blank anna").exit()).isZero();

      assertThat(all()).doesNotContain("Smith");
      assertThat(console.run("audit").exit()).isZero();
    }
  }

  @Test
  void a_blanked_document_is_charged_again_and_its_refund_works() {
    console.run("blank anna");

    assertThat(charge("anna", "three", "letter-of-Anna-Smith"))
        .isInstanceOf(ChargeResult.Charged.class);
    refund("anna", "one", "again");

    assertThat(console.run("audit").exit()).isZero();
  }

  @Test
  void the_reason_of_a_member_s_refund_is_blank_in_the_pool_s_ledger_too() {
    PoolId pool = new PoolId("office");
    PaidPool.of(pool, "office", console.ports().catalog(), Console.NOVEMBER)
        .in(console.ports().stores());
    join("cleo", pool);
    int charges = 1;
    while (!isPooled(charge("cleo", "k" + charges, "plan-" + charges + "-of-Cleo-Smith"))) {
      charges++;
    }
    refund("cleo", "k" + charges, "Cleo Smith asked");

    console.run("blank anna");
    assertThat(all()).contains("Cleo Smith asked", "plan-1-of-Cleo-Smith");
    Printed printed = console.run("blank cleo");

    int entries = charges + WARNINGS + 1 + 2;
    assertThat(printed.out())
        .isEqualTo("cleo\t" + charges + " charges\t" + entries + " entries\t0 manual changes");
    assertThat(all()).doesNotContain("Cleo Smith", "Cleo-Smith").contains("critical");
    assertThat(console.run("audit").exit()).isZero();
  }

  /// The operator may lack a permission that only some accounts need.
  @Test
  void an_account_that_can_not_be_written_does_not_stop_the_others() {
    Printed printed;
    try (DynamoDbClient refusing =
        DynamoDbLocal.client(
            new RepairCommandTest.Refusing("account#anna", "AccessDeniedException"))) {
      printed = console.auditing(refusing).run("blank anna ben");
    }

    assertThat(printed.lines())
        .satisfiesExactly(
            anna -> assertThat(anna).startsWith("anna\tfailed: as planned"),
            ben -> assertThat(ben).isEqualTo("ben\t1 charges\t1 entries\t0 manual changes"));
    assertThat(printed.exit()).isEqualTo(1);
    assertThat(printed.errors()).isEmpty();
    assertThat(all()).contains("Smith").doesNotContain("Jones");
  }

  @Test
  void a_name_that_is_no_account_is_refused() {
    assertThat(console.run("blank \"Anna Smith\"").exit()).isEqualTo(2);
  }

  // Steps.

  private ChargeResult charge(String account, String key, String document) {
    return charge(
        account,
        key,
        new ChargeRequest(
            new ActionId("lab.analyze"),
            Optional.of(new DocumentId(document)),
            1,
            Optional.empty()));
  }

  private ChargeResult charge(String account, String key, ChargeRequest request) {
    return charge(console, account, key, request);
  }

  private static ChargeResult charge(
      Console on, String account, String key, ChargeRequest request) {
    Ports ports = on.ports();
    ChargeId id = new ChargeId(key);
    Charging charging = ports.rules().charging();
    return ports
        .retry()
        .run(
            new SituationSource(
                ports.stores().accounts(), new AccountId(account), id, charging.paidOnce(request)),
            found -> charging.charge(id, request, found, Console.NOVEMBER));
  }

  private static boolean isPooled(ChargeResult result) {
    return ((ChargeResult.Charged) result)
        .charge().drawdown().draws().stream().anyMatch(Draw.Pooled.class::isInstance);
  }

  private void refund(String account, String key, String reason) {
    Ports ports = console.ports();
    RefundResult result =
        ports
            .retry()
            .run(
                RefundSource.of(ports.stores(), new AccountId(account), new ChargeId(key)),
                found ->
                    ports.rules().refunding().refund(found, Optional.of(reason), Console.NOVEMBER));
    assertThat(result).isInstanceOf(RefundResult.Refunded.class);
  }

  private void captureNothing(String account, String key) {
    Ports ports = console.ports();
    CaptureResult result =
        ports
            .retry()
            .run(
                new SituationSource(
                    ports.stores().accounts(),
                    new AccountId(account),
                    new ChargeId(key),
                    Optional.empty()),
                found ->
                    ports
                        .rules()
                        .capturing()
                        .capture(found, Amount.only(Credits.NONE), Console.NOVEMBER));
    assertThat(result).isInstanceOf(CaptureResult.Captured.class);
  }

  private ManualChangeResult change(String account, String key, ManualChange change) {
    Ports ports = console.ports();
    ManualChange.Key named = new ManualChange.Key(key);
    Asked asked = new Asked(named, change, Optional.of("support-desk"));
    return ports
        .retry()
        .run(
            new ManualChangeSource(ports.stores().manualChanges(), new AccountId(account), named),
            found -> ports.rules().manualChanging().change(asked, found, Console.NOVEMBER));
  }

  private void join(String account, PoolId pool) {
    Ports ports = console.ports();
    Wallets wallets = ports.stores().wallets();
    MembershipSituation found =
        new MembershipSituation(wallets.wallet(new AccountId(account)), wallets.pool(pool, 1));
    ports
        .rules()
        .joining()
        .join(found, Optional.empty(), Console.NOVEMBER)
        .commits()
        .forEach(commit -> ports.stores().commits().commit(commit, UUID.randomUUID()));
  }

  /// The error of a run whose client dies after so many writes.
  private @Nullable Throwable brokenOff(int writes) {
    AtomicInteger left = new AtomicInteger(writes);
    ExecutionInterceptor dying =
        new ExecutionInterceptor() {
          @Override
          public void beforeExecution(
              Context.BeforeExecution context, ExecutionAttributes attributes) {
            boolean reads = context.request() instanceof QueryRequest;
            if (!reads && left.getAndDecrement() == 0) {
              throw new IllegalStateException("the power failed");
            }
          }
        };
    try (DynamoDbClient client = DynamoDbLocal.client(dying)) {
      return catchThrowable(
          () ->
              DynamoDbStore.forReading(client, console.table)
                  .callerTexts()
                  .blank(new AccountId("anna")));
    }
  }

  // The stored items.

  private List<Map<String, AttributeValue>> items() {
    return items(console);
  }

  private static List<Map<String, AttributeValue>> items(Console of) {
    return of.client.scan(scan -> scan.tableName(of.table)).items();
  }

  private String all() {
    return all(console);
  }

  private static String all(Console of) {
    return items(of).toString();
  }

  private List<Map<String, AttributeValue>> wallets() {
    return items().stream().filter(item -> sort(item).equals("wallet")).toList();
  }

  private static String sort(Map<String, AttributeValue> item) {
    return Optional.ofNullable(item.get("sk")).map(AttributeValue::s).orElseThrow();
  }

  /// Every entry without callers' texts.
  private String ledger() {
    return items().stream()
        .filter(item -> sort(item).startsWith("entry#"))
        .map(TreeMap::new)
        .peek(item -> item.keySet().removeAll(List.of("reason", "document", "metadata")))
        .toList()
        .toString();
  }
}
