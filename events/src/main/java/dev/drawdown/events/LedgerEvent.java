package dev.drawdown.events;

import java.util.Map;
import java.util.Optional;

/// Something that happened to a wallet: each line of its ledger is one event.
///
/// On the bus the source is [#SOURCE], the detail-type is [#type()], and the detail is [#detail()]
/// as JSON. The bus delivers at least once and in any order; see [LedgerLine#id()].
public sealed interface LedgerEvent
    permits AccountRestored,
        AccountSuspended,
        AccountUpdated,
        CreditsAdjusted,
        CreditsCaptured,
        CreditsCharged,
        CreditsExhausted,
        CreditsGranted,
        CreditsHeld,
        CreditsExpired,
        CreditsLow,
        CreditsRefunded,
        CreditsReleased,
        CreditsClawedBack,
        RenewalFailed {
  /// The source of all events.
  String SOURCE = "drawdown";

  LedgerLine line();

  /// The fields of the event by name, as texts, whole numbers, lists and maps. What it doesn't have
  /// is left out.
  Map<String, Object> detail();

  /// The event's name, which is that of its record.
  default String type() {
    return getClass().getSimpleName();
  }

  /// Reads an event of a `type`, whose JSON was read into a map by whatever library. One of a type
  /// that is newer than this code is nothing; one that isn't as its schema says is an
  /// [IllegalArgumentException].
  static Optional<LedgerEvent> read(String type, Map<String, ?> detail) {
    DetailFields fields = new DetailFields(detail);
    return switch (type) {
      case "AccountRestored" -> Optional.of(AccountRestored.read(fields));
      case "AccountSuspended" -> Optional.of(AccountSuspended.read(fields));
      case "AccountUpdated" -> Optional.of(AccountUpdated.read(fields));
      case "CreditsAdjusted" -> Optional.of(CreditsAdjusted.read(fields));
      case "CreditsCaptured" -> Optional.of(CreditsCaptured.read(fields));
      case "CreditsCharged" -> Optional.of(CreditsCharged.read(fields));
      case "CreditsExhausted" -> Optional.of(CreditsExhausted.read(fields));
      case "CreditsGranted" -> Optional.of(CreditsGranted.read(fields));
      case "CreditsHeld" -> Optional.of(CreditsHeld.read(fields));
      case "CreditsExpired" -> Optional.of(CreditsExpired.read(fields));
      case "CreditsLow" -> Optional.of(CreditsLow.read(fields));
      case "CreditsRefunded" -> Optional.of(CreditsRefunded.read(fields));
      case "CreditsReleased" -> Optional.of(CreditsReleased.read(fields));
      case "CreditsClawedBack" -> Optional.of(CreditsClawedBack.read(fields));
      case "RenewalFailed" -> Optional.of(RenewalFailed.read(fields));
      default -> Optional.empty();
    };
  }
}
