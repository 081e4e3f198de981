package dev.drawdown.adapters.dynamodb;

import static dev.drawdown.adapters.dynamodb.Scripts.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawdown.adapters.store.Outcome;
import dev.drawdown.adapters.store.Outcome.Contended;
import dev.drawdown.adapters.store.Outcome.Unknown;
import dev.drawdown.adapters.store.Sample;
import dev.drawdown.adapters.store.StoreFailure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

class FailureTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ProvisionedThroughputExceededException",
        "ThrottlingException",
        "RequestLimitExceeded"
      })
  void a_throttled_commit_may_be_tried_again(String code) {
    assertThat(outcome(error(code, 400))).isEqualTo(new Contended(code, true));
  }

  @Test
  void a_commit_without_an_answer_is_unknown() {
    List<SdkException> lost =
        List.of(
            ApiCallTimeoutException.create(2_000),
            ApiCallAttemptTimeoutException.create(2_000),
            SdkClientException.create("connection reset"),
            InternalServerErrorException.builder().statusCode(500).build(),
            error("ServiceUnavailable", 503));

    assertThat(lost)
        .allSatisfy(failure -> assertThat(outcome(failure)).isEqualTo(new Unknown(failure)));
  }

  @Test
  void a_commit_that_still_runs_under_the_same_token_is_unknown() {
    SdkException failure = TransactionInProgressException.builder().statusCode(400).build();

    assertThat(outcome(failure)).isEqualTo(new Unknown(failure));
  }

  @Test
  void a_final_failure_is_thrown() {
    List<SdkException> last =
        List.of(
            IdempotentParameterMismatchException.builder().statusCode(400).build(),
            ResourceNotFoundException.builder().statusCode(400).build(),
            error("ValidationException", 400),
            error("AccessDeniedException", 400));

    assertThat(last)
        .allSatisfy(
            failure ->
                assertThatThrownBy(() -> outcome(failure))
                    .isInstanceOf(StoreFailure.class)
                    .hasCause(failure));
  }

  private static Outcome outcome(SdkException failure) {
    ScriptedClient client = new ScriptedClient(failure);
    return new DynamoDbStore(client, Scripts.TABLE, Sample.DUE_TIMES)
        .commits()
        .commit(Sample.commit(Sample.opening(Sample.account())), Sample.token());
  }
}
