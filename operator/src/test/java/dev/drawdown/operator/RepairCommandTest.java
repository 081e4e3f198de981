package dev.drawdown.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.dynamodb.Conflicts;
import dev.drawdown.adapters.dynamodb.DynamoDbLocal;
import dev.drawdown.operator.Console.Printed;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/// `operator repair` of several wallets, when one of them can't be changed.
class RepairCommandTest {
  @AutoClose private final Console console = new Console("outsmart");
  private final OutsmartTable table = new OutsmartTable(console, console.table);

  /// The operator may lack the permission for `PutItem`, which few repairs need.
  @ParameterizedTest
  @ValueSource(strings = {"AccessDeniedException", "ValidationException"})
  void a_failed_repair_does_not_stop_the_repair_of_other_wallets(String code) {
    breakDocumentsOf("anna", "ben");

    Printed repair;
    try (DynamoDbClient refusing = DynamoDbLocal.client(new Refusing("account#anna", code))) {
      console.auditing(refusing);
      repair = table.run("repair account#anna account#ben");
    }
    console.auditing(console.client);

    assertThat(repair.lines())
        .satisfiesExactly(
            first -> assertThat(first).startsWith("account#anna\tfailed: as planned"),
            second ->
                assertThat(second)
                    .isEqualTo("account#ben\tremoved: nothing; document lab-1 kept for one"));
    assertThat(repair.exit()).isEqualTo(1);
    assertThat(repair.errors()).isEmpty();
    assertThat(table.run("audit").lines())
        .containsExactly(
            "account#anna\tcharge one paid for document lab-1, which is missing", "2 wallets");
  }

  @Test
  void a_wallet_that_is_charged_during_its_repair_stays_and_the_others_are_repaired() {
    breakDocumentsOf("anna", "ben");
    Runnable charge = () -> table.charge("anna", "two", "lab-2");

    Printed repair;
    try (DynamoDbClient overtaken = DynamoDbLocal.client(new Overtaken("account#anna", charge))) {
      console.auditing(overtaken);
      repair = table.run("repair account#anna account#ben");
    }
    console.auditing(console.client);

    assertThat(repair.lines())
        .containsExactly(
            "account#anna\twas written meanwhile, try again; not removed: nothing; document lab-1"
                + " kept for one",
            "account#ben\tremoved: nothing; document lab-1 kept for one");
    assertThat(repair.exit()).isEqualTo(1);
    assertThat(repair.errors()).isEmpty();
    assertThat(table.run("repair account#anna").exit()).isZero();
    assertThat(table.run("audit").lines()).containsExactly("2 wallets");
  }

  @Test
  void a_wallet_that_another_transaction_uses_stays_and_the_others_are_repaired() {
    breakDocumentsOf("anna", "ben", "cem");

    Printed repair;
    try (DynamoDbClient crowded = DynamoDbLocal.client(new Conflicts(2))) {
      console.auditing(crowded);
      repair = table.run("repair account#anna account#ben account#cem");
    }
    console.auditing(console.client);

    assertThat(repair.lines())
        .containsExactly(
            "account#anna\tremoved: nothing; document lab-1 kept for one",
            "account#ben\tnot removed (TransactionConflict), try again: nothing; document lab-1"
                + " kept for one",
            "account#cem\tremoved: nothing; document lab-1 kept for one");
    assertThat(repair.exit()).isEqualTo(1);
    assertThat(repair.errors()).isEmpty();
    assertThat(table.run("audit").lines())
        .containsExactly(
            "account#ben\tcharge one paid for document lab-1, which is missing", "3 wallets");
  }

  @Test
  void a_repair_whose_answer_is_lost_may_be_done_and_the_next_run_shows_it() {
    breakDocumentsOf("anna", "ben");

    Printed repair;
    try (DynamoDbClient losing = DynamoDbLocal.client(new LosingAnswers("account#anna"))) {
      console.auditing(losing);
      repair = table.run("repair account#anna account#ben");
    }
    console.auditing(console.client);

    assertThat(repair.lines())
        .containsExactly(
            "account#anna\tno answer, so perhaps removed; run the command again: nothing;"
                + " document lab-1 kept for one",
            "account#ben\tremoved: nothing; document lab-1 kept for one");
    assertThat(repair.exit()).isEqualTo(1);
    assertThat(repair.errors()).isEmpty();
    assertThat(table.run("repair account#anna").lines())
        .containsExactly("account#anna\tnothing to repair");
  }

  /// Each account has paid for a document whose item is missing.
  private void breakDocumentsOf(String... accounts) {
    for (String account : accounts) {
      table.charge(account, "one", "lab-1");
      table.delete("account#" + account, "document#lab.analyze#lab-1");
    }
  }

  /// Does something else before each transaction on one partition is sent.
  private record Overtaken(String partition, Runnable first) implements ExecutionInterceptor {
    @Override
    public void beforeTransmission(
        Context.BeforeTransmission context, ExecutionAttributes attributes) {
      if (context.request() instanceof TransactWriteItemsRequest write
          && write.toString().contains(partition)) {
        first.run();
      }
    }
  }

  /// Loses the answer of each transaction on one partition.
  private record LosingAnswers(String partition) implements ExecutionInterceptor {
    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
      if (context.request() instanceof TransactWriteItemsRequest write
          && write.toString().contains(partition)) {
        throw ApiCallTimeoutException.create(2_000);
      }
    }
  }

  /// Refuses all transactions on one partition, with an error of that code.
  record Refusing(String partition, String code) implements ExecutionInterceptor {
    @Override
    public void beforeTransmission(
        Context.BeforeTransmission context, ExecutionAttributes attributes) {
      if (context.request() instanceof TransactWriteItemsRequest write
          && write.toString().contains(partition)) {
        throw DynamoDbException.builder()
            .statusCode(400)
            .awsErrorDetails(
                AwsErrorDetails.builder().errorCode(code).errorMessage("as planned").build())
            .build();
      }
    }
  }
}
