package dev.drawdown.domain.audit;

import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.audit.WalletAudit.Finding;
import dev.drawdown.domain.audit.WalletRecords.Others;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.ChargeRequest.DocumentKey;
import dev.drawdown.domain.ledger.Draw;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.EntryKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A plan to undo a torn transaction: it removes the written part, as if the call had never
/// arrived.
///
/// If only the document is missing, the plan writes the document instead.
///
/// The plan needs two conditions: the wallet is in the state before the transaction, and the
/// transaction overwrote and claimed nothing else. New charges and holds meet the second condition.
public record WalletRepair(WalletRecords records, Others others) {
  /// The kinds of entries that a new charge or hold writes. It also writes a grant of starter
  /// credits.
  private static final Set<EntryKind> UNDOABLE =
      Set.of(EntryKind.CHARGE, EntryKind.HOLD, EntryKind.LOW, EntryKind.EXHAUSTED);

  private static final Comparator<ChargeId> BY_NAME = Comparator.comparing(ChargeId::value);

  /// The decision about a wallet.
  public sealed interface RepairDecision {
    /// The wallet is consistent.
    record Consistent() implements RepairDecision {}

    /// The repair removes `entries`, `charges` and `documents`, and writes `kept` documents for
    /// their charges. Its condition is that the wallet still has its version.
    record Repairable(
        List<Entry> entries,
        List<ChargeId> charges,
        List<DocumentKey> documents,
        Map<DocumentKey, ChargeId> kept)
        implements RepairDecision {}

    /// The records don't show what happened. A person must decide.
    record Undecidable(String reason) implements RepairDecision {}
  }

  public RepairDecision decision() {
    List<Finding> findings = new WalletAudit(records, others).findings();
    if (findings.isEmpty()) {
      return new RepairDecision.Consistent();
    }
    return undecidable(findings)
        .<RepairDecision>map(RepairDecision.Undecidable::new)
        .orElseGet(() -> repairable(findings));
  }

  private RepairDecision repairable(List<Finding> findings) {
    List<Charge> torn = records.charges().values().stream().filter(this::isTorn).toList();
    List<ChargeId> charges = torn.stream().map(Charge::id).sorted(BY_NAME).toList();
    List<DocumentKey> documents =
        records.documents().entrySet().stream()
            .filter(kept -> isGone(kept.getValue(), charges))
            .map(Map.Entry::getKey)
            .toList();
    Map<DocumentKey, ChargeId> kept = new HashMap<>();
    for (Finding finding : findings) {
      if (finding instanceof Finding.DocumentMissing(var document, var charge)
          && !charges.contains(charge)) {
        kept.put(document, charge);
      }
    }
    return new RepairDecision.Repairable(records.beyond(), charges, documents, kept);
  }

  private boolean isGone(ChargeId charge, List<ChargeId> removed) {
    return removed.contains(charge) || !records.charges().containsKey(charge);
  }

  /// Whether an entry beyond the wallet's version opened the charge.
  private boolean isTorn(Charge charge) {
    return charge.openedBy() > records.wallet().version();
  }

  /// The reason why the findings can't be undone, if they can't.
  private Optional<String> undecidable(List<Finding> findings) {
    return Stream.concat(
            findings.stream().flatMap(finding -> obstacle(finding).stream()),
            records.beyond().stream().flatMap(entry -> obstacle(entry).stream()))
        .findFirst();
  }

  private Optional<String> obstacle(Finding finding) {
    return switch (finding) {
      case Finding.WalletBehind _, Finding.DocumentWithoutCharge _, Finding.DocumentMissing _ ->
          Optional.empty();
      case Finding.EntryMissing(long number) ->
          Optional.of("the wallet counts entry " + number + ", but that entry is missing");
      case Finding.TotalsDiffer _ ->
          Optional.of("no transaction of this service can cause this difference");
      case Finding.ChargeWithoutEntry(ChargeId id, long number) -> obstacle(id, number);
      case Finding.EntryWithoutCharge(long number, String charge) ->
          number > records.wallet().version()
              ? Optional.empty()
              : Optional.of("the wallet paid for " + charge + ", but that charge is missing");
      case Finding.ChargeBehind(long number, EntryKind kind, String charge) ->
          Optional.of(
              ("entry " + number + " is a " + kind.label() + " of charge " + charge)
                  + ", but the charge doesn't show it");
      case Finding.PaymentBehind(long number, PaymentId payment) ->
          Optional.of(
              ("entry " + number + " is the pack of payment " + payment)
                  + ", but the payment doesn't show it");
      case Finding.PoolBehind(ChargeId id, Draw.Pooled draw) ->
          isTorn(charge(id))
              ? Optional.empty()
              : Optional.of("the account paid for " + id + ", but " + draw.wallet() + " didn't");
    };
  }

  private Optional<String> obstacle(ChargeId id, long number) {
    return isTorn(charge(id))
        ? Optional.empty()
        : Optional.of(
            "charge " + id + " was overwritten by entry " + number + ": its earlier state is lost");
  }

  private Charge charge(ChargeId id) {
    return Objects.requireNonNull(records.charges().get(id));
  }

  /// The reason why an entry beyond the wallet's version can't be removed, if it can't.
  private Optional<String> obstacle(Entry entry) {
    boolean starter =
        entry.kind() == EntryKind.GRANT
            && entry.postings().stream()
                .allMatch(posting -> posting.bucket().kind() == BucketKind.STARTER);
    if (!UNDOABLE.contains(entry.kind()) && !starter) {
      return Optional.of(
          "entry "
              + entry.number()
              + " is a "
              + entry.kind().label()
              + ": payments refer to such entries");
    }
    return partner(entry);
  }

  /// The reason why the other half of a charge on a pool prevents the removal of this half, if it
  /// does.
  private Optional<String> partner(Entry entry) {
    if (records.wallet().owner() instanceof PoolId) {
      return entry
          .cause()
          .account()
          .flatMap(account -> entry.cause().charge().flatMap(id -> others.charge(account, id)))
          .map(charge -> "its member has charge " + charge.id() + ": repair the member first");
    }
    List<Draw.Pooled> draws = new ArrayList<>();
    entry
        .cause()
        .charge()
        .flatMap(id -> Optional.ofNullable(records.charges().get(id)))
        .ifPresent(charge -> draws.addAll(charge.drawdown().pooled()));
    return draws.stream()
        .filter(draw -> others.wallet(draw.wallet()).version() >= draw.entry())
        .map(draw -> draw.wallet() + " paid for it, but the account didn't")
        .findFirst();
  }
}
