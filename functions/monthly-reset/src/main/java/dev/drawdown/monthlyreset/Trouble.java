package dev.drawdown.monthlyreset;

import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// What a failure of the database says of the wallet that was looked at.
final class Trouble {
  private static final int SERVER_ERROR = 500;

  private Trouble() {}

  /// Throws the failure on where it says nothing of the wallet and is no passing one: missing
  /// rights or a missing table.
  static WalletSweepResult of(SdkException failure) {
    return switch (failure) {
      case ProvisionedThroughputExceededException _ ->
          new WalletSweepResult.LeftForLater("throttled", true);
      case AwsServiceException service when service.isThrottlingException() ->
          new WalletSweepResult.LeftForLater("throttled", true);
      case TransactionCanceledException cancelled ->
          new WalletSweepResult.Stuck(cancelled.toString());
      case AwsServiceException service when isInvalid(service) ->
          new WalletSweepResult.Stuck(service.toString());
      case AwsServiceException service when service.statusCode() < SERVER_ERROR -> throw service;
      case SdkException passing -> new WalletSweepResult.LeftForLater(passing.toString());
    };
  }

  private static boolean isInvalid(AwsServiceException service) {
    return Optional.ofNullable(service.awsErrorDetails())
        .map(AwsErrorDetails::errorCode)
        .filter("ValidationException"::equals)
        .isPresent();
  }
}
