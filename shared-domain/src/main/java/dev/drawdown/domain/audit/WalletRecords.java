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

/// All that is stored of one wallet: its state, its ledger, its charges by id, and which charge
/// keeps each document. A restored table may lack any of it.
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

  /// What is stored elsewhere, each read when a finding depends on it.
  public interface Others {
    Wallet<?> wallet(WalletId id);

    Optional<Entry> entry(WalletId id, long number);

    Optional<Charge> charge(AccountId account, ChargeId id);

    Optional<Payment> payment(PaymentId id);
  }

  /// The entries that the wallet's own version counts, by number.
  Map<Long, Entry> counted() {
    Map<Long, Entry> counted = new HashMap<>();
    entries.stream()
        .filter(entry -> entry.number() <= wallet.version())
        .forEach(entry -> counted.put(entry.number(), entry));
    return counted;
  }

  /// The entries that the wallet knows nothing of, oldest first.
  List<Entry> beyond() {
    return entries.stream().filter(entry -> entry.number() > wallet.version()).toList();
  }
}
