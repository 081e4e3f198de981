package dev.drawdown.adapters.eventbridge;

import dev.drawdown.adapters.bus.PutOutcome;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/// What EventBridge's codes mean for an event, whether it names them with the event or fails the
/// whole request.
///
/// Missing rights or a missing bus are no fault of the event's: whoever mends the deployment finds
/// that it was tried all the while.
final class Refusal {
  private static final String THROTTLED = "ThrottlingException";

  /// Codes of one event that say nothing of the event itself.
  private static final Set<String> PASSING =
      Set.of(
          "InternalFailure",
          "InternalException",
          "ServiceUnavailable",
          "AccessDeniedException",
          "InvalidAccountIdException",
          "NotAuthorizedForSourceException",
          "NotAuthorizedForDetailTypeException",
          "ResourceNotFoundException");

  /// Codes of a whole request that say that something in it can't be taken.
  private static final Set<String> MALFORMED =
      Set.of("ValidationException", "SerializationException", "RequestEntityTooLargeException");

  private static final int TOO_LARGE = 413;

  private Refusal() {}

  static PutOutcome outcome(PutEventsResultEntry result) {
    String code = result.errorCode();
    if (code == null) {
      return new PutOutcome.Put();
    }
    if (code.equals(THROTTLED)) {
      return new PutOutcome.Throttled();
    }
    String reason = reason(code, result.errorMessage());
    return PASSING.contains(code) ? new PutOutcome.Failed(reason) : new PutOutcome.Refused(reason);
  }

  static PutOutcome outcome(SdkException failure) {
    if (!(failure instanceof AwsServiceException service)) {
      return new PutOutcome.Failed(String.valueOf(failure.getMessage()));
    }
    if (service.isThrottlingException()) {
      return new PutOutcome.Throttled();
    }
    Optional<AwsErrorDetails> details = Optional.ofNullable(service.awsErrorDetails());
    String code = details.map(AwsErrorDetails::errorCode).orElse("");
    String reason = reason(code, details.map(AwsErrorDetails::errorMessage).orElse(""));
    return service.statusCode() == TOO_LARGE || MALFORMED.contains(code)
        ? new PutOutcome.Refused(reason)
        : new PutOutcome.Failed(reason);
  }

  private static String reason(String code, @Nullable String message) {
    return message == null ? code : code + ": " + message;
  }
}
