package dev.drawdown.adapters.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.store.StoreFailure.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// The failures of the database's client, as the stores report them.
class DatabaseFailureTest {
  @Test
  void throttling_is_reported() {
    List<SdkException> throttled =
        List.of(
            error("ThrottlingException", 400),
            error("RequestLimitExceeded", 400),
            ProvisionedThroughputExceededException.builder().build());

    assertThat(throttled)
        .allSatisfy(
            failure -> assertThat(Failure.storeFailure(failure).kind()).isEqualTo(Kind.THROTTLED));
  }

  @Test
  void no_answer_is_passing() {
    List<SdkException> passing =
        List.of(
            ApiCallTimeoutException.create(2_000),
            SdkClientException.create("connection reset"),
            InternalServerErrorException.builder().statusCode(500).build(),
            error("ServiceUnavailable", 503));

    assertThat(passing)
        .allSatisfy(
            failure -> assertThat(Failure.storeFailure(failure).kind()).isEqualTo(Kind.PASSING));
  }

  @Test
  void invalid_items_of_a_request_are_refused() {
    List<SdkException> invalid =
        List.of(
            error("ValidationException", 400),
            TransactionCanceledException.builder().statusCode(400).build());

    assertThat(invalid)
        .allSatisfy(
            failure -> assertThat(Failure.storeFailure(failure).kind()).isEqualTo(Kind.REFUSED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"AccessDeniedException", "ResourceNotFoundException", "ExpiredToken"})
  void a_faulty_deployment_is_unusable(String code) {
    SdkException failure = error(code, 400);

    assertThat(Failure.storeFailure(failure).kind()).isEqualTo(Kind.UNUSABLE);
  }

  @Test
  void the_clients_exception_is_the_cause_and_has_the_message() {
    SdkException failure = SdkClientException.create("connection reset");

    assertThat(Failure.storeFailure(failure)).hasCause(failure).hasMessage("connection reset");
  }

  private static SdkException error(String code, int status) {
    return DynamoDbException.builder()
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
        .statusCode(status)
        .build();
  }
}
