package dev.drawdown.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.dynamodb.DynamoDbLocal;
import dev.drawdown.operator.Console.Printed;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// `operator audit` of a wallet that is charged while the audit reads it, page by page: charges,
/// documents, entries, and then the wallet.
class LiveAuditTest {
  @AutoClose private final Console console = new Console("outsmart");
  private final OutsmartTable table = new OutsmartTable(console, console.table);

  @Test
  void a_wallet_that_is_charged_during_one_look_has_no_findings() {
    assertThat(auditDuring(1)).isEqualTo(new Printed(0, "1 wallets", ""));
  }

  @Test
  void a_wallet_that_is_charged_during_each_look_was_not_audited() {
    Printed audit = auditDuring(Integer.MAX_VALUE);

    assertThat(audit.lines())
        .containsExactly("account#anna\tis being written: audit it again later", "1 wallets");
    assertThat(audit.exit()).isEqualTo(1);
    assertThat(audit.errors()).isEmpty();
    assertThat(table.run("audit")).isEqualTo(new Printed(0, "1 wallets", ""));
  }

  /// Audits the table, in which each of the first so many looks is interrupted by a charge.
  private Printed auditDuring(int charges) {
    table.charge("anna", "one", "lab-1");
    try (DynamoDbClient client = DynamoDbLocal.client(new BetweenPages(table, charges))) {
      console.auditing(client);
      return table.run("audit");
    } finally {
      console.auditing(console.client);
    }
  }

  /// Makes each item a page of its own, and charges after the page of the first entry: then a look
  /// has read all charges, and neither the last entry nor the wallet.
  private static final class BetweenPages implements ExecutionInterceptor {
    private static final AttributeValue FIRST_ENTRY =
        AttributeValue.fromS("entry#0000000000000000001");

    private final OutsmartTable table;
    private final int most;
    private int made;

    BetweenPages(OutsmartTable table, int most) {
      this.table = table;
      this.most = most;
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
      return context.request() instanceof QueryRequest query
          ? query.toBuilder().limit(1).build()
          : context.request();
    }

    @Override
    public void beforeTransmission(
        Context.BeforeTransmission context, ExecutionAttributes attributes) {
      if (made < most
          && context.request() instanceof QueryRequest query
          && isAfterFirstEntry(query.exclusiveStartKey())) {
        made++;
        table.charge("anna", "live-" + made, "live-" + made);
      }
    }

    private static boolean isAfterFirstEntry(Map<String, AttributeValue> last) {
      return FIRST_ENTRY.equals(last.get("sk"));
    }
  }
}
