package dev.drawdown.adapters.store;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.ChargeRequest.DocumentKey;
import dev.drawdown.domain.charge.ChargeWrite;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.pool.Joining.MembershipWrite;
import dev.drawdown.domain.pool.PoolWallet;
import dev.drawdown.domain.topup.PaymentWrite;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Journal;
import dev.drawdown.domain.wallet.Wallet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// All that [InMemoryStore] has under one wallet's name, and the conditions under which it changes.
final class InMemoryWallet {
  private final NavigableMap<Long, Entry> entries = new TreeMap<>();
  private final Map<ChargeId, Charge> charges = new HashMap<>();
  private final Map<DocumentKey, ChargeId> documents = new HashMap<>();
  private Wallet<?> wallet;

  InMemoryWallet(WalletId id) {
    this.wallet =
        switch (id.owner()) {
          case AccountId account -> AccountWallet.unseen(account);
          case PoolId pool -> PoolWallet.unseen(pool, id.number());
        };
  }

  Wallet<?> wallet() {
    return wallet;
  }

  List<Object> contents() {
    return List.of(
        wallet, List.copyOf(entries.values()), Map.copyOf(charges), Map.copyOf(documents));
  }

  NavigableMap<Long, Entry> entries() {
    return entries;
  }

  Optional<Charge> charge(ChargeId id) {
    return Optional.ofNullable(charges.get(id));
  }

  Optional<ChargeId> keeper(DocumentKey document) {
    return Optional.ofNullable(documents.get(document));
  }

  boolean mayBe(Journal<?> journal) {
    return isAsRead(journal)
        && journal.entries().stream().map(Entry::number).noneMatch(entries::containsKey);
  }

  /// What is stored instead of the wallet that `journal` is based on, if it is another.
  Optional<Wallet<?>> objection(Journal<?> journal) {
    return Optional.<Wallet<?>>of(wallet)
        .filter(stored -> !isAsRead(journal) && stored.version() > 0);
  }

  private boolean isAsRead(Journal<?> journal) {
    return wallet.version() == journal.basedOn();
  }

  void note(Wallet<?> noted) {
    wallet = noted;
  }

  void apply(Journal<?> journal) {
    wallet = journal.wallet();
    journal.entries().forEach(entry -> entries.put(entry.number(), entry));
  }

  Optional<Charge> otherCharge(Commit.Step commit) {
    return commit.writes().stream()
        .filter(write -> !mayBe(write))
        .flatMap(
            write ->
                switch (write) {
                  case ChargeWrite.OpenCharge(var charge) -> charge(charge.id()).stream();
                  case ChargeWrite.ChangeCharge(var charge, _) -> charge(charge.id()).stream();
                  case ChargeWrite.KeepDocument _,
                      ChargeWrite.FreeDocument _,
                      MembershipWrite.AddMember _,
                      MembershipWrite.RemoveMember _,
                      Write.ClaimGrant _,
                      Write.PutSubscription _,
                      PaymentWrite.PutPayment _,
                      Write.ClaimEvent _,
                      Write.ParkEvent _,
                      Write.UnparkEvent _ ->
                      Stream.<Charge>empty();
                })
        .findFirst();
  }

  boolean otherKeeper(Commit.Step commit) {
    return commit.writes().stream()
        .filter(
            write ->
                write instanceof ChargeWrite.KeepDocument
                    || write instanceof ChargeWrite.FreeDocument)
        .anyMatch(write -> !mayBe(write));
  }

  boolean mayBe(Write write) {
    return switch (write) {
      case ChargeWrite.OpenCharge(var charge) -> charge(charge.id()).isEmpty();
      case ChargeWrite.ChangeCharge(var charge, var before) ->
          charge(charge.id()).filter(stored -> stored.changedBy() == before).isPresent();
      case ChargeWrite.KeepDocument(var document, _, var instead) ->
          keeper(document).equals(instead);
      case ChargeWrite.FreeDocument(var document, var charge) ->
          keeper(document).equals(Optional.of(charge));
      case MembershipWrite.AddMember _,
          MembershipWrite.RemoveMember _,
          Write.ClaimGrant _,
          Write.PutSubscription _,
          PaymentWrite.PutPayment _,
          Write.ClaimEvent _,
          Write.ParkEvent _,
          Write.UnparkEvent _ ->
          true;
    };
  }

  void apply(Write write) {
    switch (write) {
      case ChargeWrite.OpenCharge(var charge) -> charges.put(charge.id(), charge);
      case ChargeWrite.ChangeCharge(var charge, _) -> charges.put(charge.id(), charge);
      case ChargeWrite.KeepDocument(var document, var charge, _) -> documents.put(document, charge);
      case ChargeWrite.FreeDocument(var document, _) -> documents.remove(document);
      case MembershipWrite.AddMember _,
          MembershipWrite.RemoveMember _,
          Write.ClaimGrant _,
          Write.PutSubscription _,
          PaymentWrite.PutPayment _,
          Write.ClaimEvent _,
          Write.ParkEvent _,
          Write.UnparkEvent _ -> {}
    }
  }
}
