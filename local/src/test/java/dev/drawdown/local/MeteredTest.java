package dev.drawdown.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.drawdown.client.DrawdownClient;
import dev.drawdown.client.Metered;
import dev.drawdown.client.Metered.Payment;
import dev.drawdown.client.MeteredCall;
import dev.drawdown.client.Refusal;
import dev.drawdown.local.gateway.Server;
import dev.drawdown.local.gateway.Tokens;
import dev.drawdown.local.stream.DevClock;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The Java client against the running service: only successful work is charged.
class MeteredTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private static SharedTable table;
  private static DynamoDbClient dynamoDb;
  private static DevClock clock;
  private static Server service;
  private static DrawdownClient credits;

  @BeforeAll
  static void start() throws Exception {
    table = new SharedTable();
    dynamoDb = table.table().client();
    clock = new DevClock(InstantSource.fixed(SharedTable.NOW));
    service = SharedTable.serve(dynamoDb, "assistant-coach", clock);
    credits = credits(service.address());
  }

  @AfterAll
  static void stop() {
    service.close();
    dynamoDb.close();
    table.close();
  }

  @Test
  void successful_work_is_charged_once_however_often_it_is_requested() throws Exception {
    MeteredCall call = MeteredCall.of("anna", "trend.analyze", "job-1", TIMEOUT);

    Metered<String> first = credits.metered(call, () -> "a trend");
    Metered<String> again = credits.metered(call, () -> "a trend");

    assertThat(first)
        .isInstanceOfSatisfying(
            Metered.Completed.class,
            done -> assertThat(done.payment()).isInstanceOf(Payment.Captured.class));
    assertThat(again)
        .isInstanceOfSatisfying(
            Metered.Completed.class,
            done -> assertThat(done.payment()).isInstanceOf(Payment.PaidBefore.class));
    assertThat(left("anna")).isEqualTo(47);
  }

  @Test
  void failed_work_is_not_charged() throws Exception {
    MeteredCall call = MeteredCall.of("bea", "trend.analyze", "job-1", TIMEOUT);

    assertThatIllegalStateException()
        .isThrownBy(() -> credits.metered(call, MeteredTest::fail))
        .withMessage("the model failed")
        .satisfies(failed -> assertThat(failed.getSuppressed()).isEmpty());
    assertThat(left("bea")).isEqualTo(50);
  }

  @Test
  void slow_work_is_interrupted_and_not_charged() throws Exception {
    MeteredCall call = MeteredCall.of("cleo", "trend.analyze", "job-1", Duration.ofMillis(50));

    Metered<String> result = credits.metered(call, MeteredTest::never);

    assertThat(result).isInstanceOf(Metered.TimedOut.class);
    assertThat(left("cleo")).isEqualTo(50);
  }

  @Test
  void work_that_credits_do_not_cover_does_not_start() throws Exception {
    MeteredCall call = MeteredCall.of("dora", "trend.analyze", "job-1", TIMEOUT).times(17);

    Metered<String> result = credits.metered(call, MeteredTest::fail);

    assertThat(result)
        .isInstanceOfSatisfying(
            Metered.Refused.class,
            refused -> assertThat(refused.refusal()).isInstanceOf(Refusal.OutOfCredits.class));
  }

  @Test
  void work_whose_process_dies_is_not_charged_once_its_hold_has_expired() throws Exception {
    Process process = Dying.at(service.address());

    assertThat(process.waitFor()).isEqualTo(Dying.STATUS);
    long held = credits.balance("ella").held();
    clock.stopAt(clock.instant().plus(Duration.ofHours(1)));

    assertThat(held).isEqualTo(3);
    assertThat(left("ella")).isEqualTo(50);
  }

  private static long left(String account) throws InterruptedException {
    return credits.balance(account).total();
  }

  private static String fail() {
    throw new IllegalStateException("the model failed");
  }

  private static String never() throws InterruptedException {
    new CountDownLatch(1).await();
    return "";
  }

  private static DrawdownClient credits(URI service) {
    return DrawdownClient.at(service, () -> Tokens.SERVICE).build();
  }

  /// A program that dies between hold and capture.
  static final class Dying {
    static final int STATUS = 9;

    private Dying() {}

    static Process at(URI service) throws Exception {
      return new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "--class-path",
              System.getProperty("java.class.path"),
              Dying.class.getName(),
              service.toString())
          .inheritIO()
          .start();
    }

    public static void main(String[] service) throws Exception {
      MeteredCall call = MeteredCall.of("ella", "trend.analyze", "job-1", TIMEOUT);
      credits(URI.create(service[0])).metered(call, Dying::die);
    }

    private static String die() {
      Runtime.getRuntime().halt(STATUS);
      return "";
    }
  }
}
