package dev.drawdown.client;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Why work was not started. `detail` is in words that a person can read.
public sealed interface Refusal {
  String detail();

  /// The account has too few credits.
  ///
  /// @param limit what the account may draw of its pool, if that limit blocked the call
  record OutOfCredits(
      String detail,
      long cost,
      Balance balance,
      Optional<Instant> refreshesAt,
      List<NextStep> actions,
      OptionalLong limit)
      implements Refusal {
    public OutOfCredits {
      actions = List.copyOf(actions);
    }
  }

  /// The account is suspended until it has paid.
  record PaymentRequired(String detail, Balance balance, List<NextStep> actions)
      implements Refusal {
    public PaymentRequired {
      actions = List.copyOf(actions);
    }
  }

  /// The catalog doesn't name the action.
  record UnknownAction(String detail) implements Refusal {}

  /// The account has as many open holds as it may have. Try again when some of its work is done.
  record TooManyHolds(String detail) implements Refusal {}

  /// Another call holds credits for the same operation or document: it is running, or was killed.
  /// Look again after `charge.expiresAt()`.
  record InProgress(Charge charge) implements Refusal {
    @Override
    public String detail() {
      return "Another call is working on this.";
    }
  }

  /// The operation was tried before and its credits were given back. To run it again, give it a new
  /// name.
  record GivenBack(Charge charge) implements Refusal {
    @Override
    public String detail() {
      return "This was tried before and its credits were given back.";
    }
  }

  /// The operation's name was used for something else.
  record KeyReused(String detail) implements Refusal {}

  /// The service gave no answer before the retry budget was spent.
  ///
  /// @param holdMayBeOpen whether the service may have held credits all the same; they come back
  ///   when the hold expires
  record Unavailable(String detail, boolean holdMayBeOpen) implements Refusal {}

  /// Any other refusal, such as of a token without the right scope. `code` is empty if the answer
  /// had none.
  record Rejected(String detail, int status, String code) implements Refusal {}

  /// What helps an account that has too few credits.
  ///
  /// @param type `wait`, `top-up`, `choose-plan` or `update-payment-method`; newer services may
  ///   offer others
  /// @param href where to go for it
  /// @param at until when to wait
  record NextStep(String type, Optional<String> href, Optional<Instant> at) {
    static List<NextStep> listOf(JsonObject problem) {
      return problem.objects("actions").stream().map(NextStep::of).toList();
    }

    private static NextStep of(JsonObject step) {
      return new NextStep(step.text("type"), step.optionalText("href"), step.optionalInstant("at"));
    }
  }
}
