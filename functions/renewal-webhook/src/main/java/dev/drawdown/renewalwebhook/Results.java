package dev.drawdown.renewalwebhook;

import dev.drawdown.domain.Owner;
import dev.drawdown.domain.renewal.RenewalResult;
import dev.drawdown.domain.topup.Reversing.ReversalResult;
import dev.drawdown.domain.topup.ToppingUp.TopUpResult;
import dev.drawdown.renewalwebhook.WebhookOutcome.AlreadyApplied;
import dev.drawdown.renewalwebhook.WebhookOutcome.Applied;
import dev.drawdown.renewalwebhook.WebhookOutcome.Ignored;
import dev.drawdown.renewalwebhook.WebhookOutcome.Unprocessable;
import java.util.Optional;

/// Turns the result of a rule into the outcome of the event. An event that the rules refuse is
/// parked.
final class Results {
  private Results() {}

  static DecidedOutcome of(RenewalResult result) {
    return switch (result) {
      case RenewalResult.AlreadyKnown _ -> DecidedOutcome.nothing(new AlreadyApplied());
      case RenewalResult.TooMuch(var owner, var limit) ->
          DecidedOutcome.nothing(new Unprocessable(limit.reason(), owner));
      case RenewalResult.Recorded(var commits) -> new DecidedOutcome(new Applied(), commits);
      case RenewalResult.Applied(var commits) -> new DecidedOutcome(new Applied(), commits);
    };
  }

  static DecidedOutcome of(TopUpResult result, Owner owner) {
    return switch (result) {
      case TopUpResult.AlreadyToppedUp _ -> DecidedOutcome.nothing(new AlreadyApplied());
      case TopUpResult.KeyReused(var first) ->
          impossible("the payment was credited to " + first.owner() + " as " + first.pack(), owner);
      case TopUpResult.UnknownPack(var pack) -> impossible("no pack " + pack, owner);
      case TopUpResult.PlanRequired _ -> impossible("the pack needs a plan", owner);
      case TopUpResult.TooManyPacks(int most) ->
          impossible("the account has " + most + " packs that aren't used up", owner);
      case TopUpResult.ToppedUp(_, _, var commits) -> new DecidedOutcome(new Applied(), commits);
    };
  }

  static DecidedOutcome of(ReversalResult result) {
    return switch (result) {
      case ReversalResult.AlreadyReversed _ -> DecidedOutcome.nothing(new AlreadyApplied());
      case ReversalResult.AmountUnknown(var payment) ->
          DecidedOutcome.nothing(
              new Unprocessable(
                  "the amount of payment " + payment.id() + " is unknown",
                  payment.credited().map(credited -> credited.owner())));
      case ReversalResult.Recorded(var payment, var commits) ->
          new DecidedOutcome(
              payment.credited().isPresent() ? new Applied() : new Ignored(), commits);
      case ReversalResult.Reversed(var commits) -> new DecidedOutcome(new Applied(), commits);
    };
  }

  private static DecidedOutcome impossible(String reason, Owner owner) {
    return DecidedOutcome.nothing(new Unprocessable(reason, Optional.of(owner)));
  }
}
