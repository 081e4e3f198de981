package dev.drawdown.operator.explain;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.store.CurrentLedger;
import dev.drawdown.adapters.store.HoldCharges;
import dev.drawdown.adapters.store.Stores;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.Hold;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.parking.Parked;
import dev.drawdown.domain.parking.ReceivedEvent;
import dev.drawdown.domain.pool.AvailableCredits;
import dev.drawdown.domain.pool.Pool;
import dev.drawdown.domain.pool.PoolAdvance;
import dev.drawdown.domain.rules.Rules;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.BilledWallet;
import dev.drawdown.domain.wallet.BillingState;
import dev.drawdown.domain.wallet.Wallet;
import dev.drawdown.domain.wallet.WalletAdvance;
import dev.drawdown.operator.explain.Explanation.Details;
import dev.drawdown.operator.explain.Explanation.OpenHold;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Reads the facts that explain an account or a pool. It reads nothing of other owners except the
/// list of parked events. It writes nothing, and shows due changes as done.
public final class ExplanationReader {
  private static final int ENTRIES = 10;

  /// The number of holds that are described, soonest expiry first.
  private static final int HOLDS = 10;

  /// The largest number of parked events that one explanation reads. A parked event names its
  /// owner, but only a walk through the list finds it.
  static final int EVENTS = 1_000;

  private final Rules rules;
  private final Stores stores;
  private final Explanation explanation;

  public ExplanationReader(Ports ports) {
    this.rules = ports.rules();
    this.stores = ports.stores();
    this.explanation = new Explanation(rules);
  }

  /// A hold and its wallet.
  private record Held(WalletId wallet, Hold hold) {}

  public List<String> account(AccountId account, Instant clock) {
    AvailableCredits found =
        stores.accounts().load(account, Optional.empty(), Optional.empty()).available();
    Instant now = found.timeOf(clock);
    WalletAdvance<AccountWallet> due = rules.advancing().advance(found.wallet(), now);
    Optional<Pool> pool =
        found.pool().map(before -> rules.poolAdvancing().advance(before, now).pool());
    AvailableCredits advanced = new AvailableCredits(due.wallet(), pool);
    return explanation.account(advanced, details(due.wallet(), List.of(due), entries(due)), now);
  }

  public List<String> pool(PoolId id, Instant clock) {
    Pool found = stores.wallets().pool(id, 1);
    Instant now = found.timeOf(clock);
    PoolAdvance due = rules.poolAdvancing().advance(found, now);
    List<Entry> entries =
        EntrySentences.joined(due.shards().stream().map(this::entries).toList(), ENTRIES);
    return explanation.pool(
        due.pool(), details(due.primary().wallet(), due.shards(), entries), now);
  }

  private Details details(
      BilledWallet<?> primary, List<? extends WalletAdvance<?>> wallets, List<Entry> entries) {
    return new Details(holds(wallets), entries, parked(primary, wallets));
  }

  /// The last entries of a wallet. Due entries, which aren't written yet, come first.
  private List<Entry> entries(WalletAdvance<?> due) {
    List<Entry> entries =
        new CurrentLedger(stores.ledgers(), due).entriesBefore(Long.MAX_VALUE, ENTRIES);
    return new HoldCharges(stores.ledgers(), due.wallet().id()).withCharges(entries);
  }

  /// All open holds. The first of them have the entries that opened them.
  private List<OpenHold> holds(List<? extends WalletAdvance<?>> wallets) {
    List<Held> all =
        wallets.stream()
            .<Wallet<?>>map(WalletAdvance::wallet)
            .flatMap(ExplanationReader::held)
            .sorted(Comparator.comparing((Held held) -> held.hold().expiresAt()))
            .toList();
    Map<Held, Entry> openings = openings(all.subList(0, Math.min(HOLDS, all.size())));
    return all.stream()
        .map(held -> new OpenHold(held.hold(), Optional.ofNullable(openings.get(held))))
        .toList();
  }

  private static Stream<Held> held(Wallet<?> wallet) {
    return wallet.holds().stream().map(hold -> new Held(wallet.id(), hold));
  }

  private Map<Held, Entry> openings(List<Held> holds) {
    Map<Held, Entry> openings = new HashMap<>();
    for (WalletId wallet : holds.stream().map(Held::wallet).collect(toSet())) {
      List<Held> own = holds.stream().filter(held -> held.wallet().equals(wallet)).toList();
      Set<Long> numbers = own.stream().map(held -> held.hold().entry()).collect(toSet());
      Map<Long, Entry> entries =
          stores.ledgers().entries(wallet, numbers).stream()
              .collect(toMap(Entry::number, entry -> entry));
      for (Held held : own) {
        Optional.ofNullable(entries.get(held.hold().entry()))
            .ifPresent(entry -> openings.put(held, entry));
      }
    }
    return openings;
  }

  private ParkedSentences parked(
      BilledWallet<?> primary, List<? extends WalletAdvance<?>> wallets) {
    Optional<Parked<String>> wallet = parkedWallet(wallets);
    int counted = primary.billing().parked();
    return counted == 0
        ? new ParkedSentences(0, List.of(), 0, true, wallet)
        : events(primary.owner(), counted, wallet);
  }

  /// If the wallet counts no parked event, there is none, so most explanations don't read the list.
  private ParkedSentences events(Owner owner, int counted, Optional<Parked<String>> wallet) {
    List<Parked<ReceivedEvent>> events = new ArrayList<>();
    Iterator<Parked<ReceivedEvent>> all = stores.parkedEvents().all().iterator();
    int looked = 0;
    while (looked < EVENTS && !isComplete(events, counted) && all.hasNext()) {
      Parked<ReceivedEvent> event = all.next();
      looked++;
      if (event.work().owner().filter(owner::equals).isPresent()) {
        events.add(event);
      }
    }
    return new ParkedSentences(counted, events, looked, looked < EVENTS, wallet);
  }

  private static boolean isComplete(List<Parked<ReceivedEvent>> found, int counted) {
    return counted < BillingState.MAX_PARKED && found.size() >= counted;
  }

  private Optional<Parked<String>> parkedWallet(List<? extends WalletAdvance<?>> wallets) {
    return wallets.stream()
        .map(due -> due.wallet().id().toString())
        .flatMap(name -> stores.parkedWallets().find(name).stream())
        .findFirst();
  }
}
