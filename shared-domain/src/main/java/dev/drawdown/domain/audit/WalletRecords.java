package dev.drawdown.domain.audit;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.ChargeRequest.DocumentKey;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.topup.Payment;
import dev.drawdown.domain.wallet.Wallet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All stored records of one wallet: its state, its ledger, its charges by id, and the charge that
/// keeps each document.
///
/// A restored table may lack any of them.
public record WalletRecords(
    Wallet<?> wallet,
    List<Entry> entries,
    Map<ChargeId, Charge> charges,
    Map<DocumentKey, ChargeId> documents) {
  public WalletRecords {
    entries = List.copyOf(entries);
    charges = Map.copyOf(charges);
    documents = Map.copyOf(documents);
  }

  /// Records stored elsewhere. The audit reads each of them only if a finding depends on it.
  public interface Others {
    Wallet<?> wallet(WalletId id);

    Optional<Entry> entry(WalletId id, long number);

    Optional<Charge> charge(AccountId account, ChargeId id);

    Optional<Payment> payment(PaymentId id);
  }

  /// The entries up to the wallet's version, by number.
  Map<Long, Entry> counted() {
    Map<Long, Entry> counted = new HashMap<>();
    entries.stream()
        .filter(entry -> entry.number() <= wallet.version())
        .forEach(entry -> counted.put(entry.number(), entry));
    return counted;
  }

  /// The entries beyond the wallet's version, oldest first.
  List<Entry> beyond() {
    return entries.stream().filter(entry -> entry.number() > wallet.version()).toList();
  }
}
