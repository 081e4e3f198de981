package dev.drawdown.adapters.dynamodb;

import static dev.drawdown.adapters.dynamodb.Scripts.cancelled;
import static dev.drawdown.adapters.dynamodb.Scripts.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.calllog.CallLog;
import dev.drawdown.adapters.http.Answer;
import dev.drawdown.adapters.http.Call;
import dev.drawdown.adapters.http.HttpFunction;
import dev.drawdown.adapters.http.Reply;
import dev.drawdown.adapters.http.Request;
import dev.drawdown.adapters.store.OptimisticRetry;
import dev.drawdown.adapters.store.OptimisticRetry.Source;
import dev.drawdown.adapters.store.RetryBudget;
import dev.drawdown.adapters.store.Sample;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Decision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/// I4: the answer to a caller when a write fails in one way, and then in another until the
/// deadline.
///
/// `busy` promises that no credits were taken. After a lost answer, that isn't certain any more.
class LostAnswersTest {
  private static final Commit STEP = Sample.commit(Sample.opening(new AccountId("anna")));
  private static final TransactWriteItemsResponse WRITTEN =
      TransactWriteItemsResponse.builder().build();

  private Duration elapsed = Duration.ZERO;
  private Source<String> source = () -> "found";

  /// The ways in which one request to DynamoDB fails.
  enum Failing {
    TIMEOUT,
    CONNECTION_CUT,
    SERVER_ERROR,
    UNAVAILABLE,
    THROTTLED_AFTER_ALL,
    IN_PROGRESS,
    CONFLICT,
    CONDITION,
    ITEM_THROTTLED,
    THROTTLED,
    DENIED,
    INVALID,
    EXPIRED_TOKEN,
    TOKEN_MISMATCH,
    CANCELLED_FOR_NEWS,
    CANCELLED_FOR_NOTHING,
    CANCELLED_WITHOUT_REASONS;

    RuntimeException failure() {
      return switch (this) {
        case TIMEOUT -> ApiCallTimeoutException.create(2_000);
        case CONNECTION_CUT -> SdkClientException.create("connection reset");
        case SERVER_ERROR -> InternalServerErrorException.builder().statusCode(500).build();
        case UNAVAILABLE -> error("ServiceUnavailable", 503);
        case THROTTLED_AFTER_ALL -> error("ThrottlingException", 503);
        case IN_PROGRESS -> TransactionInProgressException.builder().statusCode(400).build();
        case CONFLICT -> cancelled("TransactionConflict", "None");
        case CONDITION -> cancelled("ConditionalCheckFailed", "None");
        case ITEM_THROTTLED -> cancelled("ThrottlingError", "None");
        case THROTTLED -> error("ThrottlingException", 400);
        case DENIED -> error("AccessDeniedException", 400);
        case INVALID -> error("ValidationException", 400);
        case EXPIRED_TOKEN -> error("ExpiredTokenException", 403);
        case TOKEN_MISMATCH ->
            IdempotentParameterMismatchException.builder().statusCode(400).build();
        case CANCELLED_FOR_NEWS -> cancelled("None", "Novel");
        case CANCELLED_FOR_NOTHING -> cancelled("None", "None");
        case CANCELLED_WITHOUT_REASONS -> cancelled();
      };
    }
  }

