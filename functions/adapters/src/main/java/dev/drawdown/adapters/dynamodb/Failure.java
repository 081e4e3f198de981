package dev.drawdown.adapters.dynamodb;

import dev.drawdown.adapters.store.Outcome;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/// What the failure of a whole request means.
enum Failure {
  /// The request was turned away for now, as others are at the same items or the table is busy;
  /// nothing was done.
  THROTTLED,
  /// No answer, or none that says what was done: a timeout, a broken connection, an error of the
  /// service, or an earlier request with the same token that still runs.
  LOST,
  /// The same request would fail again.
  FINAL;

  static Failure of(SdkException failure) {
    return switch (failure) {
      case TransactionInProgressException _ -> LOST;
      case SdkServiceException service when service.statusCode() >= 500 -> LOST;
      case TransactionConflictException _ -> THROTTLED;
      case AwsServiceException service when service.isThrottlingException() -> THROTTLED;
      case SdkServiceException _ -> FINAL;
      default -> LOST;
    };
  }

  /// What `failure` of a commit comes to; a final one is thrown as it came.
  static Outcome outcome(SdkException failure) {
    return switch (of(failure)) {
      case THROTTLED -> new Outcome.Contended(code(failure));
      case LOST -> new Outcome.Unknown(failure);
      case FINAL -> throw failure;
    };
  }

  private static String code(SdkException failure) {
    return Optional.of(failure)
        .filter(AwsServiceException.class::isInstance)
        .map(service -> ((AwsServiceException) service).awsErrorDetails())
        .map(AwsErrorDetails::errorCode)
        .orElse("throttled");
  }
}
