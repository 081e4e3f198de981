package dev.drawdown.adapters.store;

import dev.drawdown.adapters.store.OptimisticRetry.Source;
import dev.drawdown.adapters.store.Outcome.Stale;
import dev.drawdown.adapters.store.Stores.Accounts;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.ChargeRequest.DocumentKey;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.domain.commit.Decision;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.BucketId;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.pool.Pool;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Wallet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads the state for a decision about a charge, a capture or a refund.
public record SituationSource(
    Accounts accounts, AccountId account, ChargeId charge, Optional<DocumentKey> document)
    implements Source<Situation> {
  @Override
  public Situation load() {
    return accounts.load(account, Optional.of(charge), document);
  }

  @Override
  public boolean isTorn(Situation found) {
    return found.isTorn();
  }

  /// The state with the returned items, if they are enough.
  ///
  /// A member's credits are spread over several wallets. A newer one doesn't fit older others, or
  /// an older charge, so all are read again. This also concerns the charge that the document names:
  /// a capture of its hold leaves the document unchanged.
  @Override
  public Optional<Situation> with(Situation old, Stale stale) {
    AccountWallet wallet = stale.wallet(old.wallet());
    Optional<Charge> charge = stale.charge().or(old::underKey);
    return Optional.of(new Situation(wallet, charge, old.onDocument(), List.of(), old.packs()))
        .filter(_ -> hasPacks(old, Situation.usedUp(wallet, charge)))
        .filter(_ -> !stale.documentChanged() && old.onDocument().isEmpty())
        .filter(_ -> old.underKey().isEmpty() || stale.charge().isPresent())
        .filter(_ -> old.pools().isEmpty() && wallet.membership().isEmpty())
        .filter(_ -> charge.stream().allMatch(SituationSource::hasNoDraws));
  }

  /// Whether the packs that are used up now were already used up when they were read.
  private static boolean hasPacks(Situation old, Set<Long> usedUp) {
    Set<Long> read = old.packs().stream().map(Entry::number).collect(Collectors.toSet());
    return read.containsAll(usedUp);
  }

  private static boolean hasNoDraws(Charge charge) {
    return charge.drawdown().pooled().isEmpty();
  }

  /// The state with other shards of the pool. An account has only one wallet.
  @Override
  public Optional<Situation> elsewhere(Situation old, Set<WalletId> contended) {
    if (contended.contains(old.wallet().id())) {
      return Optional.empty();
    }
    return old.wallet()
        .membership()
        .flatMap(held -> old.pool(held.pool()))
        .flatMap(pool -> pool.elsewhere(contended))
        .map(pool -> replaced(old, pool));
  }

  private static Situation replaced(Situation old, Pool changed) {
    return new Situation(
        old.wallet(),
        old.underKey(),
        old.onDocument(),
        old.pools().stream().map(pool -> pool.id().equals(changed.id()) ? changed : pool).toList(),
        old.packs(),
        old.expiries());
  }

  /// Whether the charges are unchanged, and for a member also the wallet.
  ///
  /// The wallet may have changed since: the refusal was right for the wallet read earlier. But a
  /// member's pool was read after the wallet. An unchanged wallet proves that both existed
  /// together.
  @Override
  public boolean confirms(Decision refusal, Situation again, Situation earlier) {
    return again.underKey().equals(earlier.underKey())
        && again.onDocument().equals(earlier.onDocument())
        && (earlier.pools().isEmpty() || isUnchanged(refusal, again, earlier));
  }

  private static boolean isUnchanged(Decision refusal, Situation again, Situation earlier) {
    return again.wallet().version() == earlier.wallet().version()
        && (refusal.restsOnWholePool()
            ? shards(again).equals(shards(earlier))
            : periods(again).equals(periods(earlier)));
  }

  /// The versions of all shards. A pool with one shard is left out, because one item is read at one
  /// instant.
  private static List<Long> shards(Situation situation) {
    return situation.pools().stream()
        .map(Pool::shards)
        .filter(shards -> shards.size() > 1)
        .flatMap(shards -> shards.stream().map(Wallet::version))
        .toList();
  }

  /// The buckets of the current periods of the pools.
  private static List<List<BucketId>> periods(Situation situation) {
    return situation.pools().stream()
        .map(pool -> pool.plans().stream().map(Bucket::id).toList())
        .toList();
  }
}
