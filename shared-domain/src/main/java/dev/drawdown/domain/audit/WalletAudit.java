package dev.drawdown.domain.audit;

import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.audit.WalletRecords.Others;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.ChargeRequest.DocumentKey;
import dev.drawdown.domain.ledger.Audit;
import dev.drawdown.domain.ledger.Draw;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.topup.Payment;
import dev.drawdown.domain.wallet.Wallet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/// A search for contradictions in the stored records of one wallet.
///
/// One transaction writes a wallet with its entries, its charge and document, or its payment. So
/// this service never leaves anything to find. But a table restored to a point in time may have
/// only a part of that moment's transactions.
///
/// The audit doesn't compare plans' grants, clawbacks and the provider's events.
public record WalletAudit(WalletRecords records, Others others) {
  /// A contradiction. Each names the records that a person needs to find it.
  public sealed interface Finding {
    /// Entries up to `last` exist, but the wallet is in the state before them.
    record WalletBehind(long version, long last) implements Finding {}

    /// The wallet counts an entry that doesn't exist.
    record EntryMissing(long number) implements Finding {}

    /// All entries exist but don't add up to the wallet.
    record TotalsDiffer(long ledger, long wallet) implements Finding {}

    /// A charge names an entry that made or changed it, and that entry doesn't exist.
    record ChargeWithoutEntry(ChargeId charge, long number) implements Finding {}

    /// An entry names a charge that doesn't exist.
    record EntryWithoutCharge(long number, String charge) implements Finding {}

    /// An entry extended, captured, released or refunded a charge, but the charge doesn't show it.
    /// The charge could be refunded again.
    record ChargeBehind(long number, EntryKind kind, String charge) implements Finding {}

    /// An entry granted a pack for a payment, but the payment doesn't show it. The pack would be
    /// credited again.
    record PaymentBehind(long number, PaymentId payment) implements Finding {}

    /// A charge drew from a pool, but the pool's wallet or ledger lacks that draw.
    record PoolBehind(ChargeId charge, Draw.Pooled draw) implements Finding {}

    /// A charge that doesn't exist keeps a document.
    record DocumentWithoutCharge(DocumentKey document, ChargeId charge) implements Finding {}

    /// A charge paid for a document, but no record keeps the document. The next run would be paid
    /// again.
    record DocumentMissing(DocumentKey document, ChargeId charge) implements Finding {}
  }

