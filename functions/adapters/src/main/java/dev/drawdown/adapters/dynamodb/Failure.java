package dev.drawdown.adapters.dynamodb;

import dev.drawdown.adapters.store.Outcome;
import dev.drawdown.adapters.store.StoreFailure;
import dev.drawdown.adapters.store.StoreFailure.Kind;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/// The meaning of a failed request.
enum Failure {
  /// DynamoDB rejected the request for now: other requests use the same items, or the table is
  /// busy. Nothing was done.
  CONTENDED,
  /// The result of the request is unknown: a timeout, a broken connection, an error of the service,
  /// or an earlier request with the same token that still runs.
  LOST,
  /// The same request would fail again.
  FINAL;

  private static final int SERVER_ERROR = 500;

  static Failure of(SdkException failure) {
    return switch (failure) {
      case TransactionInProgressException _ -> LOST;
      case SdkServiceException service when service.statusCode() >= SERVER_ERROR -> LOST;
      case TransactionConflictException _ -> CONTENDED;
      case AwsServiceException service when service.isThrottlingException() -> CONTENDED;
      case SdkServiceException _ -> FINAL;
      default -> LOST;
    };
  }

  /// The failure as the stores report it. A missing table or missing rights stop every call.
  static StoreFailure storeFailure(SdkException failure) {
    return new StoreFailure(kind(failure), failure);
  }

  private static Kind kind(SdkException failure) {
    return switch (failure) {
      case ProvisionedThroughputExceededException _ -> Kind.THROTTLED;
      case AwsServiceException service when service.isThrottlingException() -> Kind.THROTTLED;
      case TransactionCanceledException _ -> Kind.REFUSED;
      case AwsServiceException service when isInvalid(service) -> Kind.REFUSED;
      case AwsServiceException service when service.statusCode() < SERVER_ERROR -> Kind.UNUSABLE;
      case SdkException _ -> Kind.PASSING;
    };
  }

  private static boolean isInvalid(AwsServiceException service) {
    return Optional.ofNullable(service.awsErrorDetails())
        .map(AwsErrorDetails::errorCode)
        .filter("ValidationException"::equals)
        .isPresent();
  }

  /// The outcome of a write that failed with `failure`. Throws a final failure.
  static Outcome outcome(SdkException failure) {
    return switch (of(failure)) {
      case CONTENDED ->
          new Outcome.Contended(code(failure), !(failure instanceof TransactionConflictException));
      case LOST -> new Outcome.Unknown(failure);
      case FINAL -> throw storeFailure(failure);
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
