package dev.drawdown.monthlyreset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawdown.monthlyreset.WalletSweeper.WalletSweepResult;
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

/// A failure of the database is passing, the wallet's own, or the deployment's.
class DatabaseFailureTest {
  @Test
  void throttling_leaves_the_wallet_and_slows_the_pace() {
    List<SdkException> throttled =
        List.of(
            error("ThrottlingException", 400),
            error("RequestLimitExceeded", 400),
            ProvisionedThroughputExceededException.builder().build());

    assertThat(throttled)
        .allSatisfy(
            failure ->
                assertThat(WalletSweeper.failed(failure))
                    .isEqualTo(new WalletSweepResult.LeftForLater("throttled", true)));
  }

  @Test
  void no_answer_leaves_the_wallet() {
    List<SdkException> passing =
        List.of(
            ApiCallTimeoutException.create(2_000),
            SdkClientException.create("connection reset"),
            InternalServerErrorException.builder().statusCode(500).build(),
            error("ServiceUnavailable", 503));

    assertThat(passing)
        .allSatisfy(
            failure ->
                assertThat(WalletSweeper.failed(failure))
                    .isEqualTo(new WalletSweepResult.LeftForLater(failure.toString())));
  }

  @Test
  void what_can_not_be_written_of_a_wallet_is_its_own_trouble() {
    List<SdkException> invalid =
        List.of(
            error("ValidationException", 400),
            TransactionCanceledException.builder().statusCode(400).build());

    assertThat(invalid)
        .allSatisfy(
            failure ->
                assertThat(WalletSweeper.failed(failure))
                    .isEqualTo(new WalletSweepResult.Stuck(failure.toString())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"AccessDeniedException", "ResourceNotFoundException", "ExpiredToken"})
  void what_is_wrong_with_the_deployment_is_thrown_as_it_came(String code) {
    SdkException failure = error(code, 400);

    assertThatThrownBy(() -> WalletSweeper.failed(failure)).isSameAs(failure);
  }

  private static SdkException error(String code, int status) {
    return DynamoDbException.builder()
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
        .statusCode(status)
        .build();
  }
}