  @ParameterizedTest(name = "{0}, then {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          TIMEOUT             | TIMEOUT                   | outcome-unknown
          TIMEOUT             | CONFLICT                  | outcome-unknown
          TIMEOUT             | CONDITION                 | outcome-unknown
          TIMEOUT             | ITEM_THROTTLED            | outcome-unknown
          TIMEOUT             | THROTTLED                 | outcome-unknown
          TIMEOUT             | DENIED                    | outcome-unknown
          TIMEOUT             | INVALID                   | outcome-unknown
          TIMEOUT             | EXPIRED_TOKEN             | outcome-unknown
          TIMEOUT             | TOKEN_MISMATCH            | outcome-unknown
          TIMEOUT             | CANCELLED_FOR_NEWS        | outcome-unknown
          TIMEOUT             | CANCELLED_FOR_NOTHING     | outcome-unknown
          TIMEOUT             | CANCELLED_WITHOUT_REASONS | outcome-unknown
          CONNECTION_CUT      | DENIED                    | outcome-unknown
          CONNECTION_CUT      | CONDITION                 | outcome-unknown
          SERVER_ERROR        | DENIED                    | outcome-unknown
          SERVER_ERROR        | CANCELLED_FOR_NEWS        | outcome-unknown
          UNAVAILABLE         | DENIED                    | outcome-unknown
          UNAVAILABLE         | THROTTLED                 | outcome-unknown
          THROTTLED_AFTER_ALL | THROTTLED                 | outcome-unknown
          IN_PROGRESS         | DENIED                    | outcome-unknown
          IN_PROGRESS         | IN_PROGRESS               | outcome-unknown
          CONFLICT            | TIMEOUT                   | outcome-unknown
          CONDITION           | TIMEOUT                   | outcome-unknown
          THROTTLED           | SERVER_ERROR              | outcome-unknown
          CONFLICT            | CONFLICT                  | busy
          CONFLICT            | CONDITION                 | busy
          CONDITION           | CONDITION                 | busy
          CONFLICT            | DENIED                    | busy
          CONDITION           | CANCELLED_FOR_NEWS        | busy
          THROTTLED           | ITEM_THROTTLED            | busy
          THROTTLED           | INVALID                   | busy
          DENIED              | DENIED                    | busy
          EXPIRED_TOKEN       | EXPIRED_TOKEN             | busy
          CANCELLED_FOR_NEWS  | CANCELLED_FOR_NEWS        | busy
          """)
  void no_later_failure_after_a_lost_answer_makes_the_outcome_known(
      Failing first, Failing second, String code) {
    Reply reply = answer(List.of(STEP), first.failure(), second.failure());

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.at("code")).isEqualTo(code);
    assertThat(reply.headers()).containsEntry("Retry-After", "1");
  }

  @Test
  void a_lost_answer_that_a_retry_with_the_same_token_brings_is_a_success() {
    Reply reply = answer(List.of(STEP), Failing.TIMEOUT.failure(), WRITTEN);

    assertThat(reply.status()).isEqualTo(200);
  }

  @Test
  void a_later_step_of_the_same_request_does_not_make_the_outcome_known() {
    Reply reply =
        answer(List.of(STEP, STEP), Failing.TIMEOUT.failure(), WRITTEN, Failing.DENIED.failure());

    assertThat(reply.at("code")).isEqualTo("outcome-unknown");
  }

  @Test
  void a_failed_reading_does_not_make_the_outcome_known() {
    RuntimeException unread = Failing.DENIED.failure();
    source = readOnce(unread);

    Reply reply =
        answer(List.of(STEP), Failing.TIMEOUT.failure(), Failing.CONDITION.failure(), WRITTEN);

    assertThat(reply.at("code")).isEqualTo("outcome-unknown");
  }

  private static Source<String> readOnce(RuntimeException after) {
    List<String> left = new ArrayList<>(List.of("found"));
    return () -> {
      if (left.isEmpty()) {
        throw after;
      }
      return left.removeLast();
    };
  }

  /// The answer if the table's client follows `script`, and repeats its last step for ever.
  private Reply answer(List<Commit> commits, Object... script) {
    List<Object> whole = new ArrayList<>(List.of(script));
    whole.addAll(Collections.nCopies(600, whole.getLast()));
    DynamoDbStore store =
        new DynamoDbStore(new ScriptedClient(whole.toArray()), Scripts.TABLE, Sample.DUE_TIMES);
    OptimisticRetry retry =
        new OptimisticRetry(
            store.commits(),
            () -> new RetryBudget(() -> elapsed.toNanos(), this::pause, Scripts.JITTER));
    return Call.sample("charge").on(new Writing(retry, new Accepted(commits)));
  }

  private void pause(Duration duration) {
    elapsed = elapsed.plus(duration);
  }

  private record Accepted(List<Commit> commits) implements Decision {}

  /// A function that writes its decision.
  private final class Writing extends HttpFunction {
    private final OptimisticRetry retry;
    private final Accepted decision;

    private Writing(OptimisticRetry retry, Accepted decision) {
      super(CallLog.unkeyed("table"));
      this.retry = retry;
      this.decision = decision;
    }

    @Override
    protected Answer answer(Request request) {
      retry.run(source, _ -> decision);
      return Answer.ok(Map.of());
    }
  }
}
