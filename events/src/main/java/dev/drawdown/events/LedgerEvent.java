package dev.drawdown.events;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Something that happened to a wallet: each line of its ledger is one event.
///
/// On the bus the source is [#SOURCE], the detail-type is [#type()], and the detail is [#detail()]
/// as JSON. The bus delivers at least once and in any order; see [LedgerLine#id()].
public sealed interface LedgerEvent {
  /// The source of all events.
  String SOURCE = "drawdown";

  /// Credits were given. `reason` says as what: `starter`, `trial`, `calendar-month`,
  /// `plan-started`, `renewal`, `refill`, `upgrade`, or `top-up`, which `payment` paid for; and it
  /// may be one that is new. What an operator gave has the reason that they gave.
  record CreditsGranted(LedgerLine line, String reason, Optional<String> payment)
      implements LedgerEvent {}

  /// Credits were spent, by `charge`.
  record CreditsCharged(LedgerLine line, String charge) implements LedgerEvent {}

  /// Credits were set aside for an action that still runs, by `charge`.
  ///
  /// Where `reason` is `extended`, nothing more is: the hold lasts until another instant.
  record CreditsHeld(LedgerLine line, String charge, Optional<String> reason)
      implements LedgerEvent {}

  /// The hold that is `charge` became final; what it didn't need came back. `captured` is how many
  /// credits it spent of this wallet's own buckets, and absent in captures of earlier releases.
  ///
  /// Where `reason` is `first-part` or `part`, the hold goes on with the rest; `last-part` is the
  /// end of such a hold.
  record CreditsCaptured(
      LedgerLine line, String charge, Optional<String> reason, OptionalLong captured)
      implements LedgerEvent {}

  /// The hold that is `charge` was given back: because it `expired`, or for the `reason` that its
  /// caller gave, if they gave one.
  record CreditsReleased(LedgerLine line, String charge, Optional<String> reason)
      implements LedgerEvent {}

  /// `charge` was given back, for the `reason` that its caller gave, if they gave one.
  record CreditsRefunded(LedgerLine line, String charge, Optional<String> reason)
      implements LedgerEvent {}

  /// Credits ended, unspent. `reason` says why: `period-ended`, `renewal`, `refill`, `upgrade`,
  /// `carried-on`, `plan-started`, `unpaid`, `suspended`, `cancelled`, `removed`, `plan-ended`; and
  /// it may be one that is new.
  record CreditsExpired(LedgerLine line, String reason) implements LedgerEvent {}

  /// Credits left with the `payment` that had brought them, as it was refunded or disputed.
  /// `reason` is `reversed`, and may be one that is new.
  record CreditsClawedBack(LedgerLine line, String reason, Optional<String> payment)
      implements LedgerEvent {}

  /// An operator corrected the balance, for the `reason` that they gave, or credits came back that
  /// had ended or been taken. Then `reason` is `reinstated` with the `payment` that was good after
  /// all, `restored` with a plan, `calendar-month` with the default plan, or one that is new.
  record CreditsAdjusted(LedgerLine line, String reason, Optional<String> payment)
      implements LedgerEvent {}

  /// Use of the allowance crossed the line of `level`, `warn` or `critical`, by `charge`.
  record CreditsLow(LedgerLine line, String level, String charge) implements LedgerEvent {}

  /// `charge` left nothing to spend.
  record CreditsExhausted(LedgerLine line, String charge) implements LedgerEvent {}

  /// The payment for the next period failed. Credits stay usable for the time of grace. `reason` is
  /// `payment-failed`.
  record RenewalFailed(LedgerLine line, String reason) implements LedgerEvent {}

  /// Grace is over, or nobody tries any more to be paid: what the plan gave can't be spent until it
  /// is paid. `reason` is `suspended`.
  record AccountSuspended(LedgerLine line, String reason) implements LedgerEvent {}

  /// Grace or suspension is over and credits work as before, mostly because a payment came.
  /// `reason` is `restored`.
  record AccountRestored(LedgerLine line, String reason) implements LedgerEvent {}

  /// Something else changed in what is known of an account's or a pool's plan, or of a membership,
  /// and moved no credits. `reason` says what: `paid-ahead`, `extended`, `cancellation-planned`,
  /// `cancellation-withdrawn`, `paused`, `resumed`, `plan-ended`, `given-up`, `event-parked`,
  /// `event-unparked`, `joined-pool`, `limit-changed`, `left-pool`; and it may be one that is new.
  record AccountUpdated(LedgerLine line, String reason) implements LedgerEvent {}

  LedgerLine line();

  /// The event's name, which is that of its record.
  default String type() {
    return getClass().getSimpleName();
  }

  /// The fields of the event by name, as texts, whole numbers, lists and maps. What it doesn't have
  /// is left out.
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

  /// Reads an event of a `type`, whose JSON was read into a map by whatever library. One of a type
  /// that is newer than this code is nothing; one that isn't as its schema says is an
  /// [IllegalArgumentException].
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
