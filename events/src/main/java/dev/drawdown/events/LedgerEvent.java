package dev.drawdown.events;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A change of a wallet: each line of its ledger is one event.
///
/// On the bus, [#SOURCE] is the source, [#type()] is the detail-type, and [#detail()] is the detail
/// as JSON. The bus delivers events at least once and in any order; see [LedgerLine#id()].
public sealed interface LedgerEvent {
  /// The source of all events.
  String SOURCE = "drawdown";

  /// A wallet got credits.
  ///
  /// `reason` is `starter`, `trial`, `calendar-month`, `plan-started`, `renewal`, `refill`,
  /// `upgrade` or `top-up`. Later versions may add reasons. A top-up names its `payment`. A grant
  /// by an operator has the operator's reason.
  record CreditsGranted(LedgerLine line, String reason, Optional<String> payment)
      implements LedgerEvent {}

  /// The charge `charge` spent credits.
  record CreditsCharged(LedgerLine line, String charge) implements LedgerEvent {}

  /// The charge `charge` holds credits for an action that still runs.
  ///
  /// With the `reason` `extended`, the hold has no more credits than before: only its expiry
  /// changed.
  record CreditsHeld(LedgerLine line, String charge, Optional<String> reason)
      implements LedgerEvent {}

  /// The hold `charge` became final and the unused credits returned. `captured` is the number of
  /// credits that it spent from this wallet's own buckets. Captures of earlier releases don't have
  /// this field.
  ///
  /// With the `reason` `first-part` or `part`, the hold continues with the rest. `last-part` ends
  /// such a hold.
  record CreditsCaptured(
      LedgerLine line, String charge, Optional<String> reason, OptionalLong captured)
      implements LedgerEvent {}

  /// The hold `charge` gave its credits back: it `expired`, or its caller released it. In that case
  /// `reason` is the caller's optional reason.
  record CreditsReleased(LedgerLine line, String charge, Optional<String> reason)
      implements LedgerEvent {}

  /// `charge` was refunded. `reason` is the caller's optional reason.
  record CreditsRefunded(LedgerLine line, String charge, Optional<String> reason)
      implements LedgerEvent {}

  /// Unspent credits expired.
  ///
  /// `reason` is `period-ended`, `renewal`, `refill`, `upgrade`, `carried-on`, `plan-started`,
  /// `unpaid`, `suspended`, `cancelled`, `removed`, `plan-ended`, or `expired` if credits given by
  /// an operator reached their expiry. With `carried-on`, only the remaining credits above the
  /// amount of a new paid term expired. Later versions may add reasons.
  record CreditsExpired(LedgerLine line, String reason) implements LedgerEvent {}

  /// Credits left because their `payment` was refunded or disputed. `reason` is `reversed`. Later
  /// versions may add reasons.
  record CreditsClawedBack(LedgerLine line, String reason, Optional<String> payment)
      implements LedgerEvent {}

  /// An operator corrected the balance, or expired or clawed-back credits returned.
  ///
  /// A correction has the operator's `reason`. Otherwise `reason` is `reinstated`, with the
  /// `payment` that proved valid, `restored` for a plan, or `calendar-month` for the default plan.
  /// Later versions may add reasons.
  record CreditsAdjusted(LedgerLine line, String reason, Optional<String> payment)
      implements LedgerEvent {}

  /// The charge `charge` raised the usage of the allowance past the threshold `level`: `warn` or
  /// `critical`.
  record CreditsLow(LedgerLine line, String level, String charge) implements LedgerEvent {}

  /// The charge `charge` left no credits to spend.
  record CreditsExhausted(LedgerLine line, String charge) implements LedgerEvent {}

  /// The payment for the next period failed. Credits stay usable during the grace. `reason` is
  /// `payment-failed`.
  record RenewalFailed(LedgerLine line, String reason) implements LedgerEvent {}

  /// The grace ended without a payment. The plan's credits can't be spent until a payment arrives.
  /// `reason` is `suspended`.
  record AccountSuspended(LedgerLine line, String reason) implements LedgerEvent {}

  /// Grace or suspension ended and credits work as before, usually because of a payment. `reason`
  /// is `restored`.
  record AccountRestored(LedgerLine line, String reason) implements LedgerEvent {}

