package dev.drawdown.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.drawdown.adapters.bus.EventBus.BusEvent;
import dev.drawdown.adapters.store.HoldCharges;
import dev.drawdown.adapters.store.LedgerPages;
import dev.drawdown.adapters.store.Stores;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.events.LedgerEvent;
import dev.drawdown.events.LedgerLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A consumer's view of a bus: no repeats, and each wallet's events sorted by number.
final class ConsumedEvents {
  private final Map<String, LedgerEvent> byId = new LinkedHashMap<>();

  /// Two events of one name must be equal.
  static ConsumedEvents by(List<BusEvent> events) {
    ConsumedEvents consumed = new ConsumedEvents();
    for (BusEvent event : events) {
      LedgerEvent read = read(event);
      LedgerEvent before = consumed.byId.putIfAbsent(read.line().id(), read);
      assertThat(before == null ? read : before).isEqualTo(read);
      assertThat(event.source()).isEqualTo("drawdown");
      assertThat(event.at()).isEqualTo(read.line().at());
    }
    return consumed;
  }

  static LedgerEvent read(BusEvent event) {
    try {
      return LedgerEvent.read(event.type(), JSON.std.mapFrom(event.detail())).orElseThrow();
    } catch (IOException notJson) {
      throw new UncheckedIOException(notJson);
    }
  }

  /// Asserts that the events are exactly the ledgers of these wallets.
  void assertLedgers(Stores store, List<WalletId> wallets) {
    List<String> expected = new ArrayList<>();
    for (WalletId wallet : wallets) {
      List<Entry> ledger = new LedgerPages(store.ledgers(), wallet).after(0).toList();
      HoldCharges charges = new HoldCharges(store.ledgers(), wallet);
      for (Entry entry : ledger) {
        expected.add(line(wallet, charges.withCharges(List.of(entry)).getFirst()));
      }
    }
    assertThat(lines()).isEqualTo(expected);
  }

  private List<String> lines() {
    return byId.values().stream()
        .sorted(
            Comparator.comparing((LedgerEvent event) -> event.line().wallet())
                .thenComparingLong(event -> event.line().number()))
        .map(ConsumedEvents::line)
        .toList();
  }

  private static String line(LedgerEvent event) {
    LedgerLine line = event.line();
    String postings =
        line.postings().stream()
            .map(posting -> posting.bucket() + " " + posting.kind() + " " + posting.change())
            .collect(Collectors.joining(", "));
    Map<String, Object> detail = event.detail();
    return String.join(
        " | ",
        line.id(),
        kinds(event.type()),
        line.at().toString(),
        Long.toString(line.change()),
        postings,
        Long.toString(line.balanceAfter()),
        text(detail.getOrDefault("reason", detail.get("level"))),
        text(detail.get("charge")),
        text(detail.get("payment")),
        line.account().orElse("-"));
  }

  private static String line(WalletId wallet, Entry entry) {
    String postings =
        entry.postings().stream()
            .map(
                posting ->
                    posting.bucket()
                        + " "
                        + posting.bucket().kind().label()
                        + " "
                        + posting.change())
            .collect(Collectors.joining(", "));
    return String.join(
        " | ",
        wallet + "/" + entry.number(),
        entry.kind().label(),
        entry.at().toString(),
        Long.toString(entry.change()),
        postings,
        entry.balanceAfter().toString(),
        entry.cause().reason().orElse("-"),
        entry.cause().charge().map(Object::toString).orElse("-"),
        entry.cause().payment().map(Object::toString).orElse("-"),
        account(wallet, entry));
  }

  /// The account whose wallet it is or, for a pool, the member that caused the entry.
  private static String account(WalletId wallet, Entry entry) {
    return switch (wallet.owner()) {
      case AccountId owner -> owner.value();
      case PoolId _ -> entry.cause().account().map(AccountId::value).orElse("-");
    };
  }

  /// The kind of entry of a type of event.
  private static String kinds(String type) {
    return switch (type) {
      case "CreditsGranted" -> "grant";
      case "CreditsCharged" -> "charge";
      case "CreditsHeld" -> "hold";
      case "CreditsCaptured" -> "capture";
      case "CreditsReleased" -> "release";
      case "CreditsRefunded" -> "refund";
      case "CreditsExpired" -> "expiry";
      case "CreditsClawedBack" -> "clawback";
      case "CreditsAdjusted" -> "adjustment";
      case "CreditsLow" -> "low";
      case "CreditsExhausted" -> "exhausted";
      case "RenewalFailed", "AccountSuspended", "AccountRestored", "AccountUpdated" -> "standing";
      default -> throw new AssertionError(type);
    };
  }

  private static String text(Object value) {
    return value == null ? "-" : value.toString();
  }
}
