package dev.drawdown.monthlyreset;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.store.DueTimes;
import dev.drawdown.adapters.store.DueTimes.DueShard;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.adapters.store.Stores;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.charge.ChargeResult;
import dev.drawdown.domain.charge.Charging;
import dev.drawdown.domain.charge.Refunding;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.pool.AvailableCredits;
import dev.drawdown.domain.reading.Reading;
import dev.drawdown.domain.rules.Rules;
import dev.drawdown.domain.wallet.AccountWallet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Accounts of Assistant Coach with fifty credits a calendar month, from November 2026.
final class Coach {
  static final Instant NOVEMBER = Instant.parse("2026-11-20T10:15:30Z");
  static final Instant DECEMBER = Instant.parse("2026-12-01T00:00:00Z");
  static final Instant JANUARY = Instant.parse("2027-01-01T00:00:00Z");
  static final Catalog CATALOG = Catalogs.shipped("assistant-coach");
  static final DueTimes DUE_TIMES = DueTimes.of(CATALOG);

  private static final Charging CHARGING = Rules.of(CATALOG).charging();
  private static final Refunding REFUNDING = Rules.of(CATALOG).refunding();
  private static final Reading READING = Rules.of(CATALOG).reading();

  private Coach() {}

  static InMemoryStore store() {
    return new InMemoryStore(DUE_TIMES);
  }

  static SweepSchedule scheduleAt(Instant now, InMemoryStore store) {
    return new SweepSchedule(new Ports(CATALOG, store, () -> now));
  }

  static Ports december(Stores stores) {
    return new Ports(CATALOG, stores, () -> DECEMBER);
  }

  /// The commits of a first charge of so many credits.
  static List<Commit> charged(AccountId account, int credits) {
    return charged(AccountWallet.unseen(account), "first", credits, NOVEMBER).commits();
  }

  static ChargeResult charged(AccountWallet wallet, String key, int credits, Instant at) {
    return charged(wallet, key, credits, Optional.empty(), at);
  }

  /// The commits of a first hold of one credit that stays open for so long.
  static List<Commit> held(AccountId account, Duration open) {
    return charged(AccountWallet.unseen(account), "first", 1, Optional.of(open), NOVEMBER)
        .commits();
  }

  /// The commits of the release of a first hold.
  static List<Commit> released(Stores store, AccountId account, Instant at) {
    Situation found =
        store.accounts().load(account, Optional.of(new ChargeId("first")), Optional.empty());
    return REFUNDING.refund(found, Optional.empty(), at).commits();
  }

  /// The commits of so many holds of a quarter of an hour, one after the other.
  static List<Commit> manyHolds(AccountId account, int holds) {
    List<Commit> commits = new ArrayList<>();
    AccountWallet wallet = AccountWallet.unseen(account);
    for (int hold = 0; hold < holds; hold++) {
      ChargeResult result =
          charged(wallet, "hold-" + hold, 1, Optional.of(Duration.ofMinutes(15)), NOVEMBER);
      commits.addAll(result.commits());
      wallet = (AccountWallet) ((Commit.Step) commits.getLast()).journal().wallet();
    }
    return commits;
  }

  private static ChargeResult charged(
      AccountWallet wallet, String key, int credits, Optional<Duration> hold, Instant at) {
    ChargeRequest request =
        new ChargeRequest(new ActionId("checkin.draft"), Optional.empty(), credits, hold);
    Situation situation = new Situation(wallet, Optional.empty(), Optional.empty());
    return CHARGING.charge(new ChargeId(key), request, situation, at);
  }

  static Stream<AccountId> accounts(int count) {
    return IntStream.range(0, count).mapToObj(number -> new AccountId("coach-" + number));
  }

  static Stream<AccountId> accountsIn(DueShard shard) {
    return IntStream.iterate(0, number -> number + 1)
        .mapToObj(number -> new AccountId("coach-" + number))
        .filter(account -> DueShard.of(WalletId.of(account)).equals(shard));
  }

  static long total(AccountWallet wallet, Instant at) {
    return READING.balance(new AvailableCredits(wallet, Optional.empty()), at).total().amount();
  }

  static List<Entry> ledger(Stores store, AccountId account) {
    return store.ledgers().entriesAfter(WalletId.of(account), 0, 1_000);
  }

  static List<EntryKind> kinds(Stores store, AccountId account) {
    return ledger(store, account).stream().map(Entry::kind).toList();
  }
}
