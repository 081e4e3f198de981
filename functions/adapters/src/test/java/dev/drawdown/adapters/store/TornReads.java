package dev.drawdown.adapters.store;

import dev.drawdown.domain.Owner;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.pool.Pool;
import dev.drawdown.domain.renewal.Renewing.RenewalSituation;
import dev.drawdown.domain.topup.ToppingUp.TopUpSituation;
import dev.drawdown.domain.wallet.BilledWallet;
import dev.drawdown.domain.wallet.Wallet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Stale answers whose items weren't read at one instant, as is possible in DynamoDB.
///
/// They keep the promises of [Stores]: no wallet is older than the records that were read with it,
/// and no pool is older than the wallet. So if a record has changed, it is older than its wallet.
/// Otherwise the whole answer is older.
final class TornReads {
  private TornReads() {}

  /// A member's wallet is older, and its pool torn.
  static Situation torn(Situation older, Situation newer) {
    if (older.pools().isEmpty() && newer.pools().isEmpty()) {
      return sameRecords(older, newer) ? older : withNewerWallet(older, newer);
    }
    List<Pool> pools =
        older.pools().stream()
            .map(pool -> newer.pool(pool.id()).map(changed -> torn(pool, changed)).orElse(pool))
            .toList();
    return new Situation(
        older.wallet(),
        older.underKey(),
        older.onDocument(),
        pools,
        older.packs(),
        older.expiries());
  }

  private static boolean sameRecords(Situation older, Situation newer) {
    return older.underKey().equals(newer.underKey())
        && older.onDocument().equals(newer.onDocument());
  }

  /// If neither reading has a pack that the newer wallet has used up, everything is older.
  private static Situation withNewerWallet(Situation older, Situation newer) {
    Set<Long> usedUp = Situation.usedUp(newer.wallet(), older.underKey());
    List<Entry> packs =
        Stream.concat(older.packs().stream(), newer.packs().stream())
            .filter(pack -> usedUp.contains(pack.number()))
            .distinct()
            .toList();
    return packs.size() < usedUp.size()
        ? older
        : new Situation(newer.wallet(), older.underKey(), older.onDocument(), List.of(), packs);
  }

  /// Every second shard is newer: those with even numbers or the others, depending on the version.
  static Pool torn(Pool older, Pool newer) {
    if (older.shards().size() != newer.shards().size()) {
      return older;
    }
    List<Wallet<?>> shards = new ArrayList<>();
    for (int shard = 0; shard < older.shards().size(); shard++) {
      boolean isNewer = (shard + older.version()) % 2 == 0;
      shards.add((isNewer ? newer : older).shards().get(shard));
    }
    return Pool.of(older.id(), shards);
  }

  static RenewalSituation torn(RenewalSituation older, RenewalSituation newer) {
    boolean newerWallets =
        !older.subscription().equals(newer.subscription()) && owners(older).equals(owners(newer));
    return newerWallets
        ? new RenewalSituation(older.id(), older.subscription(), newer.wallets())
        : older;
  }

  private static List<Owner> owners(RenewalSituation situation) {
    return situation.wallets().stream().<Owner>map(BilledWallet::owner).toList();
  }

  static TopUpSituation torn(TopUpSituation older, TopUpSituation newer) {
    return older.payment().equals(newer.payment())
        ? older
        : new TopUpSituation(newer.available(), older.payment());
  }
}
