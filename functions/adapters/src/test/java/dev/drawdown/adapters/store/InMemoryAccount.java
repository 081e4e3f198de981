package dev.drawdown.adapters.store;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.DocumentKey;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.wallet.Wallet;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// All that [InMemoryStore] has of one account, and the conditions under which it changes.
final class InMemoryAccount {
  private final NavigableMap<Long, Entry> entries = new TreeMap<>();
  private final Map<ChargeId, Charge> charges = new HashMap<>();
  private final Map<DocumentKey, ChargeId> documents = new HashMap<>();
  private Wallet wallet;

  InMemoryAccount(AccountId id) {
    this.wallet = Wallet.unseen(id);
  }

  Wallet wallet() {
    return wallet;
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

  /// Why `commit` can't be written, if it can't.
  Optional<Outcome.Stale> objection(Commit.Step commit) {
    boolean walletIsAsRead = wallet.version() == commit.journal().basedOn();
    boolean entriesAreNew =
        commit.journal().entries().stream().map(Entry::number).noneMatch(entries::containsKey);
    if (walletIsAsRead && entriesAreNew && commit.writes().stream().allMatch(this::mayBe)) {
      return Optional.empty();
    }
    Optional<Wallet> newer =
        Optional.of(wallet).filter(stored -> !walletIsAsRead && stored.version() > 0);
    return Optional.of(new Outcome.Stale(newer, otherCharge(commit), otherKeeper(commit)));
  }

  void apply(Commit.Step commit) {
    wallet = commit.journal().wallet();
    commit.journal().entries().forEach(entry -> entries.put(entry.number(), entry));
    commit.writes().forEach(this::apply);
  }

  private Optional<Charge> otherCharge(Commit.Step commit) {
    return commit.writes().stream()
        .filter(write -> !mayBe(write))
        .flatMap(
            write ->
                switch (write) {
                  case Write.OpenCharge(var charge) -> charge(charge.id()).stream();
                  case Write.ChangeCharge(var charge, _) -> charge(charge.id()).stream();
                  case Write.KeepDocument _,
                      Write.FreeDocument _,
                      Write.ClaimGrant _,
                      Write.PutSubscription _,
                      Write.PutPayment _,
                      Write.ClaimEvent _,
                      Write.ParkEvent _,
                      Write.UnparkEvent _ ->
                      Stream.<Charge>empty();
                })
        .findFirst();
  }

  private boolean otherKeeper(Commit.Step commit) {
    return commit.writes().stream()
        .filter(write -> write instanceof Write.KeepDocument || write instanceof Write.FreeDocument)
        .anyMatch(write -> !mayBe(write));
  }

  private boolean mayBe(Write write) {
    return switch (write) {
      case Write.OpenCharge(var charge) -> charge(charge.id()).isEmpty();
      case Write.ChangeCharge(var charge, var before) ->
          charge(charge.id()).filter(stored -> stored.changedBy() == before).isPresent();
      case Write.KeepDocument(var document, _, var instead) -> keeper(document).equals(instead);
      case Write.FreeDocument(var document, var charge) ->
          keeper(document).equals(Optional.of(charge));
      case Write.ClaimGrant _,
          Write.PutSubscription _,
          Write.PutPayment _,
          Write.ClaimEvent _,
          Write.ParkEvent _,
          Write.UnparkEvent _ ->
          true;
    };
  }

  private void apply(Write write) {
    switch (write) {
      case Write.OpenCharge(var charge) -> charges.put(charge.id(), charge);
      case Write.ChangeCharge(var charge, _) -> charges.put(charge.id(), charge);
      case Write.KeepDocument(var document, var charge, _) -> documents.put(document, charge);
      case Write.FreeDocument(var document, _) -> documents.remove(document);
      case Write.ClaimGrant _,
          Write.PutSubscription _,
          Write.PutPayment _,
          Write.ClaimEvent _,
          Write.ParkEvent _,
          Write.UnparkEvent _ -> {}
    }
  }
}
