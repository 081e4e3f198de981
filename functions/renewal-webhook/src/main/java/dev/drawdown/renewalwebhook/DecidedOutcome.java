package dev.drawdown.renewalwebhook;

import dev.drawdown.domain.Owner;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Decision;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.renewal.RenewalResult;
import dev.drawdown.domain.topup.Reversing.ReversalResult;
import dev.drawdown.domain.topup.ToppingUp.TopUpResult;
import dev.drawdown.renewalwebhook.WebhookOutcome.AlreadyApplied;
import dev.drawdown.renewalwebhook.WebhookOutcome.Applied;
import dev.drawdown.renewalwebhook.WebhookOutcome.Noted;
import dev.drawdown.renewalwebhook.WebhookOutcome.Unprocessable;
import java.util.List;
import java.util.Optional;

/// An outcome, and the commits that it needs. The outcome is [Unprocessable] if the rules refuse
/// the event.
record DecidedOutcome(WebhookOutcome outcome, List<Commit> commits) implements Decision {
  DecidedOutcome {
    commits = List.copyOf(commits);
  }

  static DecidedOutcome nothing(WebhookOutcome outcome) {
    return new DecidedOutcome(outcome, List.of());
  }

  static DecidedOutcome of(RenewalResult result) {
    return switch (result) {
      case RenewalResult.AlreadyKnown _ -> nothing(new AlreadyApplied());
      case RenewalResult.TooMuch(var owner, var limit) ->
          nothing(new Unprocessable(limit.reason(), owner));
      case RenewalResult.Recorded(var commits) -> new DecidedOutcome(new Applied(), commits);
      case RenewalResult.Applied(var commits) -> new DecidedOutcome(new Applied(), commits);
    };
  }

  static DecidedOutcome of(TopUpResult result, Owner owner) {
    return switch (result) {
      case TopUpResult.AlreadyToppedUp _ -> nothing(new AlreadyApplied());
      case TopUpResult.KeyReused(var first) ->
          impossible("the payment was credited to " + first.owner() + " as " + first.pack(), owner);
      case TopUpResult.UnknownPack(var pack) -> impossible("no pack " + pack, owner);
      case TopUpResult.PlanRequired _ -> impossible("the pack needs a plan", owner);
      case TopUpResult.TooManyPacks(int most) ->
          impossible("the account has " + most + " packs that aren't used up", owner);
      case TopUpResult.AmountUnknown _ -> impossible("the payment's amount is unknown", owner);
      case TopUpResult.ToppedUp(_, _, var commits) -> new DecidedOutcome(new Applied(), commits);
    };
  }

  static DecidedOutcome of(ReversalResult result) {
    return switch (result) {
      case ReversalResult.AlreadyReversed _ -> nothing(new AlreadyApplied());
      case ReversalResult.AmountUnknown(var payment) ->
          nothing(
              new Unprocessable(
                  "the amount of payment " + payment.id() + " is unknown",
                  payment.credited().map(credited -> credited.owner())));
      case ReversalResult.Recorded(var payment, var commits) ->
          new DecidedOutcome(payment.credited().isPresent() ? new Applied() : new Noted(), commits);
      case ReversalResult.Reversed(var commits) -> new DecidedOutcome(new Applied(), commits);
    };
  }

  private static DecidedOutcome impossible(String reason, Owner owner) {
    return nothing(new Unprocessable(reason, Optional.of(owner)));
  }

  /// The same outcome with one more write in its last transaction. If there is no transaction, the
  /// write gets one of its own.
  DecidedOutcome with(Write write) {
    return new DecidedOutcome(outcome, Commit.appending(commits, write));
  }
}