  /// All findings in a fixed order; none for a consistent wallet.
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    Map<Long, Entry> counted = records.counted();
    ledger(counted, findings);
    records.charges().values().stream()
        .sorted(Comparator.comparing(charge -> charge.id().value()))
        .forEach(charge -> charge(charge, counted, findings));
    records.entries().forEach(entry -> entry(entry, findings));
    records.documents().entrySet().stream()
        .filter(kept -> !records.charges().containsKey(kept.getValue()))
        .map(kept -> new Finding.DocumentWithoutCharge(kept.getKey(), kept.getValue()))
        .sorted(Comparator.comparing(found -> found.charge().value()))
        .forEach(findings::add);
    return List.copyOf(findings);
  }

  private void ledger(Map<Long, Entry> counted, List<Finding> findings) {
    Wallet<?> wallet = records.wallet();
    List<Entry> beyond = records.beyond();
    if (!beyond.isEmpty()) {
      findings.add(new Finding.WalletBehind(wallet.version(), beyond.getLast().number()));
    }
    List<Long> missing =
        LongStream.rangeClosed(1, wallet.version())
            .filter(number -> !counted.containsKey(number))
            .boxed()
            .toList();
    missing.forEach(number -> findings.add(new Finding.EntryMissing(number)));
    if (missing.isEmpty()) {
      Audit audit =
          Audit.of(
              wallet.book(),
              counted.values().stream().sorted(Comparator.comparingLong(Entry::number)).iterator());
      if (!audit.consistent()) {
        findings.add(new Finding.TotalsDiffer(audit.ledgerTotal(), audit.balanceTotal()));
      }
    }
  }

  private void charge(Charge charge, Map<Long, Entry> counted, List<Finding> findings) {
    LongStream.of(charge.openedBy(), charge.changedBy())
        .distinct()
        .filter(number -> !counted.containsKey(number))
        .forEach(number -> findings.add(new Finding.ChargeWithoutEntry(charge.id(), number)));
    charge.drawdown().pooled().stream()
        .filter(draw -> isMissing(draw, charge))
        .forEach(draw -> findings.add(new Finding.PoolBehind(charge.id(), draw)));
    paidFor(charge)
        .filter(document -> !records.documents().containsKey(document))
        .ifPresent(document -> findings.add(new Finding.DocumentMissing(document, charge.id())));
  }

  /// The document that a charge paid for, finally or in part.
  ///
  /// A charge that was given back, or may still be given back as a whole, keeps no document.
  private static Optional<DocumentKey> paidFor(Charge charge) {
    return switch (charge.state()) {
      case Charge.State.Charged _, Charge.State.Captured _ -> charge.document();
      case Charge.State.Held _, Charge.State.Released _ when !charge.parts().isNone() ->
          charge.document();
      case Charge.State.Held _, Charge.State.Released _, Charge.State.Refunded _ ->
          Optional.empty();
    };
  }

  /// Whether the pool lacks the draw: its wallet must count the entry, and the entry must name the
  /// charge.
  private boolean isMissing(Draw.Pooled draw, Charge charge) {
    return others.wallet(draw.wallet()).version() < draw.entry()
        || others
            .entry(draw.wallet(), draw.entry())
            .flatMap(entry -> entry.cause().charge())
            .filter(charge.id()::equals)
            .isEmpty();
  }

  private void entry(Entry entry, List<Finding> findings) {
    entry.cause().charge().flatMap(charge -> found(entry, charge)).ifPresent(findings::add);
    entry
        .cause()
        .payment()
        .filter(_ -> entry.kind() == EntryKind.GRANT)
        .filter(payment -> !isCredited(payment, entry))
        .ifPresent(payment -> findings.add(new Finding.PaymentBehind(entry.number(), payment)));
  }

  /// The problem with the charge that the entry names. An expiry entry names no charge and changes
  /// none.
  private Optional<Finding> found(Entry entry, ChargeId id) {
    return switch (entry.kind()) {
      case CHARGE, HOLD ->
          charge(entry, id).isPresent()
              ? behind(entry, id)
              : Optional.of(new Finding.EntryWithoutCharge(entry.number(), name(entry, id)));
      case CAPTURE, RELEASE, REFUND -> behind(entry, id);
      case GRANT, EXPIRY, CLAWBACK, ADJUSTMENT, LOW, EXHAUSTED, STANDING -> Optional.empty();
    };
  }

  private Optional<Finding> behind(Entry entry, ChargeId id) {
    return charge(entry, id)
        .filter(charge -> !isAfter(entry, charge))
        .map(_ -> new Finding.ChargeBehind(entry.number(), entry.kind(), name(entry, id)));
  }

  /// Whether the charge includes the entry's change. A charge records the last entry of its own
  /// wallet that changed it. For a pool's wallet it records only the entry of the draw, so there
  /// the charge's state decides.
  private boolean isAfter(Entry entry, Charge charge) {
    return records.wallet().owner() instanceof PoolId
        ? isAfter(entry.kind(), charge.state())
        : charge.changedBy() >= entry.number();
  }

  private static boolean isAfter(EntryKind kind, Charge.State state) {
    if (kind == EntryKind.CHARGE || kind == EntryKind.HOLD) {
      return true;
    }
    return switch (state) {
      case Charge.State.Charged _ -> false;
      case Charge.State.Held(_, Credits parts) -> kind == EntryKind.CAPTURE && !parts.isNone();
      case Charge.State.Captured _ -> kind != EntryKind.REFUND;
      case Charge.State.Released(_, Credits parts) ->
          kind == EntryKind.RELEASE || (kind == EntryKind.CAPTURE && !parts.isNone());
      case Charge.State.Refunded _ -> true;
    };
  }

  private Optional<Charge> charge(Entry entry, ChargeId id) {
    return records.wallet().owner() instanceof PoolId
        ? entry.cause().account().flatMap(account -> others.charge(account, id))
        : Optional.ofNullable(records.charges().get(id));
  }

  /// Whether the payment names the pack that the entry granted. A payment may be known by a
  /// reversal only.
  private boolean isCredited(PaymentId payment, Entry entry) {
    return others
        .payment(payment)
        .flatMap(Payment::credited)
        .filter(credited -> records.wallet().owner().equals(credited.owner()))
        .filter(credited -> credited.bucket() == entry.number())
        .isPresent();
  }

  private static String name(Entry entry, ChargeId charge) {
    return entry.cause().account().map(account -> account + "/" + charge).orElse(charge.value());
  }
}