  /// Another fact about the plan of an account or pool changed, or about a membership. No credits
  /// moved.
  ///
  /// `reason` is `paid-ahead`, `extended`, `cancellation-planned`, `cancellation-withdrawn`,
  /// `paused`, `resumed`, `plan-ended`, `cancelled`, `removed`, `unpaid`, `failed-ahead`,
  /// `given-up`, `event-parked`, `event-unparked`, `joined-pool`, `limit-changed` or `left-pool`.
  /// Later versions may add reasons.
  record AccountUpdated(LedgerLine line, String reason) implements LedgerEvent {}

  LedgerLine line();

  /// The event's name: the name of its record.
  default String type() {
    return getClass().getSimpleName();
  }

  /// The fields of the event by name, as texts, whole numbers, lists and maps. Absent fields are
  /// left out.
  default Map<String, Object> detail() {
    Detail.Builder all = line().detail();
    Detail.Builder detail =
        switch (this) {
          case CreditsGranted(_, var reason, var payment) ->
              all.with("reason", reason).with("payment", payment);
          case CreditsCharged(_, var charge) -> all.with("charge", charge);
          case CreditsHeld(_, var charge, var reason) ->
              all.with("charge", charge).with("reason", reason);
          case CreditsCaptured(_, var charge, var reason, var captured) ->
              all.with("charge", charge).with("reason", reason).with("captured", captured);
          case CreditsReleased(_, var charge, var reason) ->
              all.with("charge", charge).with("reason", reason);
          case CreditsRefunded(_, var charge, var reason) ->
              all.with("charge", charge).with("reason", reason);
          case CreditsExpired(_, var reason) -> all.with("reason", reason);
          case CreditsClawedBack(_, var reason, var payment) ->
              all.with("reason", reason).with("payment", payment);
          case CreditsAdjusted(_, var reason, var payment) ->
              all.with("reason", reason).with("payment", payment);
          case CreditsLow(_, var level, var charge) ->
              all.with("level", level).with("charge", charge);
          case CreditsExhausted(_, var charge) -> all.with("charge", charge);
          case RenewalFailed(_, var reason) -> all.with("reason", reason);
          case AccountSuspended(_, var reason) -> all.with("reason", reason);
          case AccountRestored(_, var reason) -> all.with("reason", reason);
          case AccountUpdated(_, var reason) -> all.with("reason", reason);
        };
    return detail.fields();
  }

  /// Reads an event of this `type` from a map that any JSON library made.
  ///
  /// The result is empty if the type is newer than this code. Throws an [IllegalArgumentException]
  /// if the event doesn't match its schema.
  static Optional<LedgerEvent> read(String type, Map<String, ?> detail) {
    return Optional.ofNullable(known(type, new Detail(detail)));
  }

  private static @Nullable LedgerEvent known(String type, Detail in) {
    return switch (type) {
      case "CreditsGranted" -> new CreditsGranted(in.line(), in.reason(), in.payment());
      case "CreditsCharged" -> new CreditsCharged(in.line(), in.charge());
      case "CreditsHeld" -> new CreditsHeld(in.line(), in.charge(), in.optionalReason());
      case "CreditsCaptured" ->
          new CreditsCaptured(
              in.line(), in.charge(), in.optionalReason(), in.optionalNumber("captured"));
      case "CreditsReleased" -> new CreditsReleased(in.line(), in.charge(), in.optionalReason());
      case "CreditsRefunded" -> new CreditsRefunded(in.line(), in.charge(), in.optionalReason());
      case "CreditsExpired" -> new CreditsExpired(in.line(), in.reason());
      case "CreditsClawedBack" -> new CreditsClawedBack(in.line(), in.reason(), in.payment());
      case "CreditsAdjusted" -> new CreditsAdjusted(in.line(), in.reason(), in.payment());
      case "CreditsLow" -> new CreditsLow(in.line(), in.text("level"), in.charge());
      case "CreditsExhausted" -> new CreditsExhausted(in.line(), in.charge());
      case "RenewalFailed" -> new RenewalFailed(in.line(), in.reason());
      case "AccountSuspended" -> new AccountSuspended(in.line(), in.reason());
      case "AccountRestored" -> new AccountRestored(in.line(), in.reason());
      case "AccountUpdated" -> new AccountUpdated(in.line(), in.reason());
      default -> null;
    };
  }
}
