package dev.drawdown.domain.audit;

import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.audit.WalletRecords.Others;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.ChargeRequest.DocumentKey;
import dev.drawdown.domain.ledger.Audit;
import dev.drawdown.domain.ledger.Draw;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.wallet.Wallet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/// What doesn't belong together in what is stored of one wallet.
///
/// A transaction writes a wallet, its entries, its charge and its document at once. So this service
/// never leaves anything to find. A table that was restored to a point in time may hold only a part
/// of the transactions of that moment.
public record WalletAudit(WalletRecords records, Others others) {
  private static final Set<EntryKind> OPENING = Set.of(EntryKind.CHARGE, EntryKind.HOLD);

  /// Something that doesn't belong together. Each names what a person needs to find it.
  public sealed interface Finding {
    /// Entries up to `last` are there, and the wallet is as it was before them.
    record WalletBehind(long version, long last) implements Finding {}

    /// The wallet counts an entry that isn't there.
    record EntryMissing(long number) implements Finding {}

    /// All entries are there, and don't add up to the wallet.
    record TotalsDiffer(long ledger, long wallet) implements Finding {}

    /// A charge says that an entry made or changed it, which isn't there.
    record ChargeWithoutEntry(ChargeId charge, long number) implements Finding {}

    /// An entry names a charge that isn't there.
    record EntryWithoutCharge(long number, String charge) implements Finding {}

    /// A charge drew on a pool, and the pool's wallet or ledger lacks that draw.
    record PoolBehind(ChargeId charge, Draw.Pooled draw) implements Finding {}

    /// A document is kept by a charge that isn't there.
    record DocumentWithoutCharge(DocumentKey document, ChargeId charge) implements Finding {}

    /// A charge paid for a document, which nothing says. It would be paid for again.
    record DocumentMissing(DocumentKey document, ChargeId charge) implements Finding {}
  }

  /// All findings, in a fixed order; none for a wallet that is whole.
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    ledger(findings);
    records.charges().values().stream()
        .sorted(Comparator.comparing(charge -> charge.id().value()))
        .forEach(charge -> charge(charge, findings));
    records.entries().forEach(entry -> entry(entry, findings));
    records.documents().entrySet().stream()
        .filter(kept -> !records.charges().containsKey(kept.getValue()))
        .map(kept -> new Finding.DocumentWithoutCharge(kept.getKey(), kept.getValue()))
        .sorted(Comparator.comparing(found -> found.charge().value()))
        .forEach(findings::add);
    return List.copyOf(findings);
  }

  private void ledger(List<Finding> findings) {
    Wallet<?> wallet = records.wallet();
    List<Entry> beyond = records.beyond();
    if (!beyond.isEmpty()) {
      findings.add(new Finding.WalletBehind(wallet.version(), beyond.getLast().number()));
    }
    Map<Long, Entry> counted = records.counted();
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

  private void charge(Charge charge, List<Finding> findings) {
    Map<Long, Entry> counted = records.counted();
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

  /// The document that a final charge paid for. What is given back, or may yet be, keeps none.
  private static Optional<DocumentKey> paidFor(Charge charge) {
    return switch (charge.state()) {
      case Charge.State.Charged _, Charge.State.Captured _ -> charge.document();
      case Charge.State.Held _, Charge.State.Released _, Charge.State.Refunded _ ->
          Optional.empty();
    };
  }

  /// The entry of the draw is there, names the charge, and the pool's wallet counts it.
  private boolean isMissing(Draw.Pooled draw, Charge charge) {
    return others.wallet(draw.wallet()).version() < draw.entry()
        || others
            .entry(draw.wallet(), draw.entry())
            .flatMap(entry -> entry.cause().charge())
            .filter(charge.id()::equals)
            .isEmpty();
  }

  private void entry(Entry entry, List<Finding> findings) {
    entry
        .cause()
        .charge()
        .filter(_ -> OPENING.contains(entry.kind()))
        .filter(charge -> !isThere(entry, charge))
        .ifPresent(
            charge ->
                findings.add(new Finding.EntryWithoutCharge(entry.number(), name(entry, charge))));
  }

  private boolean isThere(Entry entry, ChargeId charge) {
    return records.wallet().owner() instanceof PoolId
        ? entry.cause().account().flatMap(account -> others.charge(account, charge)).isPresent()
        : records.charges().containsKey(charge);
  }

  private static String name(Entry entry, ChargeId charge) {
    return entry.cause().account().map(account -> account + "/" + charge).orElse(charge.value());
  }
}
