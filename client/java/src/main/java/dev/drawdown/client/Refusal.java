package dev.drawdown.client;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The reason why work was not started.
public sealed interface Refusal {
  /// The reason, in words for a person.
  String detail();

  /// Whether this call may hold credits nevertheless, because the answer of a try was lost. They
  /// return when the hold expires. If false, nothing was charged.
  default boolean holdMayBeOpen() {
    return false;
  }

  /// The account has too few credits.
  ///
  /// @param limit the account's member allowance in its pool, if that allowance blocked the call
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

  /// The account is suspended until it pays.
  record PaymentRequired(String detail, Balance balance, List<NextStep> actions)
      implements Refusal {
    public PaymentRequired {
      actions = List.copyOf(actions);
    }
  }

  /// The catalog doesn't name the action.
  record UnknownAction(String detail) implements Refusal {}

  /// The account has the largest allowed number of open holds. Try again when some of its work is
  /// done.
  record TooManyHolds(String detail) implements Refusal {}

  /// The account has the largest allowed number of open holds on its pool. Try again when some of
  /// its work is done.
  record PoolHoldsFull(String detail) implements Refusal {}

  /// Another call holds credits for the same operation, or for the same document of an action that
  /// costs once per document. That call is running, or its process died.
  ///
  /// @param expiresAt when the other hold expires, unless that call ends earlier: try again then
  record InProgress(String detail, Instant expiresAt) implements Refusal {}

  /// The operation was tried before and its credits were given back. To run it again, give it a new
  /// name.
  record GivenBack(Charge charge) implements Refusal {
    @Override
    public String detail() {
      return "This was tried before and its credits were given back.";
    }
  }

  /// The operation's name was used for other work.
  record KeyReused(String detail) implements Refusal {}

  /// The service gave no answer before the retry budget was spent.
  ///
  /// @param holdMayBeOpen false if certainly no try had an effect
  record Unavailable(String detail, boolean holdMayBeOpen) implements Refusal {}

  /// The service refused after the answer of an earlier try was lost. That try may have held
  /// credits, or may still do so.
  record OutcomeUnknown(Refusal lastAnswer) implements Refusal {
    @Override
    public String detail() {
      return lastAnswer.detail();
    }

    @Override
    public boolean holdMayBeOpen() {
      return true;
    }
  }

  /// Any other refusal, such as of a token without the right scope. `code` is empty if the answer
  /// had none.
  record Rejected(String detail, int status, String code) implements Refusal {}

  /// A next step for an account that has too few credits.
  ///
  /// @param type `wait`, `top-up`, `choose-plan` or `update-payment-method`; newer services may
  ///   offer others
  /// @param href the address of the step
  /// @param at when to try again
  record NextStep(String type, Optional<String> href, Optional<Instant> at) {
    static List<NextStep> listOf(JsonObject problem) {
      return problem.objects("actions").stream().map(NextStep::of).toList();
    }

    private static NextStep of(JsonObject step) {
      return new NextStep(step.text("type"), step.optionalText("href"), step.optionalInstant("at"));
    }
  }
}
